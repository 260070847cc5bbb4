/** `gradcheck`: compares backpropagation with finite differences, on the first batch. */
import { GRADIENT_TOLERANCE } from '../../engine/ground/differences';
import { Run } from '../../engine/training/run';
import { checkRun } from '../../engine/checking/runCheck';
import type { Arguments } from '../terminal/arguments';
import type { ExitStatus, Io } from '../terminal/io';
import type { Ready } from '../terminal/load';
import { short } from '../terminal/numbers';

export function gradcheck({ prepared }: Ready, { json }: Arguments, io: Io): ExitStatus {
  const { spec, data, parameters, stream } = prepared;
  const {
    of,
    maxRelativeError: largest,
    parameters: tensors,
  } = checkRun(new Run(spec, data, parameters, stream));
  const passed = largest <= GRADIENT_TOLERANCE;
  if (json) {
    const result = {
      of,
      max_relative_error: largest,
      parameters: tensors.map(({ name, maxRelativeError, worst: [entry] }) => ({
        name,
        max_relative_error: maxRelativeError,
        worst: entry ?? null,
      })),
    };
    io.out(`${JSON.stringify(result)}\n`);
    return passed ? 0 : 1;
  }
  for (const { name, maxRelativeError, worst, size, checked, kinks } of tensors) {
    const entry = worst.at(0);
    const error = entry ? `relative error ${short(maxRelativeError, 4)}` : 'not compared';
    const where = entry
      ? ` worst at [${entry.index.join(', ')}]: ${short(entry.analytic)} against ${short(entry.numeric)}`
      : '';
    const left = kinks.length > 0 ? `, ${kinks.length} at kinks left out` : '';
    const looked = checked + kinks.length < size ? `${checked} of ${size}` : `${checked}`;
    const noun = looked === '1' ? 'entry' : 'entries';
    io.out(`${name}  ${error}  (${looked} ${noun}${left})${where}\n`);
  }
  io.out(`${verdictOf(largest, passed, of)}\n`);
  return passed ? 0 : 1;
}

/** @param largest relative error; NaN where every entry stands at a kink */
export function verdictOf(
  largest: number,
  passed: boolean,
  of: 'loss' | 'objective' = 'loss',
): string {
  if (Number.isNaN(largest)) return 'Nothing could be compared: every entry stands at a kink.';
  const verdict = passed ? 'agree with' : 'DIFFER from';
  const whose = of === 'objective' ? ' of the objective (loss and penalties)' : '';
  return `The gradients${whose} ${verdict} finite differences: relative error ${short(largest, 4)}.`;
}
