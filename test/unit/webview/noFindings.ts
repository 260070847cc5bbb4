import type { FindingsReport, ListedFinding } from '../../../src/protocol/findings';

/** Of an experiment of which nothing is said. */
export const NO_FINDINGS: FindingsReport = {
  findings: [],
  ruledOut: [],
  ofRun: false,
  canEdit: true,
  sanity: [],
};

/** Of a run whose digits depend on rounding from this epoch on. */
export function rounded(epoch: number): FindingsReport {
  const finding: ListedFinding = {
    id: 'learning_rate_too_large',
    severity: 'warning',
    message: 'The learning rate is too large.',
    ...{ field: 'learning_rate', line: 1, since: epoch, picture: null, canTry: false },
    examination: { state: 'done', edits: [], at: null, curvature: null, roundedFrom: epoch },
  };
  return { ...NO_FINDINGS, findings: [finding], ofRun: true };
}
