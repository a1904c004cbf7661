/** @jsxImportSource react */
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, ReactEditor, Slate, withReact } from 'slate-react';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const editor = withHistory(withReact(createEditor()));
  const text = () => editor.children.map((block) => Node.string(block)).join('\n');
  function Box() {
    const [empty] = useState([{ type: 'paragraph', children: [{ text: '' }] }]);
    useEffect(() => ReactEditor.focus(editor), []);
    return (
      <Slate editor={editor} initialValue={empty} onValueChange={() => onText(text())}>
        <Editable placeholder="请输入回复内容" />
      </Slate>
    );
  }
  createRoot(host).render(<Box />);
  return { text };
};
