/** The words of figures: what can be taken along of a picture, and how a report says where it is from. */
import type { LossName, ScheduleSpec } from '../../src/engine/ground/spec';
import type { OptimizerName } from '../../src/engine/ground/optimizers';
import type { RunDescription, TrainingSummary } from '../../src/protocol/snapshot';
import { exactNumber, formatInteger } from './numbers';

const OPTIMIZERS: Readonly<Record<OptimizerName, string>> = {
  sgd: 'SGD',
  rmsprop: 'RMSprop',
  adagrad: 'Adagrad',
  adadelta: 'Adadelta',
  adam: 'Adam',
  adamw: 'AdamW',
  nadam: 'NAdam',
};

const LOSSES: Readonly<Record<LossName, string>> = {
  mse: 'squared error',
  mae: 'absolute error',
  huber: 'Huber loss',
  binary_cross_entropy: 'binary cross-entropy',
  cross_entropy: 'cross-entropy',
  hinge: 'hinge loss',
};

const SEEDS: Readonly<Record<TrainingSummary['rng'], string>> = {
  numpy: 'NumPy seed',
  numpy_default_rng: 'NumPy Generator seed',
  torch: 'PyTorch seed',
};

const SCHEDULES: Readonly<Record<ScheduleSpec['type'], string>> = {
  constant: '',
  step: ' (step schedule)',
  exponential: ' (exponential schedule)',
  cosine: ' (cosine schedule)',
};

export const figureStrings = {
  pictureActions: 'Picture Actions…',
  copy: 'Copy',
  saveTable: 'Save as CSV…',
  copyFigure: (centimetres: number) => `Copy Figure, ${exactNumber(centimetres)} cm`,
  copyOnScreen: 'Copy as on Screen',
  copyCaption: 'Copy Caption',
  save: 'Save As…',
  savePng: (centimetres: number) => `PNG, ${exactNumber(centimetres)} cm at 300 dpi`,
  saveSvg: (centimetres: number) => `SVG, ${exactNumber(centimetres)} cm`,
  savePngOnScreen: 'PNG as on Screen',
  saveSvgOnScreen: 'SVG as on Screen',
  saveCsv: 'CSV: Its Numbers',
  copied: 'Copied.',
  saved: (name: string) => `Choose where to save ${name}.`,
  copyFailed: 'The clipboard did not take the picture; its numbers were copied as text.',
  fill: 'Fill the Panel (F)',
  unfill: 'Back to the Panel (Esc)',
  filledWords: (name: string, step: string) => `${name} · step ${step}`,
  filledHint: (back: string) => `F10 batch · F11 layer · ${back} back · Esc closes`,
  filled: (title: string) => `${title} fills the panel; Escape closes it.`,
  figureTitle: (name: string, shows: string) => (name === '' ? shows : `${name}: ${shows}`),
  caption: (title: string, facts: string) => [`${title}.`, facts].join(' ').trim(),
  /** `Adam, learning rate 0.01, cross-entropy, mean over batches of 32 rows, NumPy seed 1024.` */
  recipe(description: RunDescription): string {
    const { optimizer, rng, seed } = description.training;
    return [
      optimizerWords(description),
      `learning rate ${exactNumber(optimizer.learning_rate)}${SCHEDULES[optimizer.schedule.type]}`,
      ...extras(optimizer),
      lossWords(description),
      `${SEEDS[rng]} ${seed}`,
    ].join(', ');
  },
  /** `Epoch 400: loss 0.02710, accuracy 0.9952.` @param metrics `loss 0.02710` */
  result(step: number, epoch: number, isWhole: boolean, metrics: readonly string[]): string {
    const place = isWhole ? `Epoch ${formatInteger(epoch)}` : `Step ${formatInteger(step)}`;
    if (metrics.length === 0) return place;
    const measured = isWhole ? '' : ` after epoch ${formatInteger(epoch)}`;
    return `${place}: ${metrics.join(', ')}${measured}`;
  },
} as const;

function optimizerWords({ training }: RunDescription): string {
  const { type, momentum, nesterov } = training.optimizer;
  const isPlain = type === 'sgd' && training.isFullBatch;
  const name = isPlain ? 'gradient descent' : OPTIMIZERS[type];
  if (!(momentum > 0)) return capitalised(name);
  const kind = nesterov ? 'Nesterov momentum' : 'momentum';
  return capitalised(`${name} with ${kind} ${exactNumber(momentum)}`);
}

function extras({
  weight_decay: decay,
  l1,
  gradient_clipping: clipping,
}: TrainingSummary['optimizer']) {
  return [
    ...(decay > 0 ? [`weight decay ${exactNumber(decay)}`] : []),
    ...(l1 > 0 ? [`L1 ${exactNumber(l1)}`] : []),
    ...(clipping ? ['clipped gradients'] : []),
  ];
}

function lossWords({ loss, training, rowsPerBatch }: RunDescription): string {
  const factor = loss.scale === 1 ? '' : `${exactNumber(loss.scale)} · `;
  const rows = `${formatInteger(rowsPerBatch)} ${rowsPerBatch === 1 ? 'row' : 'rows'}`;
  const over = training.isFullBatch ? rows : `batches of ${rows}`;
  return `${factor}${LOSSES[loss.type]}, ${loss.batch_reduction} over ${over}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
