/** The words of figures: what can be taken along of a picture, and how a report says where it is from. */
import type { LossName, ScheduleSpec } from '../../src/engine/ground/spec';
import type { OptimizerName } from '../../src/engine/ground/optimizers';
import type { RunDescription, TrainingSummary } from '../../src/protocol/snapshot';
import { exactNumber, formatInteger } from './numbers';
import { plural, t } from './say';

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
  mse: t('squared error'),
  mae: t('absolute error'),
  huber: t('Huber loss'),
  binary_cross_entropy: t('binary cross-entropy'),
  cross_entropy: t('cross-entropy'),
  hinge: t('hinge loss'),
};

const SEEDS: Readonly<Record<TrainingSummary['rng'], string>> = {
  numpy: t('NumPy seed'),
  numpy_default_rng: t('NumPy Generator seed'),
  torch: t('PyTorch seed'),
};

const SCHEDULES: Readonly<Record<ScheduleSpec['type'], string>> = {
  constant: '',
  step: t(' (step schedule)'),
  exponential: t(' (exponential schedule)'),
  cosine: t(' (cosine schedule)'),
};

export const figureStrings = {
  pictureActions: t('Picture Actions…'),
  copy: t('Copy'),
  saveTable: t('Save as CSV…'),
  copyFigure: (centimetres: number) => t`Copy Figure, ${exactNumber(centimetres)} cm`,
  copyOnScreen: t('Copy as on Screen'),
  copyCaption: t('Copy Caption'),
  save: t('Save As…'),
  savePng: (centimetres: number) => t`PNG, ${exactNumber(centimetres)} cm at 300 dpi`,
  saveSvg: (centimetres: number) => t`SVG, ${exactNumber(centimetres)} cm`,
  savePngOnScreen: t('PNG as on Screen'),
  saveSvgOnScreen: t('SVG as on Screen'),
  saveCsv: t('CSV: Its Numbers'),
  copied: t('Copied.'),
  saved: (name: string) => t`Choose where to save ${name}.`,
  copyFailed: t('The clipboard did not take the picture; its numbers were copied as text.'),
  fill: t('Fill the Panel'),
  unfill: t('Back to the Panel (Esc)'),
  filledWords: (name: string, step: string) => t`${name} · step ${step}`,
  filledHint: (back: string) => t`F10 batch · F11 layer · ${back} back · Esc closes`,
  filled: (title: string) => t`${title} fills the panel; Escape closes it.`,
  figureTitle: (name: string, shows: string) => (name === '' ? shows : `${name}: ${shows}`),
  caption: (title: string, facts: string) => [`${title}.`, facts].join(' ').trim(),
  /** `Adam, learning rate 0.01, cross-entropy, mean over batches of 32 rows, NumPy seed 1024.` */
  recipe(description: RunDescription): string {
    const { optimizer, rng, seed } = description.training;
    return [
      optimizerWords(description),
      t`learning rate ${exactNumber(optimizer.learning_rate)}${SCHEDULES[optimizer.schedule.type]}`,
      ...extras(optimizer),
      lossWords(description),
      `${SEEDS[rng]} ${seed}`,
    ].join(', ');
  },
  /** `Epoch 400: loss 0.02710, accuracy 0.9952.` @param metrics `loss 0.02710` */
  result(step: number, epoch: number, isWhole: boolean, metrics: readonly string[]): string {
    const place = isWhole ? t`Epoch ${formatInteger(epoch)}` : t`Step ${formatInteger(step)}`;
    if (metrics.length === 0) return place;
    const values = metrics.join(', ');
    if (isWhole || step === 0) return `${place}: ${values}`;
    if (epoch === 0) return t`${place}: ${values} before training`;
    return t`${place}: ${values} after epoch ${formatInteger(epoch)}`;
  },
} as const;

function optimizerWords({ training }: RunDescription): string {
  const { type, momentum, nesterov } = training.optimizer;
  const isPlain = type === 'sgd' && training.isFullBatch;
  const name = isPlain ? t('gradient descent') : OPTIMIZERS[type];
  if (!(momentum > 0)) return capitalised(name);
  const kind = nesterov ? t('Nesterov momentum') : t('momentum');
  return capitalised(t`${name} with ${kind} ${exactNumber(momentum)}`);
}

function extras({
  weight_decay: decay,
  l1,
  gradient_clipping: clipping,
}: TrainingSummary['optimizer']) {
  return [
    ...(decay > 0 ? [t`weight decay ${exactNumber(decay)}`] : []),
    ...(l1 > 0 ? [`L1 ${exactNumber(l1)}`] : []),
    ...(clipping ? [t('clipped gradients')] : []),
  ];
}

function lossWords({ loss, training, rowsPerBatch }: RunDescription): string {
  const factor = loss.scale === 1 ? '' : `${exactNumber(loss.scale)} · `;
  const rows = plural(rowsPerBatch, '{0} row', '{0} rows');
  const over = training.isFullBatch ? rows : t`batches of ${rows}`;
  return t`${factor}${LOSSES[loss.type]}, ${t(loss.batch_reduction)} over ${over}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
