/** Reports of arrays with mistakes planted in them, for tests of the page. */
import { examine } from '../../../src/engine/autopsy/examine';
import {
  reportOf,
  type AutopsyReport,
  type Solution,
} from '../../../src/experiment/autopsy/report';
import type { Bug, Plan } from '../engine/autopsy/pass';
import { dump, randomOf, type How } from '../engine/autopsy/plant';

export const PLAN: Plan = {
  sizes: [3, 4, 2],
  activations: ['tanh', 'linear'],
  loss: 'mse',
  rows: 5,
  bias: true,
  mean: true,
};
export const DEEP: Plan = {
  ...PLAN,
  sizes: [3, 2, 2, 2, 2, 2, 2, 1],
  activations: ['tanh', 'tanh', 'sigmoid', 'tanh', 'tanh', 'tanh', 'linear'],
  bias: false,
};

interface Asked {
  plan?: Plan;
  bugs?: Bug[];
  how?: How;
  isBare?: boolean;
  solution?: Solution;
  left?: string[];
  /** Instead of the gradient of this name. */
  noise?: string;
}

export function plantedReport({
  plan = PLAN,
  bugs = [],
  how = {},
  isBare = false,
  solution = 'full',
  left = [],
  noise,
}: Asked): AutopsyReport {
  const random = randomOf(7);
  const usual: How = { layout: 'rows', names: 0, deltas: false };
  const { given, known } = dump(random, plan, bugs, { ...usual, ...how });
  const arrays = given.map(array => {
    if (array.name !== noise) return array;
    const data = array.values.data.map(() => random() - 0.5);
    return { ...array, values: { ...array.values, data } };
  });
  const examination = examine(arrays, isBare ? null : known);
  return reportOf(examination, { left, isKnown: !isBare, solution });
}

export const MISSING: Bug = { id: 'derivative_missing', layer: 0 };
export const SUMMED: Bug = { id: 'sum_for_elementwise', layer: 0 };
