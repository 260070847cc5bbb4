import assert from 'node:assert/strict';
import type { RunsSummary } from '../../../src/protocol/runs';
import type { Rgb } from '../../../webview/drawing/colors';
import { PastRuns, runColor, runDash } from '../../../webview/run/pastRuns';
import { THEME_KINDS, themeOf } from './painting/themes';

/** In degrees; NaN for a grey. */
function hue([r, g, b]: Rgb): number {
  const [x, y] = [2 * r - g - b, Math.sqrt(3) * (g - b)];
  return Math.hypot(x, y) < 20 ? NaN : (Math.atan2(y, x) * 180) / Math.PI;
}

describe('runs before the present one', () => {
  for (const kind of THEME_KINDS)
    it(`are told from each other, and from the current run's curves (${kind})`, () => {
      const { parts } = themeOf(kind);
      const numbers = [1, 2, 3, 4, 5, 6, 7, 8];
      for (const number of numbers) {
        const color = runColor(number, kind);
        for (const part of [parts.train, parts.validation]) {
          const apart = Math.abs(hue(color) - hue(part));
          assert.ok(!(Math.min(apart, 360 - apart) < 15), `run ${number}: ${apart.toFixed(0)}°`);
        }
      }
      assert.equal(new Set(numbers.map(number => runDash(number).join())).size, numbers.length);
    });

  it('differ in a section of the file, not in one whose name begins like it', () => {
    const runs = new PastRuns();
    const differing = (options: string[]): boolean => {
      runs.take({ options, past: [] } as unknown as RunsSummary);
      return runs.differIn('loss');
    };
    assert.deepEqual([['loss'], ['loss.type'], ['optimizer.loss'], ['loss_scale']].map(differing), [
      true,
      true,
      false,
      false,
    ]);
  });
});
