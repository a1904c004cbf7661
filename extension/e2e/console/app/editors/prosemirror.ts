import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Mount } from './editor';

export const mount: Mount = (host, onText) => {
  const plugins = [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)];
  const view: EditorView = new EditorView(host, {
    state: EditorState.create({ schema, plugins }),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged) onText(text());
    },
  });
  const text = () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n', '\n');
  view.focus();
  return { text };
};
