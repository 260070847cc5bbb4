/** Rules about the data section that need no data. */
import type { DataSpec } from '../fields/data';
import type { ExperimentSource } from '../fields/experiment';
import { filesOfChecks } from '../checks/checks';
import type { NamedFile } from '../checks/kind';
import { atKey, atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import { pathComplaint } from '../data/paths';
import { filesOf, kindOf, seedOf } from '../data/sources/sources';
import { PARTS } from '../format/experiment';
import type { JsonPath } from '../format/finding';
import { initializersOf } from './model';

/** RandomState takes 32 bits; default_rng any number that is not negative, PyTorch any at all. */
const LARGEST_NUMPY_SEED = 4294967295;

export function checkData(source: ExperimentSource, report: Report): void {
  const { data } = source;
  checkSplit(data, report);
  for (const part of PARTS) {
    const from = data[part];
    if (from) kindOf(from).check?.(from, ['data', part], report);
  }
  for (const { path, file } of filesNamed(source)) {
    const complaint = pathComplaint(file);
    if (complaint === null) continue;
    const slashes = file.replaceAll('\\', '/');
    const fixes =
      file !== slashes && pathComplaint(slashes) === null
        ? [replaceValue('Use forward slashes', path, slashes)]
        : [];
    report.error('path', complaint, atValue(...path), fixes);
  }
}

/** Every file the experiment names, in the order of the file, with the place of its path. */
export function filesNamed(
  source: Pick<ExperimentSource, 'data' | 'model' | 'checks'>,
): NamedFile[] {
  const files: NamedFile[] = [];
  for (const part of PARTS) {
    const from = source.data[part];
    for (const { key, file } of from ? filesOf(from) : []) {
      files.push({ path: ['data', part, key], file });
    }
  }
  for (const { path, initializer } of initializersOf(source.model)) {
    if (initializer.type === 'file')
      files.push({ path: [...path, 'file'], file: initializer.file });
  }
  return [...files, ...filesOfChecks(source.checks)];
}

export function checkSeeds({ rng, seed, data }: ExperimentSource, report: Report): void {
  if (rng.type === 'torch') return;
  const [largest, range] =
    rng.type === 'numpy'
      ? [LARGEST_NUMPY_SEED, "from 0 to 4,294,967,295 for NumPy's RandomState"]
      : [Infinity, "from 0 on for NumPy's default_rng"];
  const check = (value: number | null, path: JsonPath) => {
    if (value === null || (value >= 0 && value <= largest)) return;
    const message = `\`seed\` must be a whole number ${range}, not ${value}.`;
    report.error('out-of-range', message, atValue(...path));
  };
  check(seed, ['seed']);
  for (const part of PARTS) {
    const source = data[part];
    if (source) check(seedOf(source), ['data', part, 'seed']);
  }
}

function checkSplit({ split, validation, test }: DataSpec, report: Report): void {
  if (!split) return;
  const total = split.train + split.validation + split.test;
  if (total > 1 + 1e-9) {
    const sum = Number(total.toPrecision(6));
    const message = `The fractions of \`split\` add up to ${sum}; they may add up to 1 at most.`;
    report.error('split-sum', message, atKey('data', 'split'));
  }
  if (split.train === 0) {
    const message = '`split` leaves no rows to train on: give `train` a fraction above 0.';
    report.error('empty-part', message, atKey('data', 'split'));
  }
  for (const [part, own] of [
    ['validation', validation],
    ['test', test],
  ] as const) {
    if (!own || split[part] === 0) continue;
    const message = `\`data.${part}\` has a source of its own, so \`split\` cannot take ${part} rows from the training data.`;
    report.error('split-conflict', message, atKey('data', 'split', part));
  }
  if (split.stratify && !split.shuffle) {
    const message = '`stratify` deals shuffled rows: it cannot go with `shuffle` false.';
    report.error('stratify-order', message, atKey('data', 'split', 'stratify'));
  }
}
