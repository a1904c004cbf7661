/** @jsxImportSource react */
// Fusion's own dialog, which it puts at the end of the body.
import { Dialog, Input } from '@alifd/next';
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
    return (
      <Dialog visible title="评价回复" footer={false} style={{ width: 640 }}>
        <div data-editor>
          <Input.TextArea autoFocus maxLength={500} value={text} onChange={changed} />
        </div>
      </Dialog>
    );
  }
  createRoot(host).render(<Box />);
  return { text: () => state };
};
