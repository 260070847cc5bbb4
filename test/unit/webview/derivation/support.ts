/** Derivations of a file's numbers, with the names that the page gives them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { derive, type Derivation } from '../../../../src/engine/derivation/derive';
import type { Place } from '../../../../src/engine/derivation/terms/numbers';
import { Run } from '../../../../src/engine/training/run';
import { symbolsOf } from '../../../../src/experiment/notation/symbols';
import { prepare } from '../../../../src/experiment/prepare';
import { readExperiment } from '../../../../src/experiment/read';
import type { RunDescription } from '../../../../src/protocol/snapshot';
import { describeRun } from '../../../../src/worker/run/describe';
import {
  derivationLines,
  type DerivationLines,
} from '../../../../webview/derivation/formula/lines';
import type { Naming } from '../../../../webview/derivation/formula/places';
import { ROOT } from '../../../tools/library/process';
import { sourceOf } from '../../engine/derivation/support';
import { calculate } from './calculator';

export interface Lab {
  run: Run;
  description: RunDescription;
}

/** A file that needs no others. */
export function labOf(text: string): Lab {
  const { experiment, problems } = readExperiment(text);
  assert.deepEqual(problems, []);
  assert.ok(experiment);
  const { prepared } = prepare(experiment, new Map());
  assert.ok(prepared);
  const run = new Run(prepared.spec, prepared.data, prepared.parameters, prepared.stream);
  return { run, description: describeRun(prepared, run, 'lab') };
}

export function sampleText(name: string): string {
  return readFileSync(path.join(ROOT, `samples/${name}.backprop.json`), 'utf8');
}

/** As many terms as the page asks for. */
const TERMS = 12;

export function derived(run: Run, place: Place, difference = true): Derivation {
  return derive(sourceOf(run), { place, terms: TERMS, row: null, difference });
}

export function namingOf({ run, description }: Lab): Naming {
  return { description, rows: run.peek().x.rows };
}

let anyDescription: RunDescription | null = null;

/** A net that comes from no file, with the usual symbols. */
export function namingOfNet(run: Run): Naming {
  const { model, loss, dtype } = run.spec;
  let inputs = model.inputs;
  const layers = model.layers.map(({ name, activation, units, use_bias: useBias }) => {
    const layer = { name, activation, inputs, units, useBias, parameters: 0, tensors: [] };
    inputs = units;
    return layer;
  });
  anyDescription ??= labOf(sampleText('softmax-2-3-2')).description;
  const symbols = symbolsOf(null, layers.length);
  return {
    description: { ...anyDescription, dtype, loss, layers, symbols },
    rows: run.peek().x.rows,
  };
}

/** What the page writes; its numbers have been computed again by a reader with a calculator. */
export function readLines(
  derivation: Derivation,
  naming: Naming,
  digits: number | null = 4,
): { lines: DerivationLines; calculated: number } {
  const lines = derivationLines(derivation, naming, digits);
  return { lines, calculated: calculate(lines.numbers.join(' ')) };
}
