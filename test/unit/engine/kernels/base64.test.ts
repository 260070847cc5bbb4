/** The bytes of the compiled kernels, out of the text that carries them. */
import assert from 'node:assert/strict';
import { bytesFromBase64 } from '../../../../src/engine/ground/base64';
import { createStream } from '../../../../src/engine/rng/createStream';

describe('Bytes from base64', () => {
  it("are those of Node's own decoder, at every length and with every digit", () => {
    const all = Uint8Array.from(createStream('numpy', 4).randint(0, 256, 3000));
    for (const length of [...Array(20).keys(), 3000]) {
      const bytes = all.slice(0, length);
      const text = Buffer.from(bytes).toString('base64');
      assert.deepEqual(bytesFromBase64(text), bytes);
      assert.deepEqual(bytesFromBase64(text.replaceAll('=', '')), bytes, 'without padding');
    }
  });
});
