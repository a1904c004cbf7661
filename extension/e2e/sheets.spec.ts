// Spreadsheets that are broken, hostile or too big: the board's import says so, and is quick about it.
//
//	SEED=7 npx playwright test -c e2e sheets.spec.ts    # other breakages
import { deflateRawSync } from 'node:zlib';
import { signIn } from './harness/board.mjs';
import { expect, test } from './harness/fixtures';
import { Random } from './mutants/random';

const SEED = Number(process.env.SEED ?? 1);
const FILES = 400;

/** An archive of files, packed; a size may be said to be another than it is. */
function zip(files: Record<string, Buffer>, said?: number): Buffer {
  const locals: Buffer[] = [];
  const heads: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const field = Buffer.alloc(26);
    field.writeUInt16LE(20, 0);
    field.writeUInt16LE(8, 4);
    field.writeUInt32LE(packed.length, 14);
    field.writeUInt32LE(said ?? content.length, 18);
    field.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), field, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    heads.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), field, rest, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(heads);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(heads.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

const SHEET = 'xl/worksheets/sheet1.xml';
const sheet = (rows: string, said?: number) =>
  zip({ [SHEET]: Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`) }, said);
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const GOOD = sheet(
  `<row>${cell('A1', '订单编号')}${cell('B1', '商品')}</row><row>${cell('A2', '3456789012345678901')}</row>`,
);
const CSV = Buffer.from('订单编号,商品\r\n3456789012345678901,"四件套,""加厚"""\r\n');

interface Outcome {
  rows?: string[][];
  error?: string;
  ms: number;
}

test('whatever is in the file, it gives rows or says in Chinese what is wrong', async ({ desk, team }) => {
  const page = await signIn(desk.context, team);
  const read = (files: Buffer[]): Promise<Outcome[]> =>
    page.evaluate(
      async (all) => {
        const { readSheet } = await import(`${location.origin}/board/sheetread.js`);
        const outcomes = [];
        for (const packed of all) {
          const bytes = Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
          const began = performance.now();
          const outcome = await readSheet(new File([bytes], 'x')).then(
            (rows: string[][]) => ({ rows }),
            (error: Error) => ({ error: error.message }),
          );
          outcomes.push({ ...outcome, ms: performance.now() - began });
        }
        return outcomes;
      },
      files.map((file) => file.toString('base64')),
    );

  const plain = [['订单编号', '商品'], ['3456789012345678901']];
  expect((await read([GOOD]))[0]?.rows).toEqual(plain);

  const bomb = sheet(`<row>${cell('A1', ' '.repeat(80 << 20))}</row>`, 100);
  const far = sheet(`<row>${cell('A1', '订单编号')}${cell('ZZZZZZZ1', 'x')}${cell('ABC1', 'y')}</row>`);
  const [bombed, wide, cut, none] = await read([bomb, far, GOOD.subarray(0, -30), zip({ 'a.txt': Buffer.from('a') })]);
  expect(bombed?.error).toBe('文件太大，请分成几份');
  expect(wide?.rows).toEqual([['订单编号']]);
  expect(cut?.error).toBe('不是完整的 Excel 文件');
  expect(none?.error).toBe('文件里没有工作表');

  const random = new Random(SEED);
  const broken = Array.from({ length: FILES }, (_, i) => {
    const bytes = Buffer.from(i % 4 === 3 ? CSV : GOOD);
    for (let n = 1 + random.below(12); n > 0; n--) bytes[random.below(bytes.length)] = random.below(256);
    return random.chance(0.3) ? bytes.subarray(0, random.below(bytes.length)) : bytes;
  });
  const outcomes = await read(broken);
  const faults = outcomes.map(({ rows, error, ms }, i) => {
    if (ms > 10_000) return `file ${i} took ${ms} ms`;
    if (error !== undefined) return /^[\u4e00-\u9fff]/.test(error) ? '' : `file ${i}: ${error}`;
    const texts = Array.isArray(rows) && rows.every((row) => row.every((text) => typeof text === 'string'));
    return texts ? '' : `file ${i} gives no rows of texts`;
  });
  expect(faults.filter(Boolean), `SEED=${SEED}`).toEqual([]);
  expect(outcomes.some(({ error }) => error) && outcomes.some(({ rows }) => rows)).toBe(true);
});
