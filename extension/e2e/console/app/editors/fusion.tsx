/** @jsxImportSource react */
// Fusion's own text area, with its counter, which is what the console is made of.
import { Input } from '@alifd/next';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  let state = '';
  function Box() {
    const [text, setText] = useState('');
    state = text;
    const changed = (value: string) => {
      setText(value);
      onText(value);
    };
    return <Input.TextArea autoFocus maxLength={500} showLimitHint value={text} onChange={changed} />;
  }
  createRoot(host).render(<Box />);
  return { text: () => state };
};
