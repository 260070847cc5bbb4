/** Turns the engine's gradient check into the report that is shown. */
import { GRADIENT_TOLERANCE } from '../../engine/ground/differences';
import { whereErrorsStart, type GradientCheck } from '../../engine/checking/gradientCheck';
import type { CheckedParameters, GradientReport, Verdict } from '../../protocol/gradientCheck';
import type { CheckedTensor } from '../../engine/checking/tensorCheck';

/** Kinks reported by their place; there may be thousands. */
const NAMED_KINKS = 3;

export function gradientReport(
  check: GradientCheck,
  { step, rows }: { step: number; rows: number },
): GradientReport {
  const { parameters } = check;
  const wrong = whereErrorsStart(check).map(tensor => parameters.indexOf(tensor));
  const shown = parameters.map(shownTensor);
  return { of: check.of, step, rows, tolerance: GRADIENT_TOLERANCE, parameters: shown, wrong };
}

function shownTensor(tensor: CheckedTensor): CheckedParameters {
  const firstKinks = tensor.kinks.slice(0, NAMED_KINKS).map(({ index, of, layer, row, unit }) => {
    return { index, of, at: { layer, row, unit } };
  });
  const { name, layer, size, checked, maxRelativeError } = tensor;
  const worst = tensor.worst.map(({ index, analytic, numeric }) => {
    return { index, analytic: finite(analytic), numeric: finite(numeric) };
  });
  return {
    name,
    layer,
    tensor: tensor.tensor,
    size,
    checked,
    verdict: verdictOf(tensor),
    maxRelativeError: finite(maxRelativeError),
    worst,
    kinks: tensor.kinks.length,
    firstKinks,
  };
}

function verdictOf({ checked, maxRelativeError }: CheckedTensor): Verdict {
  if (checked === 0) return 'unknown';
  return maxRelativeError <= GRADIENT_TOLERANCE ? 'agrees' : 'differs';
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
