/** What stands before ∂ℓ/∂a in the gradient of the loss: its scale, its means, the 2 of a square. */
import { lossDivisor, valuesPerRow } from '../../functions/losses';
import { rounded } from '../../ground/rounding';
import type { PassReader } from './passReader';
import type { FactorTerm, Term } from './term';
import type { TermBuilder } from './termBuilder';

interface FactorOptions {
  /** With the 2 of a square's derivative. */
  doubled?: boolean;
  /** Not rounded in float32. */
  exact?: boolean;
}

export function lossFactor(
  pass: PassReader,
  { doubled = false, exact = false }: FactorOptions = {},
): FactorTerm {
  const { loss, model } = pass.spec;
  const outputs = model.layers[pass.last].units;
  const { scale, output_reduction, batch_reduction, type } = loss;
  const factor = scale / lossDivisor(loss, pass.rows, outputs);
  return {
    kind: 'factor',
    doubled,
    scale,
    outputs: output_reduction === 'mean' ? valuesPerRow(type, outputs) : 1,
    rows: batch_reduction === 'mean' ? pass.rows : 1,
    value: rounded((doubled ? 2 : 1) * factor, pass.f32 && !exact),
  };
}

/** A factor that would be written as a bare 1 is not written. */
export function withFactor(make: TermBuilder, factor: FactorTerm, term: Term): Term {
  const { doubled, scale, outputs, rows } = factor;
  const one = !doubled && scale === 1 && outputs === 1 && rows === 1;
  return one ? term : make.product(factor, term);
}
