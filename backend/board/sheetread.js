// Reads a spreadsheet the browser was handed: CSV in UTF-8 or GBK, or the first sheet of an XLSX.

/** What a file may hold, packed or not: beyond it it is no table of cases. */
const MOST_BYTES = 64 << 20;
/** Columns of a table; what stands further to the right is no part of it. */
const MOST_COLUMNS = 500;

/** What is wrong with a file, in words for whoever chose it. */
class Unreadable extends Error {}
const TOO_BIG = '文件太大，请分成几份';
const BROKEN = '文件坏了，请重新导出一份';

/** Rows of texts. @param {File} file @returns {Promise<string[][]>} Throws an error whose message can be shown. */
export async function readSheet(file) {
  if (file.size > MOST_BYTES) throw new Unreadable(TOO_BIG);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const rows = bytes[0] === 0x50 && bytes[1] === 0x4b ? await readXlsx(bytes) : readCsv(decode(bytes));
  return rows.filter((row) => row.some((cell) => cell.trim() !== ''));
}

/** Excel in China saves CSV as GBK: bytes that are no UTF-8 are taken for that. */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

export function readCsv(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const next = () => {
    rows.at(-1).push(cell.trim());
    cell = '';
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') next();
    else if (c === '\n') {
      next();
      rows.push([]);
    } else if (c !== '\r') cell += c;
  }
  next();
  return rows;
}

async function readXlsx(bytes) {
  try {
    return await sheetOf(bytes);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(BROKEN, { cause: error }); // what it says of itself is not so: lengths and places beyond its end
  }
}

async function sheetOf(bytes) {
  const files = entries(bytes);
  const shared = files.has('xl/sharedStrings.xml') ? texts(await xml(bytes, files, 'xl/sharedStrings.xml'), 'si') : [];
  const name = [...files.keys()].filter((path) => /^xl\/worksheets\/sheet\d+\.xml$/.test(path)).sort()[0];
  if (!name) throw new Unreadable('文件里没有工作表');
  const sheet = await xml(bytes, files, name);
  return [...sheet.getElementsByTagName('row')].map((row) => {
    const cells = [];
    for (const cell of row.getElementsByTagName('c')) {
      const at = column(cell.getAttribute('r')) ?? cells.length;
      if (at < MOST_COLUMNS) cells[at] = value(cell, shared);
    }
    return Array.from(cells, (text) => text ?? '');
  });
}

const inner = (node) => [...node.getElementsByTagName('t')].map((t) => t.textContent).join('');
const texts = (document, tag) => [...document.getElementsByTagName(tag)].map(inner);

function value(cell, shared) {
  if (cell.getAttribute('t') === 'inlineStr') return inner(cell);
  const raw = cell.getElementsByTagName('v')[0]?.textContent ?? '';
  return cell.getAttribute('t') === 's' ? (shared[Number(raw)] ?? '') : raw;
}

/** The column of a reference such as AB12, from 0. */
function column(reference) {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0];
  return letters ? [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1 : undefined;
}

/** The files of a ZIP archive, from its central directory (APPNOTE 4.3.12). */
function entries(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) throw new Unreadable('不是完整的 Excel 文件');
  const files = new Map();
  let at = view.getUint32(end + 16, true);
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    files.set(name, {
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      head: view.getUint32(at + 42, true),
    });
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return files;
}

async function xml(bytes, files, path) {
  const { method, packed, head } = files.get(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = head + 30 + view.getUint16(head + 26, true) + view.getUint16(head + 28, true);
  let stream = new Blob([bytes.subarray(start, start + packed)]).stream();
  if (method === 8) stream = stream.pipeThrough(new DecompressionStream('deflate-raw'));
  const text = await textOf(stream);
  const document = new DOMParser().parseFromString(policy.createHTML(text), 'application/xml');
  if (document.getElementsByTagName('parsererror').length > 0) throw new Unreadable(BROKEN);
  return document;
}

/** A stream's text. What a packed file says of its own size need not be so: it is counted. */
async function textOf(stream) {
  const decoder = new TextDecoder();
  let [text, left] = ['', MOST_BYTES];
  for await (const chunk of stream) {
    left -= chunk.length;
    if (left < 0) throw new Unreadable(TOO_BIG);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** The page's policy lets no text be parsed unasked. What this parses is XML that is never shown. */
const policy = globalThis.trustedTypes?.createPolicy('sheet', { createHTML: (text) => text }) ?? {
  createHTML: (text) => text,
};
