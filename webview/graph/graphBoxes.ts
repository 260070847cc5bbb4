/** How much room the parts of a graph need, whatever numbers will stand there. */
import type { ExpressionGraph, ExpressionNode } from '../../src/protocol/expression';
import { graphLayout, PORT, type GraphBox, type GraphLayout } from './graphLayout';
import { numbersAt } from './graphState';
import { symbolOf, valueWords } from './graphWords';
import { formatNumber } from '../words/numbers';

const RADIUS = 18;
/** The height of a line of numbers above or below a shape (px). */
const LINE = 17;
const PADDING = 8;
const BETWEEN = 5;

/** Width of a text in the fonts that the picture uses (px). */
export interface Measure {
  digits(text: string): number;
  words(text: string): number;
}

export function layoutOf(graph: ExpressionGraph, measure: Measure): GraphLayout {
  const numbers = numbersAt(graph);
  return graphLayout(
    graph.nodes.map((node, index) => boxOf(node, numbers[index].gradients, measure)),
  );
}

function boxOf(node: ExpressionNode, gradients: readonly number[], measure: Measure): GraphBox {
  const { inputs, local, value, operation } = node;
  const isNumber = operation === 'number';
  const shape = shapeOf(node, measure);
  const texts = [valueWords(node, value), ...gradients.map(each => formatNumber(each))];
  const labels = local.map(slope => (slope === null ? 0 : measure.digits(formatNumber(slope))));
  const around = shape.height / 2 + LINE + BETWEEN;
  const bare = isNumber && node.name === null;
  return {
    inputs,
    isNumber,
    width: Math.max(shape.width, ...(bare ? [] : texts.map(text => measure.digits(text)))),
    shapeWidth: shape.width,
    round: shape.round,
    above: bare ? shape.height / 2 + BETWEEN : around,
    below: gradients.length > 0 ? around : shape.height / 2 + BETWEEN,
    labelWidth: Math.max(0, ...labels),
  };
}

export interface NodeShape {
  /** Else it is a box. */
  round: boolean;
  width: number;
  height: number;
}

/** A gate is round where its ports allow that; an input is a box with its name. */
export function shapeOf(node: ExpressionNode, measure: Measure): NodeShape {
  const { operation, inputs, value } = node;
  if (operation === 'number') {
    return { round: false, width: measure.digits(formatNumber(value)) + 6, height: 16 };
  }
  const words = measure.words(symbolOf(node)) + 2 * PADDING;
  const width = Math.max(2 * RADIUS, operation === 'input' ? words : words - PADDING);
  if (operation === 'input') return { round: false, width, height: 26 };
  if (inputs.length <= 2) return { round: true, width, height: width };
  return { round: false, width, height: inputs.length * PORT };
}
