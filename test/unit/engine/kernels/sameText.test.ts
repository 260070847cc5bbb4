/** The float32 kernels are the float64 kernels, every operation rounded. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';

describe('The float64 and float32 kernels', () => {
  it('are one text, but for the rounding', () => {
    const read = (name: string): string => {
      const file = path.resolve(
        import.meta.dirname,
        '../../../../src/engine/kernels',
        `${name}.ts`,
      );
      const text = readFileSync(file, 'utf8');
      // From the first import on, without layout.
      return text.slice(text.indexOf('import')).replaceAll(/\s+|,(?=\s*\))/g, '');
    };
    const plain = withoutRounding(read('float32').replace('constfround=Math.fround;', ''))
      .replaceAll('Float32', 'Float64')
      .replaceAll('float32', 'float64');
    assert.equal(plain, read('float64'));
  });
});

/** Takes every `fround(…)` off, keeping what it rounds. */
function withoutRounding(text: string): string {
  const start = text.indexOf('fround(');
  if (start < 0) return text;
  let depth = 0;
  let end = start + 'fround'.length;
  do {
    if (text[end] === '(') depth++;
    if (text[end] === ')') depth--;
    end++;
  } while (depth > 0);
  const inner = text.slice(start + 'fround('.length, end - 1);
  return withoutRounding(text.slice(0, start) + inner + text.slice(end));
}
