/** An input that is the same in every row. */
import { shortNumber } from '../../../engine/ground/numbers';
import { atKey, replaceValue } from '../../format/core';
import { rowColumns } from '../pictures';
import { only, type Producer } from '../producer';
import { columnOf, spreadOf } from '../subject/rows';
import { UNLEARNED } from '../symptoms';

/** Of fewer rows a column may well be constant by chance, or by hand. */
const LEAST_ROWS = 8;

export const featureConstant: Producer = {
  id: 'feature_constant',
  ofFile: true,
  always: true,
  explains: UNLEARNED,
  find(subject) {
    const { model } = subject.spec;
    const { x } = subject.train;
    const { summary } = subject.prepared;
    // Pictures have empty corners; a column of ones is how a layer without biases gets one.
    if (x.rows < LEAST_ROWS) return only(x.rows, 'row');
    if (summary.image) return 'pictures may have empty corners';
    if (!model.layers[0].use_bias) return 'a column of ones may stand for the bias';
    const constant = Array.from({ length: x.cols }, (_, col) => col).filter(col => {
      const { mean, std } = spreadOf(columnOf(x, col));
      return std <= 1e-12 * Math.abs(mean);
    });
    // Many constant columns are what sparse data look like.
    const { length } = constant;
    if (length === 0)
      return x.cols === 1 ? 'the input varies' : `each of the ${x.cols} inputs varies`;
    if (length > x.cols / 2) return `${length} of ${x.cols} inputs are constant, as in sparse data`;
    const [col] = constant;
    const { scaling, featureNames } = summary;
    const value = scaling ? x.data[col] * scaling.scale[col] + scaling.offset[col] : x.data[col];
    const others = constant.length === 1 ? '' : `, and so are ${constant.length - 1} more`;
    const message =
      `The input ${featureNames[col]} is ${shortNumber(value)} in every row${others}: ` +
      'it tells nothing of the target, and its weights act as a second bias. Leave the column out.';
    // Scaled, it is 0.
    const path = ['data', 'normalization'];
    const candidates = scaling
      ? []
      : [replaceValue('Set normalization to "zscore"', path, 'zscore')];
    return {
      place: atKey('data', 'train'),
      message,
      evidence: { columns: constant, value },
      picture: rowColumns(subject, constant),
      candidates,
    };
  },
};
