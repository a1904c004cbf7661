// The engine for the team's board, which makes its downloads with it. The build bundles this into
// the board's folder, beside the same engine.wasm that the extension carries, packed.
import type { SheetRequest } from '../../engine';
import { instantiate } from './instance';

/** Starts the engine at an address, in gzip. Gives what makes a table into the bytes of a file. */
export async function start(url: string): Promise<(table: SheetRequest) => Uint8Array<ArrayBuffer>> {
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  const unpacked = new Response(response.body.pipeThrough(new DecompressionStream('gzip')));
  const instance = await instantiate(await WebAssembly.compile(await unpacked.arrayBuffer()));
  return (table) => {
    const { file } = instance.call('sheet', table);
    return Uint8Array.from(atob(file), (c) => c.charCodeAt(0));
  };
}
