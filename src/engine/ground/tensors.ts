/**
 * Every tensor that can be looked at in a layer, once: inspector, matrices, messages, `inspect`,
 * derivations and copies filter this list. What `Recording` computes under these names is shown
 * everywhere.
 */

/** `rows`: [rows of the batch, units]; `kernel`: [inputs, units]; `biases`: [units], or one row. */
export type TensorShape = 'rows' | 'kernel' | 'biases';

/**
 * What computes it. A run keeps what stands in its parameters, what a forward and a backward pass
 * leave, and the masks drawn for them; the rest is computed for those who look: the slopes f′(z), the gradients of an objective
 * with a penalty, and what the next update adds, which takes as long as that update.
 */
export type TensorOrigin =
  'parameters' | 'forward' | 'backward' | 'mask' | 'slope' | 'penalty' | 'update';

interface TensorKind {
  readonly shape: TensorShape;
  readonly from: TensorOrigin;
  /** Whose slope, gradient or update it is; what has none has a symbol of its own. */
  readonly of?: 'z' | 'weights' | 'biases';
  /** In words, for tooltips and screen readers. */
  readonly words: string;
  /** A name that Python can have, as in the field's own code. */
  readonly python: string;
}

/** In the order in which they are listed: a pass's own, then each parameter with what follows it. */
export const TENSORS = {
  z: {
    shape: 'rows',
    from: 'forward',
    words: 'weighted sums, before the activation',
    python: 'z',
  },
  a: { shape: 'rows', from: 'forward', words: 'activations', python: 'a' },
  mask: {
    shape: 'rows',
    from: 'mask',
    words: 'mask of the dropout, which multiplies the activations',
    python: 'mask',
  },
  slope: {
    shape: 'rows',
    from: 'slope',
    of: 'z',
    words: 'slopes of the activation, da/dz',
    python: 'f_prime',
  },
  delta: {
    shape: 'rows',
    from: 'backward',
    words: '∂L/∂z, the gradient with respect to the weighted sums',
    python: 'delta',
  },
  weights: {
    shape: 'kernel',
    from: 'parameters',
    words: 'weights, inputs × units',
    python: 'W',
  },
  gradW: {
    shape: 'kernel',
    from: 'backward',
    of: 'weights',
    words: 'gradient of the loss with respect to the weights',
    python: 'dW',
  },
  gradW_penalized: {
    shape: 'kernel',
    from: 'penalty',
    of: 'weights',
    words: 'gradient of the loss and the penalty with respect to the weights',
    python: 'dW_penalized',
  },
  updateW: {
    shape: 'kernel',
    from: 'update',
    of: 'weights',
    words: 'what the next update adds to the weights',
    python: 'W_update',
  },
  biases: { shape: 'biases', from: 'parameters', words: 'biases', python: 'b' },
  gradB: {
    shape: 'biases',
    from: 'backward',
    of: 'biases',
    words: 'gradient of the loss with respect to the biases',
    python: 'db',
  },
  gradB_penalized: {
    shape: 'biases',
    from: 'penalty',
    of: 'biases',
    words: 'gradient of the loss and the penalty with respect to the biases',
    python: 'db_penalized',
  },
  updateB: {
    shape: 'biases',
    from: 'update',
    of: 'biases',
    words: 'what the next update adds to the biases',
    python: 'b_update',
  },
} as const satisfies Record<string, TensorKind>;

type Kinds = typeof TENSORS;
export type TensorName = keyof Kinds;
/** Those of one shape. */
export type TensorOfShape<S extends TensorShape> = {
  [K in TensorName]: Kinds[K]['shape'] extends S ? K : never;
}[TensorName];
/** Those that come from one of these. */
export type TensorFrom<O extends TensorOrigin> = {
  [K in TensorName]: Kinds[K]['from'] extends O ? K : never;
}[TensorName];
/** Those with a symbol of their own. */
export type PlainTensor = {
  [K in TensorName]: Kinds[K] extends { of: unknown } ? never : K;
}[TensorName];

export const TENSOR_NAMES = Object.keys(TENSORS) as readonly TensorName[];

export function isTensorName(name: string): name is TensorName {
  return Object.hasOwn(TENSORS, name);
}

export function hasShape<S extends TensorShape>(
  name: TensorName,
  ...shapes: readonly S[]
): name is TensorOfShape<S> {
  return shapes.some(shape => shape === TENSORS[name].shape);
}

/** Those of these shapes, in the order of the list. */
export function tensorsOfShape<S extends TensorShape>(
  ...shapes: readonly S[]
): readonly TensorOfShape<S>[] {
  return TENSOR_NAMES.filter(name => hasShape(name, ...shapes));
}

/** Those from the first of these, then those from the next, each in the order of the list. */
export function tensorsFrom<O extends TensorOrigin>(
  ...origins: readonly O[]
): readonly TensorFrom<O>[] {
  return origins.flatMap(origin =>
    TENSOR_NAMES.filter((name): name is TensorFrom<O> => TENSORS[name].from === origin),
  );
}

/** What a network has to do with its tensors. */
export interface TensorNeeds {
  useBias: boolean;
  /** Softmax has no slope of its own: each of its outputs depends on every z of its row. */
  hasSlope: boolean;
  /** Whether the optimiser adds a penalty to the loss. */
  isPenalised: boolean;
  /** Whether something multiplies the activations in training. */
  hasMask: boolean;
}

/** Whether a layer has such a tensor. */
export function hasTensor(needs: TensorNeeds, name: TensorName): boolean {
  const { useBias, hasSlope, isPenalised, hasMask } = needs;
  const { shape, from } = TENSORS[name];
  return (
    (shape !== 'biases' || useBias) &&
    (from !== 'slope' || hasSlope) &&
    (from !== 'penalty' || isPenalised) &&
    (from !== 'mask' || hasMask)
  );
}

/** The tensor of the biases that belongs below one in the shape of the weights. */
export function biasesOf(kernel: TensorOfShape<'kernel'>): TensorOfShape<'biases'> {
  const { from } = TENSORS[kernel];
  const found = tensorsOfShape('biases').find(name => TENSORS[name].from === from);
  if (found === undefined) throw new TypeError(`${kernel} has no biases.`);
  return found;
}

/** The matrix that a tensor is shown in: one of biases below that of its weights. */
export function matrixOf(name: TensorName): TensorOfShape<'rows' | 'kernel'> {
  if (hasShape(name, 'rows', 'kernel')) return name;
  const { from } = TENSORS[name];
  const found = tensorsOfShape('kernel').find(kernel => TENSORS[kernel].from === from);
  if (found === undefined) throw new TypeError(`${name} has no weights.`);
  return found;
}

function isPlain(name: TensorName): name is PlainTensor {
  return !('of' in TENSORS[name]);
}

/**
 * How a tensor is written: z, f′(z), ∂L/∂W, ΔW.
 *
 * @param symbol what the file, or the field, calls a tensor that has a symbol of its own
 * @param loss what it calls the loss
 */
export function tensorSymbol(
  name: TensorName,
  symbol: (plain: PlainTensor) => string,
  loss: string,
): string {
  if (isPlain(name)) return symbol(name);
  const { from, of } = TENSORS[name];
  switch (from) {
    case 'slope':
      return `f′(${symbol(of)})`;
    case 'penalty':
      return `∂(${loss} + penalty)/∂${symbol(of)}`;
    case 'update':
      return `Δ${symbol(of)}`;
    default:
      return `∂${loss}/∂${symbol(of)}`;
  }
}

const USUAL: Record<PlainTensor, string> = {
  z: 'z',
  a: 'a',
  mask: 'm',
  delta: 'δ',
  weights: 'W',
  biases: 'b',
};

/** The usual symbol, where no file is spoken of. */
export function usualSymbol(name: TensorName): string {
  return tensorSymbol(name, plain => USUAL[plain], 'L');
}
