/** How gates, their numbers and the steps through them are written. */
import type { ExpressionGraph, ExpressionNode } from '../../src/protocol/expression';
import type { Contribution, GraphState } from './graphState';
import { formatNumber, MINUS } from '../words/numbers';
import { strings } from '../words/strings';

const SYMBOLS: { readonly [K in ExpressionNode['operation']]: string } = {
  input: '',
  number: '',
  copy: '=',
  negate: MINUS,
  add: '+',
  subtract: MINUS,
  multiply: '×',
  divide: '÷',
  power: '^',
  exp: 'exp',
  log: 'log',
  sqrt: '√',
  sin: 'sin',
  cos: 'cos',
  tanh: 'tanh',
  sigmoid: 'σ',
  relu: 'relu',
  max: 'max',
};

/** What stands in the shape of a node: its name or its operation. */
export function symbolOf({ operation, name, text }: ExpressionNode): string {
  if (operation === 'input') return name ?? text;
  return SYMBOLS[operation];
}

/** `q`, or what has no name as it is written. */
export function nodeName({ name, text }: ExpressionNode): string {
  return name ?? text;
}

/** `q = 2*x + y` */
export function nodeWords(node: ExpressionNode): string {
  const { name, text, operation } = node;
  return name === null || operation === 'input' ? nodeName(node) : `${name} = ${text}`;
}

/** `∂f/∂q`; what has no name stands in parentheses. */
export function gradientName({ nodes, output }: ExpressionGraph, node: number): string {
  const { name, text } = nodes[node];
  return `∂${nodeName(nodes[output])}/∂${name ?? `(${text})`}`;
}

/** `∂q/∂x`: the slope of a gate by one of its inputs. */
export function slopeName({ nodes }: ExpressionGraph, gate: number, port: number): string {
  const part = ({ name, text }: ExpressionNode): string => name ?? `(${text})`;
  return `∂${part(nodes[gate])}/∂${part(nodes[nodes[gate].inputs[port]])}`;
}

/** Above a node: `q = 1.000`; of what is not known yet only its name. */
export function valueWords({ name, operation }: ExpressionNode, value: number | null): string {
  const named = operation === 'input' ? null : name;
  if (value === null) return named ?? '';
  return named === null ? formatNumber(value) : `${named} = ${formatNumber(value)}`;
}

/** How far the passes have come: `backward · gate 1 of 3`. */
export function positionWords(graph: ExpressionGraph, position: number): string {
  const { trace, nodes } = graph;
  const last = trace[position - 1];
  const gates = trace.filter(({ pass }) => pass === 'forward').length;
  if (!last) {
    return strings.graphReady(nodes.filter(isInput).length, gates);
  }
  if (position === trace.length) return strings.graphDone;
  if (last.pass === 'seed') return strings.graphSeeded;
  const steps = trace.filter(({ pass }) => pass === last.pass);
  return strings.graphAt(strings.passes[last.pass], steps.indexOf(last) + 1, steps.length);
}

export function isInput({ operation }: ExpressionNode): boolean {
  return operation === 'input';
}

/** Lines as sentences, for a screen reader; what ends with a colon goes on. */
export function spokenWords(lines: readonly string[]): string {
  return lines.map(line => (/[.:]$/.test(line) ? line : `${line}.`)).join(' ');
}

/** What the last step has done, line by line; what comes next where nothing is done yet. */
export function stepLines(graph: ExpressionGraph, state: GraphState): string[] {
  const { nodes, output } = graph;
  const { last, next, sent } = state;
  if (!last) return next ? [strings.graphStart(nodeWords(nodes[next.node]))] : [];
  const gate = nodes[last.node];
  if (last.pass === 'seed') return [strings.graphSeed(gradientName(graph, output))];
  if (last.pass === 'forward') return [`${nodeWords(gate)} = ${substituted(graph, last.node)}`];
  const through = strings.graphThrough(nodeWords(gate));
  return [through, ...sent.map(each => contributionWords(graph, last.node, each))];
}

/** The gate's own operation on its numbers: `−4.000 + 5.000 = 1.000`. */
function substituted({ nodes }: ExpressionGraph, node: number): string {
  const { operation, inputs, value } = nodes[node];
  const numbers = inputs.map(input => formatNumber(nodes[input].value));
  const bracketed = numbers.map(text => (text.startsWith(MINUS) ? `(${text})` : text));
  const symbol = SYMBOLS[operation];
  const result = formatNumber(value);
  if (operation === 'copy') return result;
  if (operation === 'negate') return `${symbol}(${numbers[0]}) = ${result}`;
  const isInfix = /^[^\p{L}√]$/u.test(symbol);
  return isInfix
    ? `${numbers[0]} ${symbol} ${bracketed[1]} = ${result}`
    : `${symbol}(${numbers.join(', ')}) = ${result}`;
}

/** `∂f/∂x = ∂f/∂q · ∂q/∂x = −4.000 · 2.000 = −8.000` */
function contributionWords(graph: ExpressionGraph, gate: number, sent: Contribution): string {
  const { input, port, upstream, local, before, after, first } = sent;
  const names = `${gradientName(graph, gate)} · ${slopeName(graph, gate, port)}`;
  const factor = formatNumber(local);
  const product = `${formatNumber(upstream)} · ${factor.startsWith(MINUS) ? `(${factor})` : factor}`;
  const result = formatNumber(after);
  const name = gradientName(graph, input);
  return first
    ? `${name} = ${names} = ${product} = ${result}`
    : `${name} = ${formatNumber(before)} + ${names} = ${formatNumber(before)} + ${product} = ${result}`;
}
