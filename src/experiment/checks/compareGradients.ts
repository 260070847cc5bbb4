/** `checks.compare_gradients`: the gradients of a file against those of the run. */
import { mistakeIn } from '../autopsy/mistake';
import { reportMissingFile } from '../data/paths';
import { object } from '../format/compounds';
import { atValue, optional, required } from '../format/core';
import { filePath } from '../format/scalars';
import { RELATIVE } from '../verify/compare';
import { readGradients } from '../verify/givenGradients';
import { compareOwn, gradientsOf, PLACE } from '../verify/ownGradients';
import { relative } from './fields';
import { checkKind } from './kind';

export const compareGradients = checkKind({
  ...optional(
    object(
      {
        file: required(
          filePath(),
          'Gradients of your own: JSON {layers: [{gradW, gradB}]}, a .npz file, or what NumPy printed in a text file.',
        ),
        tolerance: relative('1e-6, for printed numbers half a unit of their last digit,'),
      },
      { noun: '`compare_gradients`' },
    ),
    'Compares all gradients of the first batch with those of a file.',
    null,
  ),
  files: spec => (spec ? [{ path: PLACE, file: spec.file }] : []),
  prepare: (spec, { model, dtype, files, solution }, report) => {
    if (!spec) return [];
    const { file, tolerance } = spec;
    const bytes = files.get(file);
    if (!bytes) {
      reportMissingFile(file, PLACE, report);
      return [];
    }
    const given = readGradients(file, bytes, model);
    if (typeof given === 'string') {
      report.error('gradients-file', `${file} ${given}.`, atValue(...PLACE));
      return [];
    }
    const exact = tolerance !== null;
    const how = { file, relative: tolerance ?? RELATIVE[dtype], exact, solution };
    const count = gradientsOf(model).length;
    return [
      {
        step: 0,
        count,
        make: run => {
          const mistake = () => mistakeIn(file, bytes, run, solution);
          return compareOwn(given, model, how, run.peek(), mistake);
        },
      },
    ];
  },
});
