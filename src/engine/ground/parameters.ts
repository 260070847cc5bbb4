/**
 * The parameters of a network as one list: who updates, saves, penalises or checks them goes through
 * it, and knows nothing of what a layer consists of.
 */
import type { LayerGradients, LayerParameters } from './shapes';
import type { FloatArray, ModelSpec } from './spec';

export type ParameterName = 'weights' | 'biases';

/** One parameter tensor; the arrays are the network's own. */
export interface Parameter {
  /** 0-based. */
  layer: number;
  tensor: ParameterName;
  value: FloatArray;
  /** Whether the optimiser changes it. */
  trains: boolean;
}

/** One parameter tensor with the gradient in its shape. */
export interface ParameterWithGradient extends Parameter {
  gradient: FloatArray;
}

/** `layers.0.weights`, the path of a parameter in what `inspect` prints. */
export function parameterPath({ layer, tensor }: Pick<Parameter, 'layer' | 'tensor'>): string {
  return `layers.${layer}.${tensor}`;
}

/** Whether the optimiser changes a parameter of this layer. */
export function trains({ layers }: ModelSpec, layer: number, tensor: ParameterName): boolean {
  const { kernel, bias } = layers[layer].trainable;
  return tensor === 'weights' ? kernel : bias;
}

/** W and b of layer after layer, of those that there are. */
export function parametersOf(
  model: ModelSpec,
  parameters: readonly LayerParameters[],
): Parameter[] {
  return parameters.flatMap(({ weights, biases }, layer) => {
    const parameter = (tensor: ParameterName, value: FloatArray): Parameter => ({
      ...{ layer, tensor, value },
      trains: trains(model, layer, tensor),
    });
    const kernel = parameter('weights', weights.data);
    return biases ? [kernel, parameter('biases', biases)] : [kernel];
  });
}

/** The same, each with its gradient. */
export function withGradients(
  model: ModelSpec,
  parameters: readonly LayerParameters[],
  gradients: readonly LayerGradients[],
): ParameterWithGradient[] {
  return parametersOf(model, parameters).map(parameter => {
    const { weights, biases } = gradients[parameter.layer];
    const gradient = parameter.tensor === 'weights' ? weights.data : biases;
    if (!gradient) throw new TypeError(`${parameterPath(parameter)} has no gradient.`);
    return { ...parameter, gradient };
  });
}
