/** Text → checked experiment, with every problem at its place. */
import { findNodeAtLocation } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { checkData, checkSeeds } from './rules/data';
import { checkLogFormat } from './rules/logFormat';
import { resolveEarlyStopping, resolveMetrics } from './rules/metrics';
import { checkModel } from './rules/model';
import { checkNotation } from './rules/notation';
import {
  checkEarlyStopping,
  checkLoss,
  checkOptimizer,
  checkSchedule,
  outputReduction,
} from './rules/training';
import type { Expression } from './expression/expression';
import { readExpression } from './expression/readExpression';
import { KINDS } from './fields/common';
import type { Kind } from './fields/common';
import { experimentFormat } from './fields/experiment';
import type { Experiment, ExperimentSource } from './fields/experiment';
import { expressionFormat } from './fields/expression';
import { Report, atKey } from './format/core';
import { propertiesOf } from './format/compounds';
import { refuseChoice } from './format/scalars';
import type { Finding, Place, Span } from './format/finding';
import { explainStrayKeys } from './rules/strayKeys';
import { checkSweep } from './sweep/checkSweep';
import { parseText } from './format/syntax';
import { checkChecks } from './checks/checks';
import type { Written } from './checks/kind';

export interface ReadResult {
  /** null where the file is not JSON, or does not say it well. */
  kind: Kind | null;
  /** A network; null where any problem is an error. */
  experiment: Experiment | null;
  /** The file's expression; null where it is of another kind, or any problem is an error. */
  expression: Expression | null;
  problems: Finding[];
  /** The JSON as far as it could be parsed. */
  tree: Node | undefined;
}

/** Never throws; paths are checked as far as they can be without a workspace. */
export function readExperiment(text: string): ReadResult {
  const report = new Report();
  const tree = parseText(text.replace(/^\uFEFF/, ' '), report);
  const kind = tree && !report.failed ? kindOf(tree, report) : null;
  const experiment = tree && kind === 'network' ? readNetwork(tree, text, report) : null;
  const expression = tree && kind === 'expression' ? readAsExpression(tree, text, report) : null;
  const { failed, problems } = report;
  return failed
    ? { kind, experiment: null, expression: null, problems, tree }
    : { kind, experiment, expression, problems, tree };
}

function readNetwork(tree: Node, text: string, report: Report): Experiment | null {
  const source = experimentFormat.read(tree, [], report);
  if (report.failed) explainStrayKeys(tree, report);
  if (!source) return null;
  return check(source, { tree, text }, report);
}

function readAsExpression(tree: Node, text: string, report: Report): Expression | null {
  const source = expressionFormat.read(tree, [], report);
  if (!source) return null;
  if (source.checks !== null) reportUnchecked(report);
  return readExpression(source, tree, text, report);
}

/** null after reporting that it is none. */
function kindOf(tree: Node, report: Report): Kind | null {
  if (tree.type !== 'object') return 'network';
  const properties = propertiesOf(tree);
  const kind = properties.get('kind');
  if (kind?.value === 'expression') return 'expression';
  if (kind && kind.value !== 'network') {
    refuseChoice(kind, ['kind'], report, Object.keys(KINDS));
    return null;
  }
  const forgotten = !kind && properties.has('expression') && !properties.has('model');
  if (!forgotten) return 'network';
  const message = 'An experiment with `expression` must say so: "kind": "expression" is missing.';
  report.error('missing-kind', message, atKey('expression'), [
    { title: 'Add "kind": "expression"', path: ['kind'], part: 'value', text: '"expression"' },
  ]);
  return null;
}

/** What is not acted on is never passed over in silence. */
function reportUnchecked(report: Report): void {
  const message =
    '`checks` are made of networks: nothing is checked here. Check Gradients compares an expression.';
  report.add('warning', 'unchecked', message, atKey('checks'));
}

/** Rules between fields; each looks only at sections that are right in themselves. */
function check(source: ExperimentSource, file: Written, report: Report): Experiment {
  const clean = (...sections: string[]) => sections.every(section => report.clean(section));
  const { type, output_reduction: written } = source.loss;
  const loss = {
    ...source.loss,
    output_reduction: outputReduction(type, written, ['loss'], report),
  };
  const modelIsClean = clean('model');
  if (modelIsClean) checkModel(source.model, report);
  if (clean('rng', 'seed', 'data')) checkSeeds(source, report);
  if (clean('data')) checkData(source, report);
  if (modelIsClean && clean('loss')) checkLoss(source, report);
  if (clean('optimizer')) checkOptimizer(source, report);
  if (clean('optimizer')) checkSchedule(source, report);
  const metricsAreClean = modelIsClean && clean('loss', 'metrics', 'data');
  const metrics = metricsAreClean ? resolveMetrics(source, loss, report) : null;
  const trainerIsClean = metricsAreClean && clean('trainer');
  if (trainerIsClean) checkEarlyStopping(source, report);
  const stopping = trainerIsClean ? resolveEarlyStopping(source, metrics, report) : null;
  if (trainerIsClean) checkLogFormat(source, metrics, report);
  if (modelIsClean && clean('notation')) checkNotation(source, report);
  if (modelIsClean && clean('checks', 'notation')) checkChecks(source.checks, source, file, report);
  if (metricsAreClean && clean('sweep', 'seed', 'rng'))
    checkSweep(source, metrics, file.tree, report);
  return {
    version: 1,
    kind: 'network',
    name: source.name,
    description: source.description,
    seed: source.seed,
    dtype: source.dtype,
    rng: source.rng,
    data: source.data,
    model: source.model,
    loss,
    optimizer: source.optimizer,
    trainer: { ...source.trainer, early_stopping: stopping },
    metrics,
    notation: source.notation,
    policy: source.policy,
    checks: source.checks,
    sweep: source.sweep,
  };
}

/**
 * The characters a problem's place stands for: a key or a value, or the nearest thing around it
 * that exists. Places in data files have no range in the experiment: its first character.
 */
export function rangeOf(tree: Node | undefined, place: Place): Span {
  if (place.kind === 'json' && place.span) return place.span;
  if (place.kind === 'text') return { offset: place.offset, length: place.length };
  if (place.kind === 'file' || !tree) return { offset: tree?.offset ?? 0, length: 1 };
  const path = [...place.path];
  for (;;) {
    const node = findNodeAtLocation(tree, path);
    const exact = path.length === place.path.length;
    if (node) return rangeOfNode(node, exact ? place.part : 'key');
    path.pop();
  }
}

function rangeOfNode(node: Node, part: 'key' | 'value'): Span {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  if (part === 'key' && key) return { offset: key.offset, length: key.length };
  if (part === 'key') return { offset: node.offset, length: 1 };
  return { offset: node.offset, length: node.length };
}
