// What of Draft.js is used here; it ships no types.
declare module 'draft-js' {
  import { Component } from 'react';

  export class EditorState {
    static createEmpty(): EditorState;
    getCurrentContent(): { getPlainText(delimiter: string): string };
  }
  export class Editor extends Component<{ editorState: EditorState; onChange(state: EditorState): void }> {
    focus(): void;
  }
}
