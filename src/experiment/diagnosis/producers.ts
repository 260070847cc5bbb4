/** Every producer, causes before what follows from them: a further one is a file of its own, and a line here. */
import type { Finding } from '../format/finding';
import { capacityTooSmall } from './course/capacityTooSmall';
import { clippingHolds } from './course/clippingHolds';
import { learningRateTooLarge } from './course/learningRateTooLarge';
import { learningRateTooSmall } from './course/learningRateTooSmall';
import { lossSummedOverBatch } from './course/lossSummedOverBatch';
import { momentumTooHigh } from './course/momentumTooHigh';
import { notFinite } from './course/notFinite';
import { overfitting } from './course/overfitting';
import { plateau } from './course/plateau';
import { predictsConstant, predictsMajority } from './course/predictsConstant';
import { stoppedTooEarly } from './course/stoppedTooEarly';
import { classImbalance } from './data/classImbalance';
import { featureConstant } from './data/featureConstant';
import { inputsUnscaled } from './data/inputsUnscaled';
import { labelsUnrelated } from './data/labelsUnrelated';
import { metricMisleads } from './data/metricMisleads';
import { rowCounterAsInput } from './data/rowCounterAsInput';
import { targetAmongInputs } from './data/targetAmongInputs';
import { validationMissing } from './data/validationMissing';
import { validationRepeatsTrain } from './data/validationRepeatsTrain';
import { deadFromStart, deadUnits } from './network/deadUnits';
import { explodingGradient } from './network/explodingGradient';
import { gradientCancels } from './network/gradientCancels';
import { hiddenLayersLinear } from './network/hiddenLayersLinear';
import { initialWeightsSaturate } from './network/initialWeightsSaturate';
import { initialWeightsTooLarge } from './network/initialWeightsTooLarge';
import { initialWeightsTooSmall } from './network/initialWeightsTooSmall';
import { noHiddenLayer } from './network/noHiddenLayer';
import { unitsIdentical } from './network/unitsIdentical';
import { vanishingGradient } from './network/vanishingGradient';
import { weightDecayTooStrong } from './network/weightDecayTooStrong';
import { findingOf, type Producer, type RuledOut, type Said } from './producer';
import type { Subject } from './subject/subject';

/** What follows from a problem that the reader of a file finds. */
const EXPLAINED_BY_READER: ReadonlyMap<string, readonly string[]> = new Map([
  ['label-is-feature', [targetAmongInputs.id, ...targetAmongInputs.explains]],
  [
    'target_outside_output_range',
    [...learningRateTooLarge.explains, 'learning_rate_too_large', 'no_hidden_layer', 'dead_units'],
  ],
]);

export const PRODUCERS: readonly Producer[] = [
  rowCounterAsInput,
  targetAmongInputs,
  validationRepeatsTrain,
  inputsUnscaled,
  featureConstant,
  unitsIdentical,
  initialWeightsSaturate,
  initialWeightsTooLarge,
  deadFromStart,
  initialWeightsTooSmall,
  weightDecayTooStrong,
  hiddenLayersLinear,
  labelsUnrelated,
  momentumTooHigh,
  lossSummedOverBatch,
  learningRateTooLarge,
  noHiddenLayer,
  classImbalance,
  capacityTooSmall,
  deadUnits,
  vanishingGradient,
  explodingGradient,
  predictsMajority,
  gradientCancels,
  overfitting,
  clippingHolds,
  learningRateTooSmall,
  stoppedTooEarly,
  notFinite,
  predictsConstant,
  plateau,
  metricMisleads,
  validationMissing,
];

/** What is wrong with an experiment or its run, and what is not. */
export interface Outcome {
  /** Causes first. */
  findings: Finding[];
  /** In the order in which they are looked for. */
  ruledOut: RuledOut[];
}

/**
 * What is wrong with an experiment or its run: what follows from a cause that is found is not said
 * beside it, and of a network that has learned only what holds of its data.
 * @param known what the reader of the file has found: causes, too
 */
export function diagnose(subject: Subject, known: readonly Finding[] = []): Outcome {
  const { end } = subject;
  const explained = new Set(known.flatMap(({ id }) => EXPLAINED_BY_READER.get(id) ?? []));
  const findings: Finding[] = [];
  const ruledOut = new Map<string, string>();
  for (const producer of PRODUCERS) {
    const { id, always, atEnd, explains } = producer;
    if (explained.has(id) || (atEnd && !end?.done)) continue;
    const outcome = outcomeOf(producer, subject);
    if (typeof outcome === 'string') ruledOut.set(id, outcome);
    else if (outcome && end?.learned && !always) ruledOut.set(id, 'the network has learned');
    else if (outcome) {
      for (const each of explains) explained.add(each);
      findings.push(findingOf(producer, outcome));
    }
  }
  for (const { id } of findings) ruledOut.delete(id);
  return { findings, ruledOut: Array.from(ruledOut, ([id, words]) => ({ id, words })) };
}

type Found = Said | string | null;

/** What each subject has been found to have, whatever its run does. */
const FOUND = new WeakMap<Subject, Map<Producer, Found>>();

function outcomeOf(producer: Producer, subject: Subject): Found {
  if (!producer.ofFile) return producer.find(subject);
  const found = FOUND.get(subject) ?? new Map<Producer, Found>();
  FOUND.set(subject, found);
  const known = found.get(producer);
  if (known !== undefined) return known;
  const outcome = producer.find(subject);
  found.set(producer, outcome);
  return outcome;
}
