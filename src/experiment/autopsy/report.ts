/** Everything that is shown of an autopsy, as far as the policy of its experiment allows. */
import type { ExaminedArray, ExaminedFinding, Examination } from '../../engine/autopsy/examine';

/** What may be said of a mistake: all of it, where to look, or only that there is one. */
export type Solution = 'full' | 'hint' | 'off';

export interface ReportArray extends Omit<ExaminedArray, 'values'> {
  rows: number;
  cols: number;
  /** Row-major, [rows, cols]; null: the array is no part of the pass. */
  data: Float64Array | null;
}

export interface AutopsyReport extends Omit<Examination, 'arrays'> {
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
  const arrays = examination.arrays.map(({ values, ...array }): ReportArray => {
    const { rows, cols, data } = values;
    return { ...array, rows, cols, data: array.is === null ? null : data };
  });
  return withPolicy({ ...examination, arrays, ...beside });
}

function withPolicy(report: AutopsyReport): AutopsyReport {
  const { solution, findings } = report;
  if (solution === 'full') return report;
  const arrays = report.arrays.map(array => ({ ...array, expected: null }));
  const told = solution === 'hint' ? findings.map(hintAlone) : [];
  return { ...report, arrays, findings: told, tried: [] };
}

function hintAlone(finding: ExaminedFinding): ExaminedFinding {
  const { layer, hint } = finding;
  return { id: '', layer, message: hint, hint, code: { wrong: '', right: '' }, reproduces: null };
}
