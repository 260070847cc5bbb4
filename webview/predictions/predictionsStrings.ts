/** The words of the predictions and of their faces. */
import type { PredictionFace } from '../../src/protocol/choices';

type Words = Readonly<Record<PredictionFace, string>>;

const faces: Words = {
  boundary: 'Boundary',
  surface: 'Surface',
  truth: 'Truth | Prediction',
  confusion: 'Confusion',
};

/** Where the whole names do not fit beside each other. */
const shortFaces: Words = { ...faces, truth: 'Truth' };

const faceTitles: Words = {
  boundary: 'Boundary: where the network changes from one class to another',
  surface: 'Surface: the output over the two inputs',
  truth: 'Truth | Prediction: the points as they are, and as the network reads them',
  confusion: 'Confusion: which class the rows of each class are taken for',
};

export const predictionsStrings = {
  title: 'Predictions',
  facesLabel: 'What is shown of the predictions',
  faces,
  shortFaces,
  faceTitles,
};
