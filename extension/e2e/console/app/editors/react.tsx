/** @jsxImportSource react */
// React decides what a controlled textarea holds.
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  let state = '';
  function Box() {
    const [text, setText] = useState('');
    const area = useRef<HTMLTextAreaElement>(null);
    state = text;
    useEffect(() => area.current?.focus(), []);
    useEffect(() => onText(text), [text]);
    return <textarea ref={area} rows={4} value={text} onChange={(e) => setText(e.target.value)} />;
  }
  createRoot(host).render(<Box />);
  return { text: () => state };
};
