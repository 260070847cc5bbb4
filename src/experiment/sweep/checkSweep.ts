/** Rules about the sweep itself; what its values do to the file is found in runs.ts. */
import { formatInteger } from '../../engine/ground/numbers';
import type { Node } from 'jsonc-parser';
import { possibleColumns } from '../rules/metrics';
import type { MetricSpec } from '../../engine/ground/spec';
import type { SweepSpec } from '../format/experiment';
import type { ExperimentSource } from '../fields/experiment';
import { atKey, atValue, replaceValue } from '../format/core';
import type { Report } from '../format/core';
import { nearest } from '../format/suggest';
import { resolvePath } from './formatPaths';
import { MOST_RUNS, combinations } from './plan';

export function checkSweep(
  source: ExperimentSource,
  metrics: MetricSpec[] | null,
  tree: Node,
  report: Report,
): void {
  const { sweep } = source;
  if (!sweep) return;
  if (sweep.parameters.length === 0) {
    const message = 'A sweep needs at least one parameter, for example "optimizer.learning_rate".';
    report.error('no-parameters', message, atKey('sweep', 'parameters'));
  }
  checkPaths(sweep, tree, report);
  checkRepeated(sweep, report);
  checkLengths(sweep, report);
  checkCount(sweep, report);
  checkAggregate(sweep, report);
  checkMetric(sweep, possibleColumns(source, metrics), report);
}

/** Every path names something, and no two the same thing, or a part of what another names. */
function checkPaths({ parameters }: SweepSpec, tree: Node, report: Report): void {
  const taken = new Map<string, string>();
  /** What holds a place that is taken. */
  const around = new Map<string, string>();
  for (const { path } of parameters) {
    const at = ['sweep', 'parameters', path];
    const resolved = resolvePath(path, tree);
    if ('complaint' in resolved) {
      const { complaint, meant } = resolved;
      const hint = meant === null ? '' : `: did you mean "${meant}"?`;
      const message = `The sweep's "${path}" names nothing: ${complaint}${hint || '.'}`;
      const fix = { path: at, part: 'key', text: meant ?? '' } as const;
      const fixes = meant === null ? [] : [{ ...fix, title: `Change to "${meant}"` }];
      report.error('sweep-path', message, atKey(...at), fixes);
      continue;
    }
    for (const place of resolved.places) {
      const keys = place.map((_, index) => place.slice(0, index + 1).join('.'));
      const key = keys[keys.length - 1];
      const outer = keys.find(each => taken.has(each));
      const other = taken.get(outer ?? '') ?? around.get(key);
      if (other !== undefined && other !== path) {
        const message =
          outer === key
            ? `Both "${other}" and "${path}" set \`${key}\`: keep one of the two.`
            : `Both "${other}" and "${path}" set \`${outer ?? key}\`, one all of it and one a part: keep one of the two.`;
        report.error('sweep-path', message, atKey(...at));
        break;
      }
      taken.set(key, path);
      for (const each of keys.slice(0, -1)) around.set(each, path);
    }
  }
}

/** The same values again are the same run again, of which a mean ± std says too little. */
function checkRepeated({ method, parameters }: SweepSpec, report: Report): void {
  if (parameters.length === 0) return;
  const together =
    method === 'paired'
      ? [{ at: 0, values: parameters[0].values.map((_, i) => parameters.map(p => p.values[i])) }]
      : parameters.map(({ values }, at) => ({ at, values }));
  for (const { at, values } of together) {
    const written = values.map(value => JSON.stringify(value));
    const seen = new Set<string>();
    const again = written.findIndex(value => seen.size === seen.add(value).size);
    if (again < 0) continue;
    const place = ['sweep', 'parameters', parameters[at].path, 'values', again];
    const message =
      method === 'paired'
        ? 'These values stand together before: the same run is trained twice.'
        : `${written[again]} stands among the values of "${parameters[at].path}" twice: the same run is trained twice.`;
    const fix = { title: 'Remove this value', path: place, part: 'removal' } as const;
    const fixes = method === 'paired' ? [] : [fix];
    report.warn('same-value', message, atValue(...place), fixes);
  }
}

function checkLengths({ method, parameters }: SweepSpec, report: Report): void {
  if (method !== 'paired') return;
  const [first, ...others] = parameters;
  const odd = others.find(({ values }) => values.length !== first.values.length);
  if (!odd) return;
  const message =
    `Paired parameters need as many values each: "${odd.path}" has ${odd.values.length}, ` +
    `"${first.path}" has ${first.values.length}.`;
  report.error('wrong-length', message, atValue('sweep', 'parameters', odd.path, 'values'));
}

function checkCount(sweep: SweepSpec, report: Report): void {
  const total = combinations(sweep);
  if (sweep.run_cap !== null && sweep.run_cap > MOST_RUNS) {
    const message = `\`run_cap\` is ${formatInteger(sweep.run_cap)}; the limit is ${formatInteger(MOST_RUNS)} runs.`;
    report.error('too-many-runs', message, atValue('sweep', 'run_cap'));
  }
  if (sweep.run_cap !== null || total <= MOST_RUNS) return;
  const message =
    `The sweep would make ${formatInteger(total)} runs; the limit is ${formatInteger(MOST_RUNS)}: ` +
    'give fewer values, or a `run_cap`.';
  report.error('too-many-runs', message, atKey('sweep', 'parameters'));
}

function checkAggregate({ aggregate_over: over, parameters }: SweepSpec, report: Report): void {
  const paths = parameters.map(({ path }) => path);
  over.forEach((name, index) => {
    if (paths.includes(name)) return;
    const at = ['sweep', 'aggregate_over', index];
    const meant = nearest(name, paths);
    const message = `\`aggregate_over\` names "${name}", which is not swept: it can name ${paths.map(path => `"${path}"`).join(', ')}.`;
    const fixes = meant === null ? [] : [replaceValue(`Change to "${meant}"`, at, meant)];
    report.error('sweep-path', message, atValue(...at), fixes);
  });
}

function checkMetric({ metric }: SweepSpec, columns: string[], report: Report): void {
  if (!metric || columns.includes(metric.name)) return;
  const path = ['sweep', 'metric', 'name'];
  const meant = nearest(metric.name, columns);
  const message = `The epoch log has no column "${metric.name}"; it has ${columns.join(', ')}.`;
  const fixes = meant === null ? [] : [replaceValue(`Change to "${meant}"`, path, meant)];
  report.error('unknown-column', message, atValue(...path), fixes);
}
