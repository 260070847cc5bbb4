/** How far the digits of a run can be trusted. */
import type { FindingsReport } from '../../src/protocol/findings';

/** The epoch from which on rounding decides the digits; null: none is known. */
export function roundedFrom(report: FindingsReport | null): number | null {
  const all = report?.findings.flatMap(({ examination }) => examination?.roundedFrom ?? []) ?? [];
  return all.length > 0 ? Math.min(...all) : null;
}
