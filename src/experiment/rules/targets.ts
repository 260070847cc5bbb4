/** Rules between the prepared targets and the network, its loss and its metrics. */
import type { LossName } from '../../engine/ground/spec';
import type { Classes } from '../data/table/classes';
import type { Encoded } from '../data/table/encode';
import type { Table } from '../data/table/table';
import type { Experiment } from '../fields/experiment';
import { layerPath, PARTS } from '../format/experiment';
import { atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import type { Fix } from '../format/finding';
import { checkReach } from './reach';

type PerPart<T> = { train: T; validation: T | null; test: T | null };

/** Prepared parts with the tables they were made from. */
export interface EncodedParts {
  tables: PerPart<Table>;
  encoded: PerPart<Encoded>;
}

export function checkTargets(
  experiment: Experiment,
  { tables, encoded }: EncodedParts,
  classes: Classes | null,
  report: Report,
): void {
  if (!checkUnits(experiment, encoded.train.cols, tables, classes, report)) return;
  for (const part of PARTS) {
    const table = tables[part];
    const targets = encoded[part];
    if (table && targets) checkRange(experiment.loss.type, table, targets, report);
  }
  // Once is enough: all parts have the same outputs.
  PARTS.every(part => {
    const table = tables[part];
    const targets = encoded[part];
    return !table || !targets || checkReach(experiment, table, targets, report);
  });
  checkAccuracy(experiment, classes, report);
}

/** Each output unit meets one target. */
function checkUnits(
  experiment: Experiment,
  cols: number,
  tables: EncodedParts['tables'],
  classes: Classes | null,
  report: Report,
): boolean {
  const { layers } = experiment.model;
  const last = layers.length - 1;
  const { units } = layers[last];
  if (units === cols) return true;
  const path = [...layerPath(layers, last), 'units'];
  const targets = cols === 1 ? '1 column' : `${cols} columns`;
  const outputs = units === 1 ? '1 unit' : `${units} units`;
  const oneHot = oneHotFixes(experiment, tables.train, units);
  const counted = countFixes(experiment, tables, units);
  const hint =
    oneHot.length > 0
      ? ' Is `data.encoding` "one_hot" missing?'
      : counted.length > 0
        ? ` \`num_classes\` is ${experiment.data.num_classes}, but only ${units} classes occur.`
        : classes && cols === classes.names.length
          ? ` There is one for each class: ${listed(classes.names)}.`
          : '';
  report.error(
    'outputs',
    `The output layer has ${outputs}, but the targets have ${targets}: each column needs a unit of its own.${hint}`,
    atValue(...path),
    [...oneHot, ...counted, replaceValue(`Change units to ${cols}`, path, cols)],
  );
  return false;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).map(name => `"${name}"`);
  return `${shown.join(', ')}${names.length > 5 ? ', …' : ''}`;
}

/** `num_classes` counts more classes than there are; the output layer counts them right. */
function countFixes({ data }: Experiment, tables: EncodedParts['tables'], units: number): Fix[] {
  const { num_classes: count } = data;
  if (count === null || units >= count || units < 2) return [];
  const most = Math.max(
    ...PARTS.map(part => {
      const y = tables[part]?.y;
      return y?.kind === 'number' ? y.values.reduce((max, value) => Math.max(max, value), -1) : -1;
    }),
  );
  if (most !== units - 1) return [];
  return [replaceValue(`Change num_classes to ${units}`, ['data', 'num_classes'], units)];
}

function oneHotFixes({ data }: Experiment, table: Table, units: number): Fix[] {
  if (data.encoding === 'one_hot' || table.y.kind === 'rows') return [];
  const count = table.y.kind === 'text' ? table.y.names.length : new Set(table.y.values).size;
  if (count !== units && data.num_classes !== units) return [];
  return [replaceValue('Set encoding to "one_hot"', ['data', 'encoding'], 'one_hot')];
}

/** The targets a loss is defined for. */
const LEGAL: { readonly [K in LossName]?: { test(y: number): boolean; words: string } } = {
  binary_cross_entropy: { test: y => y >= 0 && y <= 1, words: 'numbers from 0 to 1' },
  cross_entropy: { test: y => y >= 0 && y <= 1, words: 'probabilities from 0 to 1' },
};

function checkRange(type: LossName, table: Table, { y, cols }: Encoded, report: Report): void {
  const legal = LEGAL[type];
  const wrong = legal ? y.findIndex(value => !legal.test(value)) : -1;
  if (legal && wrong >= 0) {
    const message = `${type} takes ${legal.words} as targets; this one is ${y[wrong]}.`;
    report.error('target-range', message, table.placeOfTarget(Math.floor(wrong / cols)));
    return;
  }
  if (type !== 'hinge') return;
  const unsigned = y.findIndex(value => Math.abs(value) !== 1);
  if (unsigned < 0) return;
  const message = `hinge is meant for targets −1 and 1; this one is ${y[unsigned]}. Set \`encoding\` to "sign".`;
  report.warn('target-range', message, table.placeOfTarget(Math.floor(unsigned / cols)), [
    replaceValue('Set encoding to "sign"', ['data', 'encoding'], 'sign'),
  ]);
}

function checkAccuracy(
  { metrics, trainer }: Experiment,
  classes: Classes | null,
  report: Report,
): void {
  const monitored = trainer.early_stopping?.monitor.replace(/^(val|test)_/, '');
  if (classes) return;
  if (metrics === null && monitored === 'accuracy') {
    const message =
      'Accuracy cannot be monitored: the targets are not classes, so that the log has no such column.';
    report.error('accuracy', message, atValue('trainer', 'early_stopping', 'monitor'));
  }
  const index = metrics?.findIndex(({ type }) => type === 'accuracy') ?? -1;
  if (index < 0) return;
  // A loss that was not written stands before the metrics of the file.
  const message = 'Accuracy says little here: the targets are not classes.';
  report.add('information', 'accuracy', message, atValue('metrics'));
}
