/** The same for all numbers of a tensor at once: which shape goes where. */
import type { Place } from '../../../src/protocol/snapshot';
import { hasTensor } from '../../words/tensorNames';
import { functionTex, tensorTex, type Naming } from './places';

type Shape = readonly [rows: number, cols: number];

/** TeX with the shape under every factor; null where no matrices are multiplied. */
export function matrixForm(naming: Naming, { tensor, layer }: Place): string | null {
  const { description, rows } = naming;
  const { layers, loss } = description;
  const { inputs, units, activation, useBias } = layers[layer];
  const isOutput = layer === layers.length - 1;
  const tex = (name: Parameters<typeof tensorTex>[1], of = layer): string =>
    tensorTex(description, name, of);
  const gradient = (by: 'weights' | 'biases' | 'a'): string =>
    `\\frac{\\partial ${tex('loss')}}{\\partial ${tex(by)}}`;
  const perUnit: Shape = [rows, units];
  const isMasked = (of: number): boolean => hasTensor(description, { layer: of, tensor: 'mask' });
  const masked = (of: number): string =>
    isMasked(of) ? `\\left(${tex('a', of)} \\odot ${tex('mask', of)}\\right)` : tex('a', of);
  const input = layer === 0 ? tex('x', 0) : masked(layer - 1);
  const fromAbove = (): string => {
    const above = layers[layer + 1].units;
    const weights = transposed(tex('weights', layer + 1));
    const delta = under(tex('delta', layer + 1), [rows, above]);
    const product = `${delta}\\, ${under(weights, [above, units])}`;
    return isMasked(layer) ? `${product} \\odot ${under(tex('mask'), perUnit)}` : product;
  };
  switch (tensor) {
    case 'z': {
      const bias = useBias ? ` + ${under(tex('biases'), [1, units])}` : '';
      const product = `${under(input, [rows, inputs])}\\, ${under(tex('weights'), [inputs, units])}`;
      return `${under(tex('z'), perUnit)} = ${product}${bias}`;
    }
    case 'a':
      return `${under(tex('a'), perUnit)} = ${functionTex(activation)}\\Bigl(${under(tex('z'), perUnit)}\\Bigr)`;
    case 'gradW': {
      const left = under(gradient('weights'), [inputs, units]);
      const product = `${under(transposed(input), [inputs, rows])}\\, ${under(tex('delta'), perUnit)}`;
      return `${left} = ${product}`;
    }
    case 'gradB': {
      const ones = under('\\mathbf{1}^{\\top}', [1, rows]);
      return `${under(gradient('biases'), [1, units])} = ${ones}\\, ${under(tex('delta'), perUnit)}`;
    }
    case 'gradA':
      return isOutput ? null : `${under(gradient('a'), perUnit)} = ${fromAbove()}`;
    case 'delta': {
      if (isOutput && (activation === 'softmax' || loss.type.endsWith('cross_entropy')))
        return null;
      const gradA = isOutput ? under(gradient('a'), perUnit) : `\\Bigl(${fromAbove()}\\Bigr)`;
      const slope = activation === 'linear' ? '' : ` \\odot ${under(tex('slope'), perUnit)}`;
      return `${under(tex('delta'), perUnit)} = ${gradA}${slope}`;
    }
    default:
      return null;
  }
}

/** The shape in small below what has it. */
export function under(tex: string, [rows, cols]: Shape): string {
  return `\\underset{\\class{shape}{${rows}\\times ${cols}}}{${tex}}`;
}

function transposed(tex: string): string {
  return `{${tex}}^{\\!\\top}`;
}
