/** How the entries of a tensor are spread, in the inspector. */
import {
  DISTRIBUTION_HEIGHT,
  drawDistribution,
  type Spread,
} from '../../../../../webview/inspector/distribution';
import { inEveryTheme, onBackground, picture, type PictureCase } from './case';

const COUNTS = Float64Array.from({ length: 40 }, (_, bar) =>
  Math.round(90 / (1 + (bar - 19) ** 2)),
);
const ENTRIES = { layer: 0, zeros: 0, nonFinite: 0, counts: COUNTS };
const DELTA = { ...ENTRIES, tensor: 'delta', low: -2e-6, high: 2e-6 } as const;
const ACTIVATIONS = { ...ENTRIES, tensor: 'a', low: 0, high: 1 } as const;

export const DISTRIBUTIONS: PictureCase[] = [
  ...inEveryTheme('distribution', spread({ histogram: DELTA, isGradient: true }, null)),
  picture('distribution-at', 'dark', spread({ histogram: ACTIVATIONS, isGradient: false }, 18)),
];

function spread(shown: Spread, at: number | null) {
  const size = { width: 280, height: DISTRIBUTION_HEIGHT };
  return onBackground({
    size: () => size,
    draw: (pen, theme) => drawDistribution(pen, shown, size.width, at, theme),
  });
}
