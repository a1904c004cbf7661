// What the reply box asks of an editor that is not its own: each file beside this one is one, as its
// own library has it, and is loaded by name when a page asks for it.

export interface Editor {
  /** The text as the library itself holds it, lines apart by \n. */
  text(): string;
}

/** Puts an editor into an element; `onText` is told whenever the library says that its text changed. */
export type Mount = (host: HTMLElement, onText: (text: string) => void) => Editor;
