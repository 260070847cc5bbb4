/** Why a gate has no value or no derivative at its inputs, as the end of a sentence. */
import type { Operation } from './operations';

export function gateComplaint(
  operation: Operation,
  inputs: readonly number[],
  lacks: 'value' | 'slope',
): string {
  const [a, b] = inputs;
  switch (operation) {
    case 'log':
      if (a <= 0) return `log needs a number above 0, not ${a}`;
      break;
    case 'sqrt':
      if (a < 0) return `sqrt needs a number of at least 0, not ${a}`;
      if (a === 0) return 'the slope of sqrt at 0 is infinite';
      break;
    case 'divide':
      if (b === 0) return 'it divides by 0';
      break;
    case 'power':
      return powerComplaint(a, b, lacks);
    default:
  }
  return tooLarge(inputs, lacks);
}

function powerComplaint(base: number, exponent: number, lacks: 'value' | 'slope'): string {
  if (lacks === 'value' && base === 0 && exponent < 0) {
    return `0 has no power ${exponent}: that would divide by 0`;
  }
  if (lacks === 'value' && base < 0 && !Number.isInteger(exponent)) {
    return `a number below 0, here ${base}, has only whole powers, not ${exponent}`;
  }
  if (lacks === 'slope' && base === 0) return `the slope of 0^${exponent} is infinite`;
  if (lacks === 'slope' && base < 0) {
    return `the slope by the exponent needs a base above 0, not ${base}`;
  }
  return tooLarge([base, exponent], lacks);
}

function tooLarge(inputs: readonly number[], lacks: 'value' | 'slope'): string {
  const what = lacks === 'value' ? 'its value' : 'its slope';
  return `${what} at ${inputs.join(' and ')} is too large for a float64 number`;
}
