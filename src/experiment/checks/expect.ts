/** `checks.expect`: numbers that must come out. */
import type { ModelSpec } from '../../engine/ground/spec';
import type { Recording } from '../../engine/training/run';
import { either, mapped, object } from '../format/compounds';
import { atValue, optional, required } from '../format/core';
import type { Format, Report, ValueOf } from '../format/core';
import { anything } from '../format/dictionary';
import { integer, number } from '../format/scalars';
import { compare } from '../verify/compare';
import {
  dimensions,
  isOfBiases,
  isOfKernel,
  layoutHint,
  parseInspectPath,
} from '../verify/inspectPath';
import { failed, passed } from '../verify/result';
import type { CheckResult } from '../verify/result';
import { expectedValue, scalar, shapeOf, tensorAt } from '../verify/tensors';
import { inspectPath, several } from './fields';
import { checkKind } from './kind';
import type { Start } from './kind';
import { checkIndices, checkPath, sizeOf } from './paths';

/** Still any JSON value: what it must be depends on what the path names. */
type Given = { json: unknown };

const nested: Format<Given> = {
  ...anything,
  types: ['array'],
  expected: 'a list of numbers or of rows',
  schema: () => ({ type: 'array' }),
};

const format = several(
  object(
    {
      path: inspectPath('What is looked at'),
      step: optional(integer({ min: 0 }), 'After how many updates; 0 is before the first.', 0),
      value: required(
        either(
          mapped(number(), (json: number): Given => ({ json })),
          nested,
        ),
        'What it must be: a number, a list, or a list of rows.',
      ),
      tolerance: optional(number({ min: 0 }), 'How far off each number may be.', 1e-6),
    },
    { noun: 'an expectation' },
  ),
);

type Expectation = ValueOf<typeof format>[number];

export const expect = checkKind({
  ...optional(format, 'Numbers that must come out.', []),
  check: (expected, subject, _written, report) => {
    for (const { at, path, value } of expected) {
      checkPath(path, subject, [...at, 'path'], report);
      if (expectedValue(value.json)) continue;
      const message =
        '`value` must be a number, a list of numbers, or a list of equally long rows of numbers.';
      report.error('wrong-type', message, atValue(...at, 'value'));
    }
  },
  prepare: (expected, start, report) =>
    expected.map(each => {
      const { at, path, step } = each;
      checkIndices(path, start, [...at, 'path'], report);
      checkShape(each, start, report);
      return {
        step,
        count: 1,
        make: run => [resultOf(each, run.peek(), start.model.kernel_layout)],
        missed: updates => {
          const message = `${path} is expected at step ${step}, but the run ended after ${updates} updates.`;
          return failed(`${path} at step ${step}`, [...at, 'step'], message);
        },
      };
    }),
});

/** Whether what is expected has the rows and columns of what it is compared with. */
function checkShape({ at, path, value }: Expectation, { model, batchRows }: Start, report: Report) {
  const place = parseInspectPath(path, model.layers);
  const given = expectedValue(value.json);
  if (typeof place === 'string' || !given) return;
  const { name, indices } = place;
  const left = dimensions(name) - indices.length;
  const [most, width] = left > 0 ? sizeOf(place, model, batchRows) : [1, 1];
  const rows = left === 2 ? most : 1;
  const ofWeights = isOfKernel(name) || isOfBiases(name);
  // The last batch of an epoch may be shorter.
  const fits = given.cols === width && (ofWeights ? given.rows === rows : given.rows <= rows);
  if (fits) return;
  const shape = left <= 0 ? 'a single number' : `${rows} × ${width}`;
  const message = `"${path}" is ${shape}, but \`value\` is ${shapeOf(given)}.${layoutHint(place, model.kernel_layout)}`;
  report.error('check-shape', message, atValue(...at, 'value'));
}

function resultOf(
  { at, path, step, value, tolerance }: Expectation,
  recording: Recording,
  layout: ModelSpec['kernel_layout'],
): CheckResult {
  const what = `${path} at step ${step}`;
  const place = parseInspectPath(path, recording.layers.map(shapeOfLayer));
  if (typeof place === 'string') return passed(what);
  const got = tensorAt(recording, place);
  const expected = expectedValue(value.json) ?? scalar(NaN);
  if (!got) {
    const message = `${path} is not there at step ${step}: the batch has ${recording.x.rows} rows.`;
    return failed(what, [...at, 'path'], message);
  }
  const difference = compare(got, expected, { absolute: tolerance });
  if (!difference) return passed(what);
  const message = `${path} ${difference.words}, at step ${step} (tolerance ${tolerance}).${layoutHint(place, layout)}`;
  return failed(what, [...at, 'value'], message);
}

function shapeOfLayer({ weights, biases, mask }: Recording['layers'][number]) {
  return { units: weights.cols, use_bias: biases !== null, mask };
}
