/**
 * Every optimiser by its name in the file: what it is, and the numbers that it takes with their defaults,
 * which are PyTorch's. How it updates a parameter is a rule in optimizers/updateRules.ts.
 */

/** Numbers that some optimisers take and others do not. */
export interface Hyperparameters {
  momentum: number;
  nesterov: boolean;
  /** rmsprop's smoothing constant. */
  alpha: number;
  /** adadelta's smoothing constant. */
  rho: number;
  betas: readonly [number, number];
  eps: number;
}

export interface OptimizerKind {
  readonly description: string;
  readonly defaults: Readonly<Partial<Hyperparameters>> & { readonly learning_rate: number };
  /** The default of a weight decay that acts on the parameters, not through their gradients. */
  readonly decoupledDecay?: number;
}

const BETAS = [0.9, 0.999] as const;

const KINDS = {
  sgd: {
    description: 'Gradient descent, with momentum where given.',
    defaults: { learning_rate: 0.01, momentum: 0, nesterov: false },
  },
  rmsprop: {
    description: 'Divides by the root of the smoothed squared gradient.',
    defaults: { learning_rate: 0.01, momentum: 0, alpha: 0.99, eps: 1e-8 },
  },
  adagrad: {
    description: 'Divides by the root of the summed squared gradients.',
    defaults: { learning_rate: 0.01, eps: 1e-10 },
  },
  adadelta: {
    description: 'Steps in proportion to the smoothed size of earlier steps.',
    defaults: { learning_rate: 1, rho: 0.9, eps: 1e-6 },
  },
  adam: {
    description: 'Smoothed gradient over the root of its smoothed square.',
    defaults: { learning_rate: 0.001, betas: BETAS, eps: 1e-8 },
  },
  adamw: {
    description: 'Adam with weight decay apart from the gradient.',
    defaults: { learning_rate: 0.001, betas: BETAS, eps: 1e-8 },
    decoupledDecay: 0.01,
  },
  nadam: {
    description: "Adam with Nesterov's look ahead.",
    defaults: { learning_rate: 0.002, betas: BETAS, eps: 1e-8 },
  },
} as const satisfies { [name: string]: OptimizerKind };

export type OptimizerName = keyof typeof KINDS;
export const OPTIMIZER_KINDS: Readonly<Record<OptimizerName, OptimizerKind>> = KINDS;
export const OPTIMIZERS = Object.keys(KINDS) as OptimizerName[];

/** Whether weight decay acts on the parameters themselves, and is no part of the objective. */
export function isDecoupled({ type }: { type: OptimizerName }): boolean {
  return OPTIMIZER_KINDS[type].decoupledDecay !== undefined;
}
