/** @jsxImportSource react */
import { Editor, EditorState } from 'draft-js';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  let state = EditorState.createEmpty();
  function Box() {
    const [held, hold] = useState(state);
    const editor = useRef<Editor>(null);
    state = held;
    useEffect(() => editor.current?.focus(), []);
    useEffect(() => onText(held.getCurrentContent().getPlainText('\n')), [held]);
    return <Editor ref={editor} editorState={held} onChange={hold} />;
  }
  createRoot(host).render(<Box />);
  return { text: () => state.getCurrentContent().getPlainText('\n') };
};
