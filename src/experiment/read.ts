/** Text → checked experiment, with every problem at its place. */
import { findNodeAtLocation } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { checkData, checkSeeds } from './checks/data';
import { checkLogFormat } from './checks/logFormat';
import { resolveEarlyStopping, resolveMetrics } from './checks/metrics';
import { checkModel } from './checks/model';
import { checkEarlyStopping, checkLoss, checkOptimizer, outputReduction } from './checks/training';
import type { Experiment } from './experiment';
import { experimentFormat } from './fields/experiment';
import type { ExperimentSource } from './fields/experiment';
import { Report, atKey, atValue } from './format/core';
import { propertiesOf } from './format/compounds';
import type { Place, Problem } from './problem';
import { parseText } from './syntax';

export interface ReadResult {
  /** null where any problem is an error. */
  experiment: Experiment | null;
  problems: Problem[];
  /** The JSON as far as it could be parsed. */
  tree: Node | undefined;
}

/** Never throws; paths are checked as far as they can be without a workspace. */
export function readExperiment(text: string): ReadResult {
  const report = new Report();
  const tree = parseText(text.replace(/^\uFEFF/, ' '), report);
  const experiment = tree && !report.failed ? readTree(tree, report) : null;
  return { experiment: report.failed ? null : experiment, problems: report.problems, tree };
}

function readTree(tree: Node, report: Report): Experiment | null {
  if (isExpression(tree)) {
    const message = 'Expressions are not supported by this version yet: only networks run.';
    report.error('not-yet', message, atValue('kind'));
    return null;
  }
  const source = experimentFormat.read(tree, [], report);
  if (!source) return null;
  reportLater(source, report);
  return check(source, report);
}

function isExpression(tree: Node): boolean {
  return tree.type === 'object' && propertiesOf(tree).get('kind')?.value === 'expression';
}

/** Sections that are understood but not acted on are never passed over in silence. */
function reportLater(source: ExperimentSource, report: Report): void {
  const later = {
    sweep: 'the file trains as a single run',
    checks: 'nothing is checked',
    notation: 'the usual symbols are shown',
    policy: 'nothing is restricted',
  } as const;
  for (const [key, meanwhile] of Object.entries(later)) {
    if (source[key as keyof typeof later] === null) continue;
    const message = `\`${key}\` is not supported by this version yet: ${meanwhile}.`;
    const severity = key === 'notation' || key === 'policy' ? 'information' : 'warning';
    report.add(severity, 'not-yet', message, atKey(key));
  }
  if (source.expression !== null) {
    const message = '`expression` is only for an experiment of kind "expression".';
    report.error('misplaced-key', message, atKey('expression'));
  }
}

/** Rules between fields; each looks only at sections that are right in themselves. */
function check(source: ExperimentSource, report: Report): Experiment {
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
  const metricsAreClean = modelIsClean && clean('loss', 'metrics', 'data');
  const metrics = metricsAreClean ? resolveMetrics(source, loss, report) : null;
  const trainerIsClean = metricsAreClean && clean('trainer');
  if (trainerIsClean) checkEarlyStopping(source, report);
  const stopping = trainerIsClean ? resolveEarlyStopping(source, metrics, report) : null;
  if (trainerIsClean) checkLogFormat(source, metrics, report);
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
  };
}

/**
 * The characters a problem's place stands for: a key or a value, or the nearest thing around it
 * that exists. Places in data files have no range in the experiment: its first character.
 */
export function rangeOf(tree: Node | undefined, place: Place): { offset: number; length: number } {
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

function rangeOfNode(node: Node, part: 'key' | 'value'): { offset: number; length: number } {
  const key = node.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
  if (part === 'key' && key) return { offset: key.offset, length: key.length };
  if (part === 'key') return { offset: node.offset, length: 1 };
  return { offset: node.offset, length: node.length };
}
