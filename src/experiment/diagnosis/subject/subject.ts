/** What every producer looks at: an experiment before training, and its run where there is one. */
import type { LayerParameters } from '../../../engine/ground/shapes';
import type { Dataset, RunSpec } from '../../../engine/ground/spec';
import type { Prepared } from '../../prepare';
import type { JsonPath } from '../../format/finding';
import { layerPath } from '../../format/experiment';
import { constantLoss } from './constant';
import { linearScore } from './linearFit';
import { neighbourScore } from './neighbours';
import { chosenRows } from './rows';
import { type Snapshot, balancedAccuracy, snapshotOf } from './snapshot';
import type { Course } from './course';

/** Multiplications of one pass, and numbers that are read of a part of the data, at most. */
const MOST_PRODUCTS = 2e7;
const MOST_NUMBERS = 4e6;
/** The fewest rows that a large network is looked at with. */
const LEAST_ROWS = 64;
/** Each row is compared with each other. */
const MOST_COMPARED = 500;
/** Inputs for which the normal equations are solved, at most. */
const MOST_FITTED = 64;

/** A network that answers this much as well as its nearest rows do has learned. */
const WELL = 0.95;
const SLACK = 0.03;
/** Rows that say little of each other do not make everything well. */
const LITTLE = 0.6;

/** Fewer updates tell nothing of where a run is going, nor do so few that are there to be checked. */
const LEAST_STEPS = 10;
const LEAST_UNCHECKED = 20;

/** Where a run stands. */
export interface End extends Course {
  snapshot: Snapshot;
  /** The network answers its own rows as well as their inputs allow. */
  learned: boolean;
}

export class Subject {
  readonly spec: RunSpec;
  /** Rows that are looked at. */
  readonly train: Dataset;
  readonly areClasses: boolean;
  /** At the initial parameters. */
  readonly start: Snapshot;
  /** The loss of the best constant output. */
  readonly constant: number;
  /** null before training, and where too little has been done to tell. */
  end: End | null = null;
  private readonly known = new Map<string, number | null>();

  constructor(readonly prepared: Prepared) {
    const { spec, data, parameters } = prepared;
    this.spec = spec;
    const products = parameters.reduce((sum, { weights }) => sum + weights.data.length, 0);
    const most = Math.min(MOST_PRODUCTS / products, MOST_NUMBERS / spec.model.inputs);
    this.train = chosenRows(data.train, Math.max(LEAST_ROWS, Math.floor(most)));
    this.areClasses = areClasses(this.train);
    this.constant = constantLoss(spec.loss, this.train.y);
    this.start = this.at(parameters);
  }

  /** From here on it is about this run; null: as before training. */
  follow(course: Course | null): void {
    this.end = course && this.tells(course) ? this.ended(course) : null;
  }

  /** Of the layer in the file. */
  path(layer: number): JsonPath {
    return layerPath(this.spec.model.layers, layer);
  }

  /** How well the rows nearest to each answer it; null where there are too few to tell. */
  get neighbours(): number | null {
    const few = this.train.x.rows < 20;
    return this.once('neighbours', () =>
      few ? null : neighbourScore(chosenRows(this.train, MOST_COMPARED), this.areClasses),
    );
  }

  /** What a network should reach. */
  get attainable(): number {
    return Math.max(LITTLE, Math.min(WELL, (this.neighbours ?? 1) - SLACK));
  }

  /** How well the best linear model answers; null where there are too many inputs to fit it. */
  get linear(): number | null {
    const { x } = this.train;
    return this.once('linear', () =>
      x.cols > MOST_FITTED ? null : linearScore(chosenRows(this.train, 2000), this.areClasses),
    );
  }

  /** Share of the rows whose class is right; else R² = 1 − loss / loss of the best constant. */
  scoreOf(snapshot: Snapshot): number {
    const { classes, loss } = snapshot;
    if (classes && this.constant > 0) return balancedAccuracy(classes);
    // Targets that are all the same are met by a constant: what is left of the first loss counts.
    return 1 - loss / (this.constant > 0 ? this.constant : this.start.loss);
  }

  private tells({ failure, steps }: Course): boolean {
    const isChecked = this.prepared.checks.length > 0;
    return failure !== null || steps >= (isChecked ? LEAST_UNCHECKED : LEAST_STEPS);
  }

  /** The network with these parameters, over the rows that are looked at. */
  at(parameters: readonly LayerParameters[]): Snapshot {
    const { model, loss } = this.spec;
    const threshold = this.areClasses ? thresholdOf(this.spec, this.train) : null;
    return snapshotOf({ model, loss, data: this.train, threshold }, parameters);
  }

  private ended(course: Course): End {
    const snapshot = this.at(course.parameters);
    const score = this.scoreOf(snapshot);
    // Right answers with a loss above that of a constant one are luck on the way past.
    const isBelow = !(this.constant > 0) || snapshot.loss <= this.constant;
    const learned = course.failure === null && isBelow && score >= this.attainable;
    return { ...course, snapshot, learned };
  }

  private once(name: string, compute: () => number | null): number | null {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const value = compute();
    this.known.set(name, value);
    return value;
  }
}

/** One column of 0 and 1 or of ±1, or several of which one is 1. */
function areClasses({ y: { rows, cols, data } }: Dataset): boolean {
  if (cols === 1) {
    const values = [...new Set(data)].sort((a, b) => a - b);
    return values.length <= 2 && values.every(value => [-1, 0, 1].includes(value));
  }
  for (let row = 0; row < rows; row++) {
    const targets = data.subarray(row * cols, (row + 1) * cols);
    if (!targets.every(value => value === 0 || value === 1)) return false;
    if (targets.filter(value => value === 1).length !== 1) return false;
  }
  return true;
}

/** Between the two targets, in what the output layer gives. */
function thresholdOf({ metrics, model }: RunSpec, { y }: Dataset): number {
  const written = metrics.find(({ type }) => type === 'accuracy')?.threshold;
  const { activation } = model.layers[model.layers.length - 1];
  const isProbability = activation === 'sigmoid' && !y.data.includes(-1);
  return written ?? (isProbability ? 0.5 : 0);
}
