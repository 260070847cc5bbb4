/** Experiments in a few words, trained to the end, and what is found of them. */
import assert from 'node:assert/strict';
import { Run } from '../../../../src/engine/training/run';
import { diagnose } from '../../../../src/experiment/diagnosis/producers';
import { courseOf } from '../../../../src/experiment/diagnosis/subject/course';
import { Subject } from '../../../../src/experiment/diagnosis/subject/subject';
import type { Finding } from '../../../../src/experiment/format/finding';
import { prepare } from '../../../../src/experiment/prepare';
import type { Prepared } from '../../../../src/experiment/prepare';
import { readExperiment } from '../../../../src/experiment/read';
import type { DataFiles } from '../../../../src/experiment/format/experiment';
import type { Json } from '../support';

export interface Found {
  /** Before the first update, and at the end. */
  before: Finding[];
  after: Finding[];
  subject: Subject;
}

/** A network that learns its task, with these sections in place of its own. */
export function sound(changes: Json = {}): Json {
  return {
    version: 1,
    seed: 3,
    data: moons(),
    model: { layers: layers('tanh', 8, 8) },
    loss: { type: 'binary_cross_entropy' },
    optimizer: { type: 'adam', learning_rate: 0.02 },
    trainer: { epochs: 60, batch_size: 16, shuffle: 'every_epoch' },
    ...changes,
  };
}

export function moons(changes: Json = {}): Json {
  const train = { type: 'generator', name: 'moons', n_samples: 120, noise: 0.1, seed: 5 };
  return { train: { ...train, ...changes }, split: { train: 0.8, validation: 0.2 } };
}

/** Hidden layers of these numbers of units, and an output of a sigmoid unit. */
export function layers(activation: string, ...units: number[]): Json[] {
  return layersWith({ activation }, ...units);
}

export function layersWith(hidden: Json, ...units: number[]): Json[] {
  return [...units.map(each => ({ units: each, ...hidden })), { units: 1, activation: 'sigmoid' }];
}

/** Rows of numbers from a function of the row's number. */
export function inline(rows: number, row: (i: number) => [x: number[], y: number]): Json {
  const all = Array.from({ length: rows }, (_, i) => row(i));
  return { train: { type: 'inline', x: all.map(([x]) => x), y: all.map(([, y]) => y) } };
}

/** Numbers between 0 and 1 that look like chance, and are the same on every machine. */
export function chance(i: number, which = 0): number {
  const wave = Math.sin(12.9898 * i + 78.233 * (which + 1)) * 43758.5453;
  return wave - Math.floor(wave);
}

/** @throws Error with the first sentence where the experiment is wrong */
export function diagnosed(text: string, files: DataFiles = new Map()): Found {
  const { experiment, problems } = readExperiment(text);
  const { prepared, problems: more } = experiment
    ? prepare(experiment, files)
    : { prepared: null, problems };
  if (!prepared) throw new Error([...problems, ...more].map(({ message }) => message).join('\n'));
  const known = [...problems, ...more].filter(({ severity }) => severity !== 'information');
  const subject = new Subject(prepared);
  const before = [...known, ...diagnose(subject, known).findings];
  subject.follow(courseOf(trained(prepared)));
  return { before, after: [...known, ...diagnose(subject, known).findings], subject };
}

export function trained({ spec, data, parameters, stream }: Prepared, updates = Infinity): Run {
  const run = new Run(spec, data, parameters, stream);
  run.train(updates);
  return run;
}

export function idsOf(findings: readonly Finding[]): string[] {
  return findings.map(({ id }) => id);
}

/** A finding of a network that learns, with these sections in place of its own. */
export function foundIn(id: string, changes: Json): { before?: Finding; after?: Finding } {
  const { before, after } = diagnosed(JSON.stringify(sound(changes)));
  const of = (findings: Finding[]): Finding | undefined => findings.find(each => each.id === id);
  return { before: of(before), after: of(after) };
}

export function isSilent(id: string, changes: Json): void {
  assert.deepEqual(foundIn(id, changes), { before: undefined, after: undefined });
}

/** Goes on to the end, without a breath. */
export function drained<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
