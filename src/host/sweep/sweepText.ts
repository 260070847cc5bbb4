/** The results of a sweep as Markdown, in columns. Knows nothing of vscode. */
import { formatInteger, shortNumber, withPlainMinus } from '../../engine/ground/numbers';
import type { Experiment } from '../../experiment/fields/experiment';
import type { SweepSpec } from '../../experiment/format/experiment';
import { choices } from '../../experiment/sweep/plan';
import { aggregate, best, type EpochRow } from '../../experiment/sweep/results';
import { padded, screenWidth } from '../surfaces/plainText';
import { plural, t } from '../words/say';
import type { SweepKind, SweepState, SweptRun } from '../../protocol/runs';

export interface SweepReport {
  kind: SweepKind;
  title: string;
  /** Of the file, with this sweep. */
  text: string;
  sweep: SweepSpec;
  /** Those that have ended, in the order in which they did. */
  runs: SweptRun[];
  /** Of each run, also of those to come, the index of its value of each parameter. */
  choices: number[][];
  state: SweepState;
  /** The reason if it failed. */
  message: string;
}

export function newReport(
  experiment: Experiment,
  sweep: SweepSpec,
  title: string,
  text: string,
  kind: SweepKind = 'file',
): SweepReport {
  const { name, rng, seed } = experiment;
  const plan = choices(sweep, rng.type, seed);
  return {
    ...{ kind, title: name ?? title, text, sweep },
    ...{ runs: [], choices: plan, state: 'running', message: '' },
  };
}

export function sweepDocument(report: SweepReport): string {
  const { title, sweep, runs } = report;
  const finished = runs.filter(({ failure }) => failure === null);
  const groups = aggregate(
    sweep,
    finished.map(({ parameters, final, failure }) => ({ parameters, final, epochs: [], failure })),
  );
  const columns = Object.keys(runs.find(({ final }) => Object.keys(final).length > 0)?.final ?? {});
  const paths = sweep.parameters.map(({ path }) => path);
  const over = sweep.aggregate_over;
  const kept = paths.filter(path => !over.includes(path));
  const grouped =
    groups.length > 0
      ? [
          `## ${t('Mean ± standard deviation over {0}', over.join(', '))}`,
          table(
            [...kept, t('runs'), ...columns],
            groups.map(({ parameters, runs: count, mean, std }) => [
              ...kept.map(path => valueText(parameters[path])),
              String(count),
              ...columns.map(column => `${number(mean[column])} ± ${number(std[column], 3)}`),
            ]),
          ),
        ]
      : [];
  return [
    `# ${t('Sweep: {0}', oneLine(title))}`,
    statusOf(report),
    ...winner(report, finished, groups),
    ...grouped,
    `## ${t('Every run')}`,
    runs.length === 0 ? t('No run has ended yet.') : runTable(runs, paths, columns),
    ...failures(runs),
  ]
    .join('\n\n')
    .concat('\n');
}

function statusOf({ runs, choices: plan, state, message }: SweepReport): string {
  const count = formatInteger(runs.length);
  const all = formatInteger(plan.length);
  switch (state) {
    case 'running':
      return t('Running: {0} of {1} runs have ended.', count, all);
    case 'done':
      return plural(runs.length, 'The one run has ended.', 'All {0} runs have ended.');
    case 'cancelled':
      return t('Cancelled after {0} of {1} runs.', count, all);
    case 'failed':
      return t('Stopped after {0} of {1} runs. {2}', count, all, message);
    default:
      return state satisfies never;
  }
}

type Group = ReturnType<typeof aggregate>[number];

/** The metric that ranks the runs. */
export function metricOf({ metric }: SweepSpec): NonNullable<SweepSpec['metric']> {
  return metric ?? { name: 'loss', goal: 'minimize' };
}

/** The best group by the sweep's metric, or the best run if there are no groups. */
function winner({ sweep }: SweepReport, runs: SweptRun[], groups: Group[]): string[] {
  const { name, goal } = metricOf(sweep);
  const entries = groups.length > 0 ? groups : runs;
  const finals = entries.map(entry => ('mean' in entry ? entry.mean : entry.final));
  const at = best(sweep, finals);
  if (at < 0) return [];
  const { parameters } = entries[at];
  const values = Object.entries(parameters).map(([path, value]) => `${path} ${valueText(value)}`);
  const spread = groups.length > 0 ? ` ± ${number(groups[at].std[name], 3)}` : '';
  const value = `**${number(finals[at][name])}**${spread}`;
  const where = values.join(', ');
  if (goal === 'minimize')
    return values.length > 0
      ? [t('The lowest {0}: {1} with {2}.', name, value, where)]
      : [t('The lowest {0}: {1}.', name, value)];
  return values.length > 0
    ? [t('The highest {0}: {1} with {2}.', name, value, where)]
    : [t('The highest {0}: {1}.', name, value)];
}

function runTable(runs: SweptRun[], paths: string[], columns: string[]): string {
  return table(
    [...paths, ...columns, t('epochs')],
    runs.map(({ parameters, final, epochs }) => [
      ...paths.map(path => valueText(parameters[path])),
      ...columns.map(column => number(final[column])),
      String(epochs),
    ]),
  );
}

function failures(runs: SweptRun[]): string[] {
  const failed = runs.flatMap(({ parameters, failure }) => {
    const values = Object.entries(parameters).map(([path, value]) => `${path} ${valueText(value)}`);
    return failure === null ? [] : [`- ${values.join(', ')}: ${failure}`];
  });
  return failed.length === 0 ? [] : [`## ${t('Runs that failed')}`, failed.join('\n')];
}

/** A table with padded columns, which reads well as plain text. */
function table(head: string[], rows: string[][]): string {
  const lines = [head, ...rows].map(cells => cells.map(cell => cell.replaceAll('|', '\\|')));
  const widths = head.map((_, col) => Math.max(2, ...lines.map(cells => screenWidth(cells[col]))));
  const line = (cells: string[]) =>
    `| ${cells.map((cell, col) => padded(cell, widths[col])).join(' | ')} |`;
  const rule = `|${widths.map(width => `${'-'.repeat(width + 1)}:`).join('|')}|`;
  return [line(lines[0]), rule, ...lines.slice(1).map(line)].join('\n');
}

export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function number(value: EpochRow[string] | undefined, digits = 6): string {
  return value === undefined || Number.isNaN(value)
    ? '–'
    : withPlainMinus(shortNumber(value, digits));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
