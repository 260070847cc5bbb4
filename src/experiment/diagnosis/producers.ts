/** Every producer, causes before what follows from them: a further one is a file of its own, and a line here. */
import type { Finding } from '../format/finding';
import { capacityTooSmall } from './course/capacityTooSmall';
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
import { findingOf, type Producer, type Said } from './producer';
import type { Subject } from './subject/subject';

/** What follows from a problem that the reader of a file finds. */
const EXPLAINED_BY_READER: ReadonlyMap<string, readonly string[]> = new Map([
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
  learningRateTooSmall,
  stoppedTooEarly,
  notFinite,
  predictsConstant,
  plateau,
  metricMisleads,
  validationMissing,
];

/**
 * What is wrong with an experiment or its run, causes first; what follows from one that is found is
 * not said beside it, and of a network that has learned only what holds of its data.
 * @param known what the reader of the file has found: causes, too
 */
export function findingsOf(subject: Subject, known: readonly Finding[] = []): Finding[] {
  const { end } = subject;
  const due = PRODUCERS.filter(
    ({ always, atEnd }) => (always || !end?.learned) && (!atEnd || (end?.done ?? false)),
  );
  const explained = new Set(known.flatMap(({ id }) => EXPLAINED_BY_READER.get(id) ?? []));
  return due.flatMap(producer => {
    if (explained.has(producer.id)) return [];
    const said = saidBy(producer, subject);
    if (!said) return [];
    for (const id of producer.explains) explained.add(id);
    return [findingOf(producer, said)];
  });
}

/** What each subject has been found to have, whatever its run does. */
const FOUND = new WeakMap<Subject, Map<Producer, Said | null>>();

function saidBy(producer: Producer, subject: Subject): Said | null {
  if (!producer.ofFile) return producer.find(subject);
  const found = FOUND.get(subject) ?? new Map<Producer, Said | null>();
  FOUND.set(subject, found);
  const known = found.get(producer);
  if (known !== undefined) return known;
  const said = producer.find(subject);
  found.set(producer, said);
  return said;
}
