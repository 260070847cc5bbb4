/** A pass in NumPy, in the names and the layout of the student's program. */
import type { ActivationName } from '../../ground/spec';

/** What a program calls the arrays around one layer. */
export interface LayerNames {
  weights: string;
  biases: string;
  z: string;
  a: string;
  delta: string;
  gradW: string;
  gradB: string;
}

export interface PassNames {
  x: string;
  y: string;
  layers: readonly LayerNames[];
}

/** Lines of code around one layer, for a batch of rows or of columns. */
export class Code {
  readonly own: LayerNames;

  constructor(
    readonly names: PassNames,
    readonly layer: number,
    private readonly batch: 'rows' | 'columns',
    readonly activation: ActivationName,
  ) {
    this.own = names.layers[layer];
  }

  get isOutput(): boolean {
    return this.layer === this.names.layers.length - 1;
  }

  /** The layer above; the output has none. */
  get above(): LayerNames {
    return this.names.layers[this.layer + 1];
  }

  /** What the layer reads. */
  get input(): string {
    return this.layer === 0 ? this.names.x : this.below.a;
  }

  get below(): LayerNames {
    return this.names.layers[this.layer - 1];
  }

  /** ∂L/∂a of this layer, up to the loss's factor at the output. */
  get upstream(): string {
    if (this.isOutput) return `(${this.own.a} - ${this.names.y})`;
    return `(${this.handedDown(this.above.delta, this.above.weights)})`;
  }

  /** @param turned whether W stands as it has to */
  handedDown(delta: string, weights: string, turned = true): string {
    const written = turned ? `${weights}.T` : weights;
    return this.batch === 'rows' ? `${delta} @ ${written}` : `${written} @ ${delta}`;
  }

  /** f′(z) as it is written with this activation's z and a. */
  derivative(activation = this.activation, z = this.own.z, a = this.own.a): string {
    return derivativeText(activation, z, a);
  }

  product(input: string, delta: string): string {
    return this.batch === 'rows' ? `${input}.T @ ${delta}` : `${delta} @ ${input}.T`;
  }

  sum(of: string, how = 'sum'): string {
    return this.batch === 'rows' ? `${of}.${how}(axis=0)` : `${of}.${how}(axis=1, keepdims=True)`;
  }

  /** Σ over the units of each row. */
  sumOverUnits(of: string): string {
    return this.batch === 'rows' ? `${of}.sum(axis=1, keepdims=True)` : `${of}.sum(axis=0)`;
  }

  /** z of the layer, from these biases. */
  forward(biases: string | null): string {
    const { weights } = this.own;
    const made =
      this.batch === 'rows' ? `${this.input} @ ${weights}` : `${weights} @ ${this.input}`;
    return biases === null ? made : `${made} + ${biases}`;
  }

  /** Some rows of the batch: `[-1:]`, `[::-1]`. */
  rows(of: string, which: string): string {
    return this.batch === 'rows' ? `${of}[${which}]` : `${of}[:, ${which}]`;
  }
}

export function derivativeText(activation: ActivationName, z: string, a: string): string {
  switch (activation) {
    case 'linear':
      return '1';
    case 'sigmoid':
    case 'softmax':
      return `${a} * (1 - ${a})`;
    case 'tanh':
      return `(1 - ${a}**2)`;
    case 'relu':
      return `(${z} > 0)`;
    case 'leaky_relu':
      return `np.where(${z} > 0, 1, 0.01)`;
    case 'elu':
      return `np.where(${z} > 0, 1, np.exp(${z}))`;
    case 'softplus':
      return `sigmoid(${z})`;
    case 'softsign':
      return `1 / (1 + abs(${z}))**2`;
    default:
      return `${activation}_derivative(${z})`;
  }
}
