/** Figures as they leave the page: the words around a picture, its size, and how it is made to fit. */
import { cssColor } from '../../../../../webview/drawing/colors';
import type { FigureWidth, Paper } from '../../../../../webview/drawing/paper';
import { drawCurves } from '../../../../../webview/chart/curvePicture';
import { confusionLayout, drawConfusion } from '../../../../../webview/confusion/confusionPaint';
import type { Confusion } from '../../../../../src/protocol/confusion';
import type { Drawing } from '../../../../../webview/picture/drawing';
import { figureOf, type FigureWords } from '../../../../../webview/picture/figure';
import type { Pen } from '../../../../../webview/drawing/pen';
import { frameOf, TYPICAL } from './curves';
import { only, picture, type PictureCase } from './case';

/** A picture that asks for its paper. */
interface OnPaper {
  size(paper: Paper): { width: number; height: number };
  draw(pen: Pen, paper: Paper): void;
}

const FACTS =
  'Gradient descent, learning rate 0.01, 0.5 · squared error, sum over 210 rows, NumPy seed 1024. ' +
  'Epoch 400: loss 0.02706, accuracy 0.9952, test loss 0.03580, test accuracy 0.9778.';

const CURVES: OnPaper = {
  size: ({ width }) => ({ width, height: 200 }),
  draw: (pen, paper) =>
    drawCurves(pen, frameOf(TYPICAL), paper.theme, { width: paper.width, height: 200 }),
};

const NAMES = ['setosa', 'versicolor', 'virginica'];
const COUNTS = only<Confusion>({
  classes: 3,
  counts: Float64Array.of(12, 0, 0, 1, 9, 3, 0, 2, 11),
});
const CONFUSION: OnPaper = {
  size: ({ width, theme }) => confusionLayout(NAMES, width, theme),
  draw: (pen, { width, theme }) =>
    drawConfusion(pen, COUNTS, NAMES, confusionLayout(NAMES, width, theme), theme, null),
};

/** However little room there is, it is this much wider than that, or at least so wide. */
const sized = (beyond: number, least: number): OnPaper => {
  const size = ({ width }: Paper) => ({ width: Math.max(least, width + beyond), height: 40 });
  return {
    size,
    draw: (pen, paper) => {
      const { width, height } = size(paper);
      pen.strokeStyle = cssColor(paper.theme.foreground);
      pen.strokeRect(0, 0, width, height);
      pen.fillStyle = cssColor(paper.theme.foreground);
      pen.font = `${paper.theme.fontSize - 2}px ${paper.theme.font}`;
      pen.fillText('text', 10, 20);
    },
  };
};

export const FIGURES: PictureCase[] = [
  figure('figure-curves-narrow', 8.5, { title: 'Three Gaussians: loss' }, CURVES),
  figure('figure-curves-wide', 17, { title: 'Three Gaussians: loss' }, CURVES),
  figure(
    'figure-confusion',
    8.5,
    {
      title: 'Iris: confusion matrix, test rows',
      legend: [{ text: 'accuracy 0.8421, 32 of 38' }],
    },
    CONFUSION,
  ),
  figure('figure-laid-out-narrower', 8.5, { title: 'With a legend beside it' }, sized(120, 0)),
  figure('figure-drawn-smaller', 8.5, { title: 'Wider than any column' }, sized(0, 600)),
  figure(
    'figure-legend',
    8.5,
    {
      title:
        'A title that is longer than a column of print is wide takes as many lines as it needs',
      legend: [
        { text: 'value' },
        { text: 'gradient of E', color: '#b45a00' },
        { text: 'from −2 to 2', ramp: Uint32Array.from({ length: 256 }, (_, at) => at) },
        { text: 'a sentence that is longer than a line, and is broken between two of its words' },
      ],
      facts: '',
    },
    sized(0, 0),
  ),
];

function figure(
  name: string,
  width: FigureWidth,
  words: Partial<FigureWords>,
  drawing: OnPaper,
): PictureCase {
  const whole: FigureWords = { title: '', legend: [], facts: FACTS, ...words };
  const made = (): Drawing => {
    let now: Paper | null = null;
    const onPaper = <Result>(paper: Paper, work: () => Result): Result => {
      now = paper;
      try {
        return work();
      } finally {
        now = null;
      }
    };
    const paper = (): Paper => {
      if (!now) throw new Error('A picture is drawn beside its paper.');
      return now;
    };
    return figureOf(
      onPaper,
      () => whole,
      { size: () => drawing.size(paper()), draw: pen => drawing.draw(pen, paper()) },
      width,
    );
  };
  return picture(name, 'dark', { size: () => made().size(), draw: pen => made().draw(pen) });
}
