/** Pages in states of real runs. */
import assert from 'node:assert/strict';
import type { SweepCurves } from '../../../../src/protocol/runs';
import { SWEPT_RUNS } from '../sweptRuns';
import { XOR } from '../../host/support';
import type { Screen } from '../dom';
import { expressionOf, Panel } from '../panel';

export const SLOWER = XOR.replace('"learning_rate": 0.5', '"learning_rate": 0.25');
export const PENALISED = XOR.replace(
  '"learning_rate": 0.5',
  '"learning_rate": 0.5, "weight_decay": 0.3',
);
/** Half of the activations of the hidden layer are dropped. */
export const DROPOUT = XOR.replace('}, {"units"', '}, {"type": "dropout", "rate": 0.5}, {"units"');

/** Three classes, of which some points are kept for validation. */
export const CLASSES = `{
  "version": 1, "name": "classes", "seed": 5,
  "data": {
    "train": {"type": "generator", "name": "blobs", "n_samples": 30},
    "split": {"train": 0.7, "validation": 0.3}, "encoding": "one_hot"
  },
  "model": {"layers": [
    {"units": 4, "activation": "relu"}, {"units": 3, "activation": "softmax"}
  ]},
  "loss": {"type": "cross_entropy"}, "metrics": ["accuracy", "mae"],
  "optimizer": {"type": "adam", "learning_rate": 0.05},
  "trainer": {"epochs": 6, "batch_size": 8}
}`;

/** It says what it is about, with all that Markdown has here. */
export const TASK = XOR.replace(
  '"name": "small"',
  `"name": "small", "description": ${JSON.stringify(`# Lab 3
Train the network, and **explain** why the loss stays near $\\ln 2$.

## Steps
1. Set \`learning_rate\` to 0.25.
   - See [the notes](https://example.org/notes).
2. Train again.

> Write down what you expect first.

| rate | epochs |
|------|--------|
| 0.5  | 40     |

### Hint
~~~
delta = (a - y) * a * (1 - a)
~~~

$$\\frac{\\partial L}{\\partial W} = a^T \\delta$$`)}`,
);

/** Values over a plane. */
export const VALUES = XOR.replace('"small"', '"values"')
  .replace(
    '{"type": "generator", "name": "xor_easy"}',
    '{"type": "inline", "x": [[0, 0], [1, 0], [0, 1], [1, 2]], "y": [0.5, 1.5, -1, 2]}',
  )
  .replace('"sigmoid"', '"linear"')
  .replace('binary_cross_entropy', 'mse')
  .replace('"learning_rate": 0.5', '"learning_rate": 0.05');

/** A value over a single input, with rows kept apart. */
export const LINE = VALUES.replace('"values"', '"line"').replace(
  '"x": [[0, 0], [1, 0], [0, 1], [1, 2]], "y": [0.5, 1.5, -1, 2]}',
  `"x": [[-20], [0], [10], [40]], "y": [0.5, 1.5, -1, 2]}, "normalization": "zscore",
    "validation": {"type": "inline", "x": [[5]], "y": [0.25]},
    "test": {"type": "inline", "x": [[-10], [30]], "y": [1, -0.5]}`,
);

/** It has no finite numbers after a few steps. */
export const DIVERGING = VALUES.replace('"learning_rate": 0.05', '"learning_rate": 1e200');

/** The first units of its hidden layer do not reach the others. */
export const VANISHING = XOR.replace('"learning_rate": 0.5', '"learning_rate": 1e200').replace(
  '"tanh"',
  '"relu"',
);

/** Pictures of 8 × 8 pixels. */
export const IMAGES = `{
  "version": 1, "name": "images", "seed": 3,
  "data": {
    "train": {"type": "generator", "name": "digits", "n_samples": 30, "noise": 0.2},
    "encoding": "one_hot", "num_classes": 10
  },
  "model": {"layers": [{"units": 2, "activation": "tanh"}, {"units": 10, "activation": "softmax"}]},
  "loss": {"type": "cross_entropy"},
  "optimizer": {"type": "sgd", "learning_rate": 0.5},
  "trainer": {"epochs": 4, "batch_size": 10}
}`;

/** With as many units as stand in several rows. */
export const MORE_IMAGES = IMAGES.replace('"units": 2', '"units": 12');

/** More units than there is room for. */
export const WIDE = XOR.replace('"small"', '"wide"').replace('"units": 3', '"units": 60');

export const GATES = expressionOf(['q = x * y', 'f = relu(q) + x']);

export const SWEEP: SweepCurves = {
  ...SWEPT_RUNS,
  metric: 'val_loss',
  goal: 'minimize',
  over: ['seed'],
  done: 3,
  of: 4,
  groups: [
    {
      ...{ label: 'learning_rate 0.1', runs: 2, epochs: Float64Array.of(0, 1, 2) },
      ...{ mean: Float64Array.of(0.9, 0.5, 0.25), std: Float64Array.of(0, 0.125, 0.0625) },
    },
    {
      ...{ label: 'learning_rate 0.2', runs: 1, epochs: Float64Array.of(0, 2) },
      ...{ mean: Float64Array.of(0.8, 0.75), std: new Float64Array(2) },
    },
  ],
};

/** Formulas stay TeX: the tests' window has no MathML. What can be opened is an element of its own. */
export function typeset(tex: string, node: HTMLElement): void {
  const parts = tex.split(/(\\class\{open-\d+\})/).map(part => {
    const [, name] = /\{(open-\d+)\}/.exec(part) ?? [];
    if (!name) return part;
    const open = document.createElement('span');
    open.className = name;
    return open;
  });
  node.replaceChildren(...parts);
}

/** With a run that has taken these steps. */
export async function stepped(screen: Screen, steps: number, text?: string): Promise<Panel> {
  const panel = await Panel.open(screen, text);
  await panel.does(() => panel.session.step(steps));
  return panel;
}

export async function trained(screen: Screen, text?: string): Promise<Panel> {
  const panel = await Panel.open(screen, text);
  await panel.does(() => panel.session.train());
  return panel;
}

/** A run of all epochs, a second one of three steps, and a fork of the first. */
export async function forked(screen: Screen): Promise<Panel> {
  const panel = await trained(screen);
  await panel.edit(SLOWER);
  await panel.does(() => panel.session.step(3));
  await panel.edit(SLOWER.replace('"batch_size": 7', '"batch_size": 21'));
  await panel.does(() => panel.session.fork());
  await panel.does(() => panel.session.step(2));
  return panel;
}

/** Two runs that differ in more options than are named, with rows to validate on. */
export async function compared(screen: Screen): Promise<Panel> {
  const validated = XOR.replace('"trainer"', '"metrics": ["accuracy", "mae"], "trainer"').replace(
    '"data": {',
    '"data": {"split": {"validation": 0.25}, ',
  );
  const panel = await trained(screen, validated);
  const other = validated
    .replace('"seed": 3', '"seed": 4')
    .replace('"learning_rate": 0.5', '"learning_rate": 0.25')
    .replace('"batch_size": 7', '"batch_size": 21')
    .replace('"units": 3', '"units": 4');
  await panel.edit(other);
  await panel.does(() => panel.session.step(3));
  await panel.does(() => panel.page?.showTab('compare'));
  return panel;
}

export async function checked(screen: Screen, text?: string): Promise<Panel> {
  const panel = await stepped(screen, 2, text);
  await panel.does(() => panel.gradients.run());
  return panel;
}

/** At its beginning: nothing but the inputs is known. */
export async function gates(screen: Screen): Promise<Panel> {
  const panel = await Panel.open(screen, GATES);
  await panel.does(() => panel.expression.reset());
  return panel;
}

export function reportOf(panel: Panel) {
  return panel.page?.model.gradients ?? assert.fail();
}
