/** The names of the findings, apart from the code that finds them: showing findings takes only their names. */
import type { Finding } from '../format/finding';

/** Of causes that the reader of a file finds. */
const OF_READER = ['target_outside_output_range'];

/** Each once, in the order in which they are looked for. */
export const FINDING_IDS: readonly string[] = [
  ...OF_READER,
  'row_counter_as_input',
  'target_among_inputs',
  'validation_repeats_train',
  'inputs_unscaled',
  'feature_constant',
  'units_identical',
  'initial_weights_saturate',
  'initial_weights_too_large',
  'dead_units',
  'initial_weights_too_small',
  'weight_decay_too_strong',
  'hidden_layers_linear',
  'labels_unrelated_to_inputs',
  'momentum_too_high',
  'loss_summed_over_batch',
  'learning_rate_too_large',
  'no_hidden_layer',
  'class_imbalance',
  'capacity_too_small',
  'vanishing_gradient',
  'exploding_gradient',
  'predicts_majority',
  'gradient_cancels',
  'overfitting',
  'learning_rate_too_small',
  'stopped_too_early',
  'not_finite',
  'predicts_constant',
  'plateau',
  'metric_misleads',
  'validation_missing',
];

/** Whether what the reader has found is one of the findings, or a mistake of another kind. */
export function isDiagnosis({ id }: Finding): boolean {
  return OF_READER.includes(id);
}
