/**
 * The files of samples/ in the order of the picker: on the web an extension cannot list its own
 * folders. A test compares this list with the folder.
 */
export const SAMPLES: readonly string[] = [
  'xor.backprop.json',
  'linear.backprop.json',
  'three-gaussians.backprop.json',
  'three-gaussians-spikes.backprop.json',
  'three-gaussians-sgd.backprop.json',
  'three-gaussians-mini-batch.backprop.json',
  'three-gaussians-printed.backprop.json',
  'sine.backprop.json',
  'by-hand.backprop.json',
  'softmax-2-3-2.backprop.json',
  'five-points.backprop.json',
  'initial-range.backprop.json',
  'vanishing-gradient.backprop.json',
  'dead-relu.backprop.json',
  'digits.backprop.json',
  'mnist.backprop.json',
  'linear-70.backprop.json',
  'linear-200.backprop.json',
  'linear-300.backprop.json',
  'xor-69.backprop.json',
  'gates.backprop.json',
  'gates-product.backprop.json',
  'sigmoid-neuron.backprop.json',
  'fruit.csv',
];
