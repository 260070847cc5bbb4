/** Computational graphs, as far as their passes have been stepped. */
import assert from 'node:assert/strict';
import { readExperiment } from '../../../../../src/experiment/read';
import type { ExpressionGraph } from '../../../../../src/protocol/expression';
import { layoutOf, type Measure } from '../../../../../webview/graph/graphBoxes';
import { drawGraph } from '../../../../../webview/graph/graphPaint';
import { graphStateAt } from '../../../../../webview/graph/graphState';
import type { Pen } from '../../../../../webview/drawing/pen';
import type { Theme } from '../../../../../webview/drawing/theme';
import { inEveryTheme, onBackground, picture, type PictureCase } from './case';

export const MEASURE: Measure = {
  digits: text => text.length * 7,
  words: text => text.length * 7.5,
};

export function graphOf(steps: string[], inputs: object): ExpressionGraph {
  const text = JSON.stringify({ version: 1, kind: 'expression', expression: { inputs, steps } });
  const { expression, problems } = readExperiment(text);
  assert.ok(expression, problems.map(({ message }) => message).join());
  return expression;
}

export const GATES = graphOf(['q = 3*x + y', 'f = q * z'], { x: -2, y: 5.5, z: -4 });
const PASSES = GATES.trace.length;
const FORWARD = GATES.trace.filter(({ pass }) => pass === 'forward').length;
const WIDE = graphOf(['s = max(a, b, 0.5)', 'f = sigmoid(s) * a - exp(b)'], { a: 2, b: -1.5 });

export const GRAPHS: PictureCase[] = [
  picture('graph-before', 'dark', drawn(GATES, 0)),
  picture('graph-forward', 'light', drawn(GATES, 2)),
  picture('graph-seed', 'light', drawn(GATES, FORWARD + 1)),
  ...inEveryTheme('graph-backward', drawn(GATES, FORWARD + 2)),
  picture('graph-done', 'hc-dark', drawn(GATES, PASSES, 1)),
  picture('graph-functions', 'light', drawn(WIDE, WIDE.trace.length)),
];

function drawn(graph: ExpressionGraph, position: number, marked: number | null = null) {
  const layout = layoutOf(graph, MEASURE);
  const state = graphStateAt(graph, position);
  return onBackground({
    size: () => layout,
    draw: (pen: Pen, theme: Theme) =>
      drawGraph(pen, { graph, layout, state, marked }, theme, MEASURE),
  });
}
