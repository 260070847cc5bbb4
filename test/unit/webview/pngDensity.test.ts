/** The size of a PNG on paper. */
import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { withDensity } from '../../../webview/picture/pngDensity';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Length, name, content and sum. */
function chunk(name: string, content: number[]): number[] {
  const named = Buffer.from([...Buffer.from(name, 'latin1'), ...content]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length, 0);
  numbers.writeUInt32BE(crc32(named), 4);
  return [...numbers.subarray(0, 4), ...named, ...numbers.subarray(4)];
}

const HEADER = chunk('IHDR', [0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0]);
const REST = [...chunk('IDAT', [1, 2, 3]), ...chunk('IEND', [])];

describe('the density of a PNG', () => {
  it('stands behind its header, in dots per metre', () => {
    const given = Uint8Array.from([...SIGNATURE, ...HEADER, ...REST]);
    // 300 dots per inch are 11811 per metre: 0x2e23.
    const density = chunk('pHYs', [0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]);
    const result = withDensity(given, 300);
    assert.deepEqual([...result], [...SIGNATURE, ...HEADER, ...density, ...REST]);
  });

  it('is of a PNG alone', () => {
    const other = Uint8Array.from({ length: 40 }, (_, at) => at);
    assert.deepEqual(withDensity(other, 300), other);
  });
});
