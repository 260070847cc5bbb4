/** The words of the predictions and of their faces. */
import type { PredictionFace } from '../../src/protocol/choices';
import { formatInteger } from '../words/numbers';
import { t } from '../words/say';

type Words = Readonly<Record<PredictionFace, string>>;

const faces: Words = {
  boundary: t('Boundary'),
  surface: t('Surface'),
  fit: t('Fit'),
  truth: t('Truth | Prediction'),
  before: t('Before | After'),
  parity: t('Output | Target'),
  confusion: t('Confusion'),
  table: t('Table'),
};

/** Where the whole names do not fit beside each other. */
const shortFaces: Words = {
  ...faces,
  truth: t('Truth'),
  before: t('Before'),
  parity: t('Outputs'),
};

const faceTitles: Words = {
  boundary: t('Boundary: where the network changes from one class to another'),
  surface: t('Surface: the output over the two inputs'),
  fit: t('Fit: the output over the only input, among the targets'),
  truth: t('Truth | Prediction: the points as they are, and as the network reads them'),
  before: t('Before | After: what the network says where the run began, and now'),
  parity: t('Output | Target: each output over its target, on a line where the two agree'),
  confusion: t('Confusion: which class the rows of each class are taken for'),
  table: t('Table: the output for each row beside its target, with 8 decimals'),
};

export const predictionsStrings = {
  title: t('Predictions'),
  facesLabel: t('What is shown of the predictions'),
  faces,
  shortFaces,
  faceTitles,
  point: t('point'),
  output: t('output'),
  target: t('target'),
  predicted: t('predicted'),
  error: t('error'),
  parityLabel: (part: string) => t`Outputs for the ${part} rows over their targets.`,
  parityHint: t('Arrow keys move from target to target.'),
  parityShows: (part: string) => t`outputs over targets, ${part} rows`,
  agree: t('output = target'),
  r2: 'R²',
  rmse: t('RMSE'),
  /** Over all outputs of a row. */
  distance: t('‖error‖'),
  numbered: (word: string, name: string) => (name === '' ? word : `${word} ${name}`),
  tableCaption: (part: string) => t`Outputs for the ${part} rows; error = output − target`,
  firstRows: (rows: number, of: number) =>
    t`the first ${formatInteger(rows)} of ${formatInteger(of)} rows`,
};
