/** What shows that a network has not learned, whatever the cause: said only where no cause is found. */
export const UNLEARNED: readonly string[] = [
  'gradient_cancels',
  'predicts_constant',
  'predicts_majority',
  'plateau',
  'capacity_too_small',
  'learning_rate_too_small',
  'stopped_too_early',
  'labels_unrelated_to_inputs',
];
