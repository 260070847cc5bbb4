/** Experiments in a few words, and what the reader says about them. */
import { readExperiment } from '../../../src/experiment/read';
import type { Experiment } from '../../../src/experiment/fields/experiment';
import { prepare } from '../../../src/experiment/prepare';
import type { Prepared } from '../../../src/experiment/prepare';
import type { Fix } from '../../../src/experiment/format/finding';

export type Json = { [key: string]: unknown };

/** The smallest experiment that trains, with these sections in place of its own. */
export function sections(changes: Json = {}): Json {
  return {
    version: 1,
    data: { train: { type: 'generator', name: 'xor_corners' } },
    model: {
      layers: [
        { units: 2, activation: 'tanh' },
        { units: 1, activation: 'sigmoid' },
      ],
    },
    loss: { type: 'mse' },
    ...changes,
  };
}

/** The checked experiment; throws with the first sentence where there is an error. */
export function checked(changes: Json = {}): Experiment {
  const { experiment, problems } = readExperiment(JSON.stringify(sections(changes)));
  if (!experiment) throw new Error(problems.map(({ message }) => message).join('\n'));
  return experiment;
}

/** Sentences of the problems, errors and others alike. */
export function complaints(changes: Json): string[] {
  return readExperiment(JSON.stringify(sections(changes))).problems.map(({ message }) => message);
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What a fix writes. */
export function textOf(fix: Fix | undefined): string | null {
  return fix && 'text' in fix ? fix.text : null;
}

export type Files = { [path: string]: string | Uint8Array };

export function prepareWith(changes: Json, files: Files = {}) {
  const contents = Object.entries(files).map(([path, content]): [string, Uint8Array] => [
    path,
    typeof content === 'string' ? bytesOf(content) : content,
  ]);
  return prepare(checked(changes), new Map(contents));
}

/** Throws with the first sentence where something is an error. */
export function prepared(changes: Json, files: Files = {}): Prepared {
  const { prepared: ready, problems } = prepareWith(changes, files);
  if (!ready) throw new Error(problems.map(({ message }) => message).join('\n'));
  return ready;
}

/** Sentences of the problems that the data give rise to. */
export function dataComplaints(changes: Json, files: Files = {}): string[] {
  return prepareWith(changes, files).problems.map(({ message }) => message);
}

/** Milliseconds of computing that `work` takes, however busy the machine is with other things. */
export function cost(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How many times longer four times the work takes: about 4 where it grows in proportion, 16 with its square. */
export function growth(work: (scale: number) => void): number {
  const least = (scale: number): number =>
    Math.min(...Array.from({ length: 10 }, () => cost(() => work(scale))));
  // The first runs are slow, before the code is compiled.
  least(1);
  return least(4) / least(1);
}
