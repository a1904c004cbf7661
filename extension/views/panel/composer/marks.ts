import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { HIGHLIGHTS, sheet } from '../../../content/overlay/sheets';
import type { Finding } from '../../../engine';

/** Draws the lines of findings under their words in a textarea; where the browser cannot, the list below tells them. */
export function useMarks(box: RefObject<HTMLTextAreaElement | null>, findings: Finding[]): void {
  useEffect(() => {
    const area = box.current;
    if (!area?.createValueRange || findings.length === 0) return;
    const lines = sheet(HIGHLIGHTS);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, lines];
    const drawn = findings.map(({ severity, start, end }) => {
      const range = area.createValueRange?.(start, end);
      const name = `pingban-${severity}`;
      if (!CSS.highlights.has(name)) CSS.highlights.set(name, new Highlight());
      if (range) CSS.highlights.get(name)?.add(range);
      return { name, range };
    });
    return () => {
      for (const { name, range } of drawn) {
        CSS.highlights.delete(name);
        range?.disconnect();
      }
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== lines);
    };
  }, [box, findings]);
}
