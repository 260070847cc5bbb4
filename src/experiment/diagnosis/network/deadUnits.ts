/** Units of relu that are off for every row. */
import { atValue, replaceValue } from '../../format/core';
import { onBars } from '../pictures';
import type { Producer, Said } from '../producer';
import type { Snapshot } from '../subject/snapshot';
import type { Subject } from '../subject/subject';
import { UNLEARNED } from '../symptoms';

/** A layer can spare fewer than this share of its units. */
const LEAST = 0.5;
/** At the start others may still learn to do without this share. */
const MOST = 0.8;
/** Share of the rows for which a whole layer is off. */
const LEAST_OFF = 0.4;
/** Most units that are listed; more are counted. */
const MOST_NAMED = 12;

/** Units that are off before the first update: nothing has made them so but their initial numbers. */
export const deadFromStart = producer(MOST, ({ start }) => start);

/** Units that are off where the run stands; or rows that are off for every unit. */
export const deadUnits = producer(LEAST, ({ end }) => end?.snapshot ?? null);

function producer(share: number, state: (subject: Subject) => Snapshot | null): Producer {
  return {
    id: 'dead_units',
    explains: [
      ...UNLEARNED,
      'vanishing_gradient',
      'exploding_gradient',
      'initial_weights_too_small',
      'dead_units',
    ],
    find(subject) {
      const now = state(subject);
      if (!now) return null;
      return saidOf(subject, now, share) ?? offRows(subject, now) ?? mostDead(subject, now);
    },
  };
}

function saidOf(subject: Subject, now: Snapshot, share: number): Said | null {
  const { start, spec } = subject;
  const found = spec.model.layers.flatMap(({ activation, units }, layer) => {
    const dead = activation === 'relu' ? unitsNeverOn(now, layer) : [];
    return dead.length >= share * units && dead.length > 0 ? [{ layer, dead }] : [];
  });
  if (found.length === 0) return null;
  const [{ layer, dead }] = found;
  const { units } = spec.model.layers[layer];
  const atStart = unitsNeverOn(start, layer).length;
  const since = atStart >= dead.length ? ', from the start on' : '';
  const message =
    `${dead.length === 1 ? '1 dead unit' : `${dead.length} dead units`} in ${spec.model.layers[layer].name}: ${namesOf(dead)} of ${units}: z ≤ 0 for every row${since}. ` +
    'A relu that is off lets no gradient through, so that it cannot come back by itself. leaky_relu lets a hundredth through.';
  return {
    place: atValue(...subject.path(layer), 'activation'),
    layer,
    tensor: 'z',
    message,
    evidence: { units: dead },
    picture: onBars(now.layers[layer].z, spec.model.layers[layer].name),
    candidates: fixesFor(subject, layer),
  };
}

/** The layer with the largest share of units that are off. */
function mostDead({ spec }: Subject, now: Snapshot): string {
  const layers = spec.model.layers.flatMap(({ activation, units, name }, layer) =>
    activation === 'relu' ? [{ name, units, dead: unitsNeverOn(now, layer).length }] : [],
  );
  if (layers.length === 0) return 'no layer has relus';
  const most = layers.reduce((a, b) => (b.dead * a.units > a.dead * b.units ? b : a));
  return `${most.dead} of ${most.units} relus of ${most.name} are off for every row`;
}

/** Rows for which all units of a layer are off: they look the same from there on, and ask for nothing. */
function offRows(subject: Subject, now: Snapshot): Said | null {
  if (now === subject.start) return null;
  const { model } = subject.spec;
  for (const [layer, { activation }] of model.layers.slice(0, -1).entries()) {
    if (activation !== 'relu') continue;
    const { rows, cols, data } = now.layers[layer].z;
    const off = Array.from({ length: rows }, (_, row) => row).filter(row =>
      data.subarray(row * cols, (row + 1) * cols).every(z => z <= 0),
    );
    if (off.length < LEAST_OFF * rows) continue;
    const message =
      `For ${off.length} of ${rows} rows every unit of ${model.layers[layer].name} is off: z ≤ 0. They all get the same answer, and no gradient of theirs comes back. ` +
      'leaky_relu lets a hundredth through; more units leave fewer rows without any.';
    return {
      place: atValue(...subject.path(layer), 'activation'),
      layer,
      tensor: 'z',
      message,
      evidence: { rows: off.length },
      picture: onBars(now.layers[layer].z, model.layers[layer].name),
      candidates: fixesFor(subject, layer),
    };
  }
  return null;
}

function fixesFor(subject: Subject, layer: number): ReturnType<typeof replaceValue>[] {
  const path = subject.path(layer);
  const biases = subject.prepared.parameters[layer].biases;
  const hasBiases = biases !== null && biases.some(value => value < 0);
  return [
    ...(hasBiases
      ? [replaceValue('Begin with biases of 0', [...path, 'bias_initializer'], 'zeros')]
      : []),
    replaceValue('Set activation to "leaky_relu"', [...path, 'activation'], 'leaky_relu'),
    replaceValue('Set activation to "tanh"', [...path, 'activation'], 'tanh'),
  ];
}

/** Units whose z is never above 0. */
export function unitsNeverOn({ layers }: Snapshot, layer: number): number[] {
  const { rows, cols, data } = layers[layer].z;
  const on = new Uint8Array(cols);
  // A NaN is no sign of being off.
  for (let i = 0; i < rows * cols; i++) if (!(data[i] <= 0)) on[i % cols] = 1;
  return Array.from(on.keys()).filter(unit => on[unit] === 0);
}

/** "unit 3", "units 1, 4 and 7": counted from 1, as everywhere on the screen. */
function namesOf(dead: readonly number[]): string {
  const named = dead.slice(0, MOST_NAMED).map(unit => String(unit + 1));
  if (named.length === 1) return `unit ${named[0]}`;
  const more = dead.length - named.length;
  const last = more > 0 ? `${more} more` : named.pop();
  return `units ${named.join(', ')} and ${last}`;
}
