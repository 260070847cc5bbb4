import type { FindingsReport } from '../../../src/protocol/findings';

/** Of an experiment of which nothing is said. */
export const NO_FINDINGS: FindingsReport = {
  findings: [],
  ruledOut: [],
  ofRun: false,
  canEdit: true,
  sanity: [],
};
