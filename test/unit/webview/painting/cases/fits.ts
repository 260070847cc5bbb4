/** The curve of a network with one input among the data. */
import { FitFace } from '../../../../../webview/fit/fitFace';
import type { PageContext } from '../../../../../webview/sections/view';
import type { Theme } from '../../../../../webview/drawing/theme';
import type { Pairs, RunDescription } from '../../../../../src/protocol/snapshot';
import type { Boundary, Fit, FitCurves } from '../../../../../src/protocol/tensors';
import { inEveryTheme, only, picture, type Drawing, type PictureCase } from './case';

interface Shown {
  outputs: number;
  classNames?: string[];
  threshold?: number;
  pairs: Pairs[];
  fit: Fit | null;
  range?: Boundary['extent'];
}

const PLACES = 17;
/** Nothing of it is symmetric. */
const [FROM, TO] = [-1, 4];

function curves(outputs: number, value: (x: number, output: number) => number): FitCurves {
  const values: number[] = [];
  for (let place = 0; place < PLACES; place++)
    for (let output = 0; output < outputs; output++)
      values.push(value(FROM + ((TO - FROM) * place) / (PLACES - 1), output));
  return { values: Float64Array.from(values), atRows: [] };
}

function fitOf(outputs: number, now: FitCurves, start: FitCurves): Fit {
  return { from: FROM, to: TO, places: PLACES, outputs, now, start };
}

function pairsOf(part: Pairs['part'], x: number[], y: number[]): Pairs {
  return { part, x: Float64Array.from(x), y: Float64Array.from(y) };
}

const PARTS = [
  pairsOf('train', [-0.5, 0.4, 1.3, 2.2, 3.6], [2, 6, 7, 9, 4]),
  pairsOf('validation', [0.9], [6.2]),
  pairsOf('test', [1.8, 3], [8.8, 8]),
];
const hill = (x: number): number => 3 + 4 * x - 1.05 * x * x;
const VALUE: Shown = {
  ...{ outputs: 1, pairs: PARTS },
  fit: fitOf(
    1,
    curves(1, hill),
    curves(1, x => 1 - x),
  ),
};
const CLASSES: Shown = {
  ...{ outputs: 1, classNames: ['off', 'on'], threshold: 0.4 },
  pairs: [pairsOf('train', [-0.5, 0.4, 2.2, 3.6], [0, 0, 1, 1])],
  fit: fitOf(
    1,
    curves(1, x => 1 / (1 + Math.exp(2 - 2 * x))),
    curves(1, () => 0.55),
  ),
};
/** Only its own class has a point of a row. */
const THREE: Shown = {
  ...{ outputs: 3, classNames: ['ant', 'bee', 'cat'] },
  pairs: [pairsOf('train', [-0.5, 1.5, 3.5], [1, 0, 0, 0, 1, 0, 0, 0, 1])],
  fit: fitOf(
    3,
    curves(3, (x, output) => Math.exp(-((x + 0.5 - 2 * output) ** 2))),
    curves(3, (x, output) => 0.2 + 0.1 * output + 0.02 * x),
  ),
};
const FAR: Shown = {
  ...VALUE,
  fit: fitOf(
    1,
    curves(1, x => {
      if (x > 2.5) return NaN;
      return x > 2 ? Infinity : 1e200 * (x - 0.5);
    }),
    curves(1, x => -1e6 * x),
  ),
};

export const FITS: PictureCase[] = [
  ...inEveryTheme('fit-value', drawn(VALUE)),
  ...inEveryTheme('fit-three-classes', drawn(THREE)),
  picture('fit-threshold', 'light', drawn(CLASSES)),
  picture('fit-in-a-range', 'dark', drawn({ ...VALUE, range: [0, 3, 5, 8] })),
  picture('fit-not-finite', 'light', drawn(FAR)),
  picture('fit-coming', 'dark', drawn({ ...VALUE, fit: null })),
];

function drawn(shown: Shown): Drawing {
  const face = (theme: Theme): FitFace => new FitFace(contextOf(shown, theme));
  return {
    size: theme => face(theme).size(),
    draw: (pen, theme) => {
      const shownOn = face(theme);
      // The size of the paper decides about that of the plot.
      shownOn.size();
      shownOn.draw(pen);
    },
  };
}

/** The page around the picture, 400 px wide. */
function contextOf({ outputs, pairs, fit, ...rest }: Shown, theme: Theme): PageContext {
  const { classNames = null, threshold = null, range = null } = rest;
  const description = only<RunDescription>({
    data: { classNames, outputs, featureNames: ['dose <mg>'] },
    ...{ threshold, pairs },
  });
  return only<PageContext>({
    ...{ theme, choices: { range }, widths: { of: () => 400 }, paper: { theme, width: 400 } },
    model: {
      ...{ description, data: { fit }, revision: 1 },
      frame: { position: { step: 1200 }, timeline: { start: 0 } },
      snapshot: { title: 'doses' },
    },
  });
}
