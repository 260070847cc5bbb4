/** Bytes from base64: the one way to carry a binary that every bundler and runtime understands. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const [digits] = text.split('=', 1);
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  const values = new Map(Array.from(ALPHABET, (digit, value) => [digit, value]));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    held = ((held << 6) | (values.get(digit) ?? 0)) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}
