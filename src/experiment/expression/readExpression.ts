/** The `expression` section → a graph with all its numbers, or problems at exact characters. */
import { formatInteger } from '../../engine/ground/numbers';
import { findNodeAtLocation } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { evaluate, GateError, type GraphPass } from '../../engine/expression/graph';
import type { ExpressionSource } from '../fields/expression';
import { propertiesOf } from '../format/compounds';
import { atKey, atValue } from '../format/core';
import type { Report } from '../format/core';
import { placeInText } from '../grammar/places';
import type { Trouble } from '../grammar/trouble';
import type { Fix, Place } from '../format/finding';
import { buildGraph, type Built, type Origin } from './buildGraph';
import type { Expression, ExpressionNode } from './expression';
import { nameComplaint, plainName } from './names';

const INPUTS = ['expression', 'inputs'] as const;
const STEPS = ['expression', 'steps'] as const;
/** More could not be drawn. */
const MOST_GATES = 500;
/** Inputs, and steps: what is longer is not looked at. */
const MOST_ENTRIES = 1000;

/**
 * @param text of the file that `tree` was parsed from
 * @returns null after reporting an error
 */
export function readExpression(
  source: ExpressionSource,
  tree: Node,
  text: string,
  report: Report,
): Expression | null {
  const { inputs, steps } = source.expression;
  // An input that is no number has been reported: its name is known all the same.
  const names = propertiesOf(findNodeAtLocation(tree, [...INPUTS]) ?? tree).keys();
  const values = new Map(
    Array.from(names, name => [name, Object.hasOwn(inputs, name) ? inputs[name] : 0]),
  );
  if (!checkLengths({ inputs: values.size, steps: steps.length }, report)) return null;
  if (!checkInputs([...values.keys()], report)) return null;
  const built = buildGraph(values, steps);
  const places = new StepPlaces(tree, text);
  for (const { step, trouble } of built.troubles) {
    report.error(trouble.id, trouble.message, places.of(step, trouble), fixesOf(step, trouble));
  }
  checkSize(built, report);
  if (report.failed) return null;
  reportUnused(built, steps.length, places, report);
  const pass = tryEvaluate(built, places, report);
  if (!pass) return null;
  const { name, description } = source;
  const { graph, origins } = built;
  const nodes = origins.map((origin, node) => nodeOf(pass, origin, node));
  return {
    kind: 'expression',
    name,
    description,
    nodes,
    output: graph.output,
    trace: pass.trace,
    graph,
  };
}

/** Whether there are any. */
function checkInputs(names: readonly string[], report: Report): boolean {
  if (names.length === 0) {
    const message = '`inputs` must have at least one input, as in {"x": 2}.';
    report.error('no-inputs', message, atValue(...INPUTS));
  }
  for (const name of names) {
    const complaint = nameComplaint(name);
    if (complaint === null) continue;
    const plain = plainName(name);
    const path = [...INPUTS, name];
    const fixes: Fix[] =
      plain === null || names.includes(plain)
        ? []
        : [{ title: `Rename to \`${plain}\``, path, part: 'key', text: plain }];
    report.error('name', complaint, atKey(...path), fixes);
  }
  return names.length > 0;
}

/** Before anything is read of them: whether they are few enough for that. */
function checkLengths(counts: { inputs: number; steps: number }, report: Report): boolean {
  const [name, count] = Object.entries(counts).find(each => each[1] > MOST_ENTRIES) ?? [];
  if (name === undefined || count === undefined) return true;
  const message = `An expression has at most ${formatInteger(MOST_ENTRIES)} ${name}, not ${formatInteger(count)}.`;
  report.error('too-large', message, atKey('expression', name));
  return false;
}

function checkSize({ graph }: Built, report: Report): void {
  const gates = graph.nodes.filter(({ kind }) => kind === 'gate').length;
  if (gates <= MOST_GATES) return;
  const message = `An expression has at most ${MOST_GATES} gates, not ${gates}.`;
  report.error('too-large', message, atKey(...STEPS));
}

function fixesOf(step: number, { fixes }: Trouble): Fix[] {
  return fixes.map(({ title, text }) => ({
    title,
    path: [...STEPS, step],
    part: 'value',
    text: JSON.stringify(text),
  }));
}

/** A step that the last one does not use changes nothing of the result. */
function reportUnused(built: Built, count: number, places: StepPlaces, report: Report): void {
  const { graph, origins } = built;
  const used = new Set([graph.output]);
  for (let node = graph.output; node >= 0; node--) {
    const gate = graph.nodes[node];
    if (used.has(node) && gate.kind === 'gate') gate.inputs.forEach(input => used.add(input));
  }
  for (const [node, { name, place }] of origins.entries()) {
    if (!place || name === null || used.has(node) || place.step === count - 1) continue;
    const message = `\`${name}\` is not used by the last step, \`${origins[graph.output].name}\`, which is what is differentiated.`;
    report.add('information', 'unused-step', message, places.of(place.step, null));
  }
}

function tryEvaluate(built: Built, places: StepPlaces, report: Report): GraphPass | null {
  try {
    const pass = evaluate(built.graph);
    // Also of the gates that the output does not depend on.
    built.graph.nodes.forEach((_, node) => pass.slopes(node));
    return pass;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const { text, place } = built.origins[error.node];
    const message = `\`${text}\` cannot be computed: ${error.message}.`;
    if (place) report.error('gate', message, places.of(place.step, place));
    return null;
  }
}

function nodeOf(pass: GraphPass, { name, text }: Origin, index: number): ExpressionNode {
  const node = pass.graph.nodes[index];
  return {
    name,
    operation: node.kind === 'gate' ? node.operation : node.kind,
    text,
    value: pass.values[index],
    gradient: pass.variable[index] ? pass.gradients[index] : null,
    inputs: node.kind === 'gate' ? [...node.inputs] : [],
    local: pass.slopes(index),
  };
}

/** Where the characters of a step stand in the file. */
class StepPlaces {
  constructor(
    private readonly tree: Node,
    private readonly text: string,
  ) {}

  /** null: the whole step. */
  of(step: number, part: { start: number; end: number } | null): Place {
    return placeInText(this.tree, this.text, [...STEPS, step], part);
  }
}
