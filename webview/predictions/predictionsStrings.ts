/** The words of the predictions and of their faces. */
import type { PredictionFace } from '../../src/protocol/choices';
import { formatInteger } from '../words/numbers';

type Words = Readonly<Record<PredictionFace, string>>;

const faces: Words = {
  boundary: 'Boundary',
  surface: 'Surface',
  truth: 'Truth | Prediction',
  before: 'Before | After',
  confusion: 'Confusion',
  table: 'Table',
};

/** Where the whole names do not fit beside each other. */
const shortFaces: Words = { ...faces, truth: 'Truth', before: 'Before' };

const faceTitles: Words = {
  boundary: 'Boundary: where the network changes from one class to another',
  surface: 'Surface: the output over the two inputs',
  truth: 'Truth | Prediction: the points as they are, and as the network reads them',
  before: 'Before | After: what the network says where the run began, and now',
  confusion: 'Confusion: which class the rows of each class are taken for',
  table: 'Table: the output for each row beside its target, with 8 decimals',
};

export const predictionsStrings = {
  title: 'Predictions',
  facesLabel: 'What is shown of the predictions',
  faces,
  shortFaces,
  faceTitles,
  point: 'point',
  output: 'output',
  target: 'target',
  predicted: 'predicted',
  error: 'error',
  /** Over all outputs of a row. */
  distance: '‖error‖',
  numbered: (word: string, name: string) => (name === '' ? word : `${word} ${name}`),
  tableCaption: (part: string) => `Outputs for the ${part} rows; error = output − target`,
  firstRows: (rows: number, of: number) =>
    `the first ${formatInteger(rows)} of ${formatInteger(of)} rows`,
};
