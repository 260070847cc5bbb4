/** Runs with checks, and what they say. */
import { Run } from '../../../src/engine/training/run';
import { Verifier } from '../../../src/experiment/verifier';
import { prepared } from './support';
import type { Files, Json } from './support';

/** The sentences of the checks that do not hold, after a run to its end. */
export function failures(checks: Json, changes: Json = {}, files: Files = {}): string[] {
  return verdicts(checks, changes, files).flatMap(({ finding }) => finding?.message ?? []);
}

export function verdicts(checks: Json, changes: Json = {}, files: Files = {}) {
  const ready = prepared({ trainer: { epochs: 3, batch_size: 2 }, ...changes, checks }, files);
  const run = new Run(ready.spec, ready.data, ready.parameters, ready.stream);
  const verifier = new Verifier(ready);
  verifier.observe(run);
  while (!run.done) {
    run.train(1);
    verifier.observe(run);
  }
  verifier.finish(run);
  return verifier.results;
}

/** What `inspect` says of the same start. */
export function recording(changes: Json = {}) {
  const ready = prepared({ trainer: { epochs: 3, batch_size: 2 }, ...changes });
  return new Run(ready.spec, ready.data, ready.parameters, ready.stream).peek();
}
