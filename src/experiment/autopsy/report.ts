/** Everything that is shown of an autopsy, as far as the policy of its experiment allows. */
import type { AutopsyFinding } from '../../engine/autopsy/autopsy';
import type { ExaminedArray, Examination } from '../../engine/autopsy/examine';
import { mayShow } from '../policy/policy';
import type { Solution } from '../policy/policy';

export type { Solution } from '../policy/policy';

export interface ReportArray extends Omit<ExaminedArray, 'values'> {
  rows: number;
  cols: number;
  /** Row-major, [rows, cols]; null: the array is no part of the pass. */
  data: Float64Array | null;
}

export interface AutopsyReport extends Omit<Examination, 'arrays' | 'pass'> {
  arrays: ReportArray[];
  /** What could not be read or used, a sentence each. */
  left: string[];
  /** Whether an experiment beside the arrays says which loss and activations are right. */
  isKnown: boolean;
  solution: Solution;
}

/** What is read beside the arrays themselves. */
export type Beside = Pick<AutopsyReport, 'left' | 'isKnown' | 'solution'>;

export function reportOf(examination: Examination, beside: Beside): AutopsyReport {
  const { verdict, summary, model, findings, first, tried } = examination;
  const arrays = examination.arrays.map(({ values, ...array }): ReportArray => {
    const { rows, cols, data } = values;
    return { ...array, rows, cols, data: array.is === null ? null : data };
  });
  return withPolicy({ verdict, summary, model, arrays, findings, first, tried, ...beside });
}

function withPolicy(report: AutopsyReport): AutopsyReport {
  const { solution } = report;
  if (mayShow(solution, 'solution')) return report;
  const arrays = report.arrays.map(array => ({ ...array, expected: null }));
  const findings = allowedFindings(report.findings, solution).map(finding => {
    return { ...finding, reproduces: null };
  });
  return { ...report, arrays, findings, tried: [] };
}

/** What is told of each finding; a hint does not give the name of the mistake away. */
export function allowedFindings(
  findings: readonly AutopsyFinding[],
  solution: Solution,
): AutopsyFinding[] {
  if (mayShow(solution, 'solution')) return [...findings];
  if (!mayShow(solution, 'hint')) return [];
  return findings.map(({ layer, hint }) => {
    return { id: '', layer, message: hint, hint, code: { wrong: '', right: '' } };
  });
}
