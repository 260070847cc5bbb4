import assert from 'node:assert/strict';
import { printJson, Rows } from '../../../src/cli/terminal/json';
import type { Io } from '../../../src/cli/terminal/io';

function printed(value: unknown): string[] {
  const pieces: string[] = [];
  const io: Io = {
    cwd: '',
    readFile: () => null,
    out: text => pieces.push(text),
    err: () => undefined,
    terminal: false,
    now: () => 0,
    threads: () => null,
  };
  printJson(io, value);
  return pieces;
}

describe('JSON of any length', () => {
  it('is that of JSON.stringify', () => {
    for (const value of [
      { a: [1, NaN, null], b: [[1, 2], []], c: { d: undefined, e: 'x"' }, f: null, g: [{}], h: {} },
      [],
      [[0.1], null, { a: 1 }],
      7,
    ]) {
      assert.equal(printed(value).join(''), `${JSON.stringify(value)}\n`);
    }
  });

  it('is made and written piece by piece', () => {
    let made = 0;
    const rows = new Rows(function* () {
      for (; made < 50_000; made++) yield { epoch: made };
    });
    const pieces = printed({ epochs: rows });
    assert.ok(pieces.length > 8 && pieces.every(({ length }) => length < 70_000));
    const { epochs } = JSON.parse(pieces.join('')) as { epochs: { epoch: number }[] };
    assert.equal(epochs.length, 50_000);
    assert.equal(epochs[49_999].epoch, 49_999);
  });
});
