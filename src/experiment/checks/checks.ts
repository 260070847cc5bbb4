/** Every kind of check, by its name in the section `checks`: a further one is a file, and a line here. */
import { object } from '../format/compounds';
import type { Report, ValueOf } from '../format/core';
import { compareGradients } from './compareGradients';
import { expect } from './expect';
import { formula } from './formula';
import { gradientCheck } from './gradientCheck';
import type { Check, CheckKind, NamedFile, Start, Subject, Written } from './kind';

/** Of several that are due at one step, those of an earlier kind are made first. */
const KINDS = {
  gradient_check: gradientCheck,
  compare_gradients: compareGradients,
  formula,
  expect,
};

/** The `checks` section: what must come out of a run. */
export const checksFormat = object(KINDS, { noun: 'the checks' });
export type ChecksSpec = ValueOf<typeof checksFormat>;

/** Each kind with what the file asks of it. */
function kindsIn(spec: ChecksSpec | null): [kind: CheckKind, asked: unknown][] {
  if (!spec) return [];
  const asked: { [name: string]: unknown } = spec;
  const kinds: [name: string, kind: CheckKind][] = Object.entries(KINDS);
  return kinds.map(([name, kind]) => [kind, asked[name]]);
}

/** Rules of the checks, against the layers that the file describes. */
export function checkChecks(
  spec: ChecksSpec | null,
  subject: Subject,
  written: Written,
  report: Report,
): void {
  for (const [kind, asked] of kindsIn(spec)) kind.check?.(asked, subject, written, report);
}

/** The files that the checks name. */
export function filesOfChecks(spec: ChecksSpec | null): NamedFile[] {
  return kindsIn(spec).flatMap(([kind, asked]) => kind.files?.(asked) ?? []);
}

/** The checks that a file asks for, in the order in which they are due. */
export function prepareChecks(spec: ChecksSpec | null, start: Start, report: Report): Check[] {
  return kindsIn(spec)
    .flatMap(([kind, asked]) => kind.prepare(asked, start, report))
    .sort((a, b) => a.step - b.step);
}
