/** Results of a file's `checks` in a run. */
import type { CheckResult } from '../experiment/verify/result';

export type { CheckResult } from '../experiment/verify/result';

export interface ChecksReport {
  /** Number of checks in the file. */
  total: number;
  /** Results of the checks run so far, in their order. */
  results: CheckResult[];
}
