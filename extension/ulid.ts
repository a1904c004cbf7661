const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_BYTES = 10;

let lastTime = 0;
let lastRandom = new Uint8Array(RANDOM_BYTES);

/** A ULID for a moment in milliseconds: 26 characters that sort by time, then by order of making. */
export function ulid(ms: number): string {
  if (ms > lastTime) {
    lastTime = ms;
    lastRandom = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  } else {
    increment(lastRandom);
  }
  return encode(BigInt(lastTime), 10) + encode(number(lastRandom), 16);
}

function increment(bytes: Uint8Array): void {
  for (let i = bytes.length - 1; i >= 0; i--) {
    const next = ((bytes[i] ?? 0) + 1) & 0xff;
    bytes[i] = next;
    if (next !== 0) return;
  }
}

function number(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

function encode(value: bigint, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++, value >>= 5n) text = ALPHABET[Number(value & 31n)] + text;
  return text;
}
