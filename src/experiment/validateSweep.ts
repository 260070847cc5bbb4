/** What a sweep's values do to the file: every run is read, and its data where they may differ. */
import type { Experiment } from './fields/experiment';
import type { DataFiles } from './format/experiment';
import { filesNamed } from './rules/data';
import type { TableCache } from './rows/tableCache';
import { prepare } from './prepare';
import type { Finding } from './format/finding';
import type { ReadResult } from './read';
import { sweepRuns } from './sweepRuns';

/** Runs that are looked at; a sweep of more is known well enough by then. */
const MOST_CHECKED = 500;
const MOST_PROBLEMS = 20;

/**
 * Paths of the files that the runs of the sweep name, each once: all of them where a value could
 * name one, else none.
 */
export function sweptFiles(read: ReadResult): string[] {
  if (!read.experiment?.sweep?.parameters.some(({ values }) => values.some(hasText))) return [];
  const paths = new Set<string>();
  let count = 0;
  for (const { experiment } of sweepRuns(read)) {
    for (const { file } of experiment ? filesNamed(experiment) : []) paths.add(file);
    if (++count >= MOST_CHECKED) break;
  }
  return [...paths];
}

/** Without one, a value names no file that the experiment does not name itself. */
function hasText(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string';
  return Object.values(value).some(hasText);
}

/** Errors of the runs, each once; the file itself has none. */
export function checkRuns(
  read: ReadResult,
  files: DataFiles,
  cache: TableCache | null = null,
): Finding[] {
  const problems = new Map<string, Finding>();
  const prepared = new Set<string>(read.experiment ? [dataKey(read.experiment)] : []);
  let count = 0;
  for (const { experiment, problems: own, place } of sweepRuns(read)) {
    const found = [...own];
    if (experiment && !prepared.has(dataKey(experiment))) {
      prepared.add(dataKey(experiment));
      found.push(...prepare(experiment, files, cache).problems);
    }
    for (const problem of found.filter(({ severity }) => severity === 'error').map(place)) {
      problems.set(JSON.stringify([problem.place, problem.message]), problem);
    }
    if (++count >= MOST_CHECKED || problems.size >= MOST_PROBLEMS) break;
  }
  return [...problems.values()];
}

/** Runs with the same key have the same problems with their data: no number of these decides. */
function dataKey({ data, model, loss, dtype, trainer, metrics }: Experiment): string {
  const { batch_size, drop_last, shuffle, early_stopping: stopping } = trainer;
  const layers = model.layers.map(layer => {
    const { type } = layer.kernel_initializer;
    const given = type === 'values' || type === 'file' ? layer.kernel_initializer : null;
    return [layer.units, layer.activation, given, layer.bias_initializer, layer.mask?.type];
  });
  return JSON.stringify([
    ...[data, layers, model.kernel_layout, model.inputs, loss.type, dtype],
    ...[batch_size, drop_last, shuffle, stopping?.monitor, metrics],
  ]);
}
