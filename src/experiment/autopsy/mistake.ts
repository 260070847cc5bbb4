/** The mistake that makes the gradients of a file what they are. */
import { autopsy } from '../../engine/autopsy/autopsy';
import type { Run } from '../../engine/training/run';
import type { Solution } from '../policy/policy';
import { knownAt } from './known';
import { readArrays } from './readArrays';
import { allowedFindings } from './report';

/** What may be said of it, in whole sentences; empty: no known mistake makes these numbers. */
export function mistakeIn(file: string, bytes: Uint8Array, run: Run, solution: Solution): string {
  const read = readArrays(file, bytes);
  if (typeof read === 'string') return '';
  const { findings } = autopsy(read.arrays, knownAt(run));
  return allowedFindings(findings, solution)
    .map(({ message }) => message)
    .join(' ');
}
