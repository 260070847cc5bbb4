/** What a file's `checks` have found in a run. */
import type { CheckResult } from '../experiment/verify/result';

export type { CheckResult } from '../experiment/verify/result';

export interface ChecksReport {
  /** How many checks the file asks for. */
  total: number;
  /** Results of the checks that have been made, in their order. */
  results: CheckResult[];
}
