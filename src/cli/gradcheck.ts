/** `gradcheck`: backpropagation against finite differences, on the first batch. */
import { GRADIENT_TOLERANCE } from '../engine/differences';
import { Run } from '../engine/run';
import type { Arguments } from './arguments';
import type { ExitStatus, Io } from './io';
import type { Ready } from './load';
import { short } from './numbers';

export function gradcheck({ prepared }: Ready, { json }: Arguments, io: Io): ExitStatus {
  const { spec, data, parameters, stream } = prepared;
  const { maxRelativeError: worst, parameters: tensors } = new Run(
    spec,
    data,
    parameters,
    stream,
  ).gradientCheck();
  const passed = worst <= GRADIENT_TOLERANCE;
  if (json) {
    const result = {
      max_relative_error: worst,
      parameters: tensors.map(({ name, maxRelativeError, worst: entry }) => ({
        name,
        max_relative_error: maxRelativeError,
        worst: entry,
      })),
    };
    io.out(`${JSON.stringify(result)}\n`);
    return passed ? 0 : 1;
  }
  for (const { name, maxRelativeError, worst: entry, checked, kinks } of tensors) {
    const where = entry
      ? ` worst at [${entry.index.join(', ')}]: ${short(entry.analytic)} against ${short(entry.numeric)}`
      : '';
    const left = kinks.length > 0 ? `, ${kinks.length} at kinks left out` : '';
    io.out(
      `${name}  relative error ${short(maxRelativeError)}  (${checked} entries${left})${where}\n`,
    );
  }
  const verdict = passed ? 'agree with' : 'DIFFER from';
  io.out(`The gradients ${verdict} finite differences: relative error ${short(worst)}.\n`);
  return passed ? 0 : 1;
}
