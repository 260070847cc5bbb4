/** What a layer computes, forward and backward, as signs and factors in the order they are written. */
import type { ActivationName } from '../../src/engine/ground/spec';
import type { RunDescription } from '../../src/protocol/snapshot';
import type { BatchPart, TensorRef } from '../../src/protocol/tensors';
import { formatNumber } from '../words/numbers';
import { t } from '../words/say';
import { hasTensor, tensorTitle } from '../words/tensorNames';

/** A tensor of a layer, or a part of the batch. */
export type FactorRef = TensorRef | { part: BatchPart };

export interface Factor {
  of: FactorRef;
  symbol: string;
  transposed: boolean;
}

/** What stands between factors; an opening one belongs to what follows it, `)` to what it follows. */
export type Piece = Factor | string;

export const EQUATIONS = ['forward', 'error', 'gradient'] as const;
export type EquationName = (typeof EQUATIONS)[number];

export interface Equation {
  name: EquationName;
  pieces: readonly Piece[];
}

export function isFactor(piece: Piece): piece is Factor {
  return typeof piece !== 'string';
}

export function isTensor(of: FactorRef): of is TensorRef {
  return 'tensor' in of;
}

/**
 * `x · W = z σ → a`, `(δ · Wᵀ) ⊙ σ′(z) = δ` and `xᵀ · δ = ∂W` of one layer, of those whose numbers the
 * file lets be shown. With these numbers they hold as they are written.
 * @param rows of the batch, for a loss that is a mean over them
 */
export function equationsOf(description: RunDescription, layer: number, rows: number): Equation[] {
  const write = new Writer(description, layer, rows);
  const all: Equation[] = [
    { name: 'forward', pieces: write.forward() },
    { name: 'error', pieces: write.error() },
    { name: 'gradient', pieces: write.gradient() },
  ];
  const isShown = (piece: Piece): boolean =>
    !isFactor(piece) || !isTensor(piece.of) || hasTensor(description, piece.of);
  return all.filter(({ pieces }) => pieces.every(isShown));
}

/** `σ` for the sigmoid; the others are called by their names. */
export function functionSymbol(activation: ActivationName): string {
  return activation === 'sigmoid' ? 'σ' : activation;
}

class Writer {
  private readonly isOutput: boolean;

  constructor(
    private readonly description: RunDescription,
    private readonly layer: number,
    private readonly rows: number,
  ) {
    this.isOutput = layer === description.layers.length - 1;
  }

  forward(): Piece[] {
    const { layers } = this.description;
    const { activation, useBias } = layers[this.layer];
    const sum = useBias ? ['+', this.tensor('biases')] : [];
    const applied = activation === 'linear' ? '=' : `${functionSymbol(activation)} →`;
    return [
      ...[...this.input(), '·', this.tensor('weights'), ...sum],
      ...['=', this.tensor('z'), applied, this.tensor('a')],
      ...(this.isOutput ? [t('vs'), this.part('y')] : []),
    ];
  }

  gradient(): Piece[] {
    const product = [...this.input(true), '·', this.tensor('delta'), '=', this.tensor('gradW')];
    if (!this.description.layers[this.layer].useBias) return product;
    return [...product, `Σ ${this.tensor('delta').symbol} =`, this.tensor('gradB')];
  }

  error(): Piece[] {
    return this.isOutput ? this.outputError() : this.hiddenError();
  }

  private hiddenError(): Piece[] {
    const above = this.layer + 1;
    const product = [
      ...['(', this.tensor('delta', above), '·', transposed(this.tensor('weights', above)), ')'],
      ...(this.isMasked(this.layer) ? ['⊙', this.tensor('mask')] : []),
    ];
    return [...product, ...this.slope(), '=', this.tensor('delta')];
  }

  private outputError(): Piece[] {
    const { loss, layers, symbols } = this.description;
    const { activation } = layers[this.layer];
    const isOwn =
      (loss.type === 'cross_entropy' && activation === 'softmax') ||
      (loss.type === 'binary_cross_entropy' && activation === 'sigmoid');
    const residual = [`${this.scale()}(`, this.tensor('a'), '−', this.part('y'), ')'];
    if (isOwn) return [...residual, '=', this.tensor('delta')];
    if (loss.type === 'mse') return [...residual, ...this.slope(), '=', this.tensor('delta')];
    const [L, a] = [symbols.loss.text, this.tensor('a').symbol];
    if (loss.type.endsWith('cross_entropy'))
      return [`∂${L}/∂${this.tensor('z').symbol} =`, this.tensor('delta')];
    return [`∂${L}/∂${a}`, ...this.slope(), '=', this.tensor('delta')];
  }

  /** What stands before a − y: the 2 of a square, the loss's own factor, and what its means divide by. */
  private scale(): string {
    const { loss, data } = this.description;
    const above = loss.scale * (loss.type === 'mse' ? 2 : 1);
    const outputs = loss.type === 'cross_entropy' ? 1 : data.outputs;
    const below =
      (loss.output_reduction === 'mean' ? outputs : 1) *
      (loss.batch_reduction === 'mean' ? this.rows : 1);
    const number = Number.isInteger(above) ? String(above) : formatNumber(above);
    if (below !== 1) return `${number}/${below} `;
    return above === 1 ? '' : `${number} `;
  }

  /** What the error is multiplied by on its way through the activation. */
  private slope(): Piece[] {
    const { activation } = this.description.layers[this.layer];
    if (activation === 'linear') return [];
    const name = functionSymbol(activation);
    const slope = this.tensor('slope');
    if (!hasTensor(this.description, { layer: this.layer, tensor: 'slope' }))
      return [`· J(${name})`];
    return ['⊙', { ...slope, symbol: `${name}′(${this.tensor('z').symbol})` }];
  }

  /** The inputs of the layer, or the activations below it with what dropout leaves of them. */
  private input(turned = false): Piece[] {
    const turn = (factor: Factor): Factor => (turned ? transposed(factor) : factor);
    if (this.layer === 0) return [turn(this.part('x'))];
    const below = this.layer - 1;
    const a = turn(this.tensor('a', below));
    return this.isMasked(below) ? ['(', a, '⊙', turn(this.tensor('mask', below)), ')'] : [a];
  }

  private isMasked(layer: number): boolean {
    return hasTensor(this.description, { layer, tensor: 'mask' });
  }

  private tensor(tensor: TensorRef['tensor'], layer = this.layer): Factor {
    const of = { layer, tensor };
    return { of, symbol: tensorTitle(this.description, of), transposed: false };
  }

  private part(part: BatchPart): Factor {
    const { input, target } = this.description.symbols;
    return { of: { part }, symbol: (part === 'x' ? input : target).text, transposed: false };
  }
}

function transposed(factor: Factor): Factor {
  return { ...factor, symbol: `${factor.symbol}ᵀ`, transposed: true };
}
