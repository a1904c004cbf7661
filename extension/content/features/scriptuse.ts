// Which scripts were used and whether they were edited afterwards: written down when the reply goes
// out or its box closes, as only then it is known.

import { keeps } from '../../script-text';
import type { Box, Boxes } from '../editor/boxes';
import type { Page } from '../page';

interface Use {
  script: string;
  text: string;
}

export class ScriptUse {
  private readonly uses = new Map<Box, Use[]>();

  constructor(
    private readonly page: Page,
    boxes: Boxes,
    signal: AbortSignal,
  ) {
    boxes.on({ close: (box) => this.close(box) }, signal);
    window.addEventListener('pagehide', () => this.closeAll(boxes), { signal });
  }

  private closeAll(boxes: Boxes): void {
    for (const box of boxes.all()) this.close(box);
  }

  inserted(box: Box, script: string, text: string): void {
    this.uses.set(box, [...(this.uses.get(box) ?? []), { script, text }]);
  }

  private close(box: Box): void {
    for (const { script, text } of this.uses.get(box) ?? []) {
      this.page.record(box.tie?.case, 'script', { script, edited: !keeps(box.text, text) });
    }
    this.uses.delete(box);
  }
}
