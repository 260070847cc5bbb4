/** What a producer of findings is: one thing that may be wrong, how it shows, and what it explains. */
import { counted } from '../../engine/ground/numbers';
import type { TensorName } from '../../engine/ground/tensors';
import type { Evidence, Finding, Fix, Place, Severity } from '../format/finding';
import type { Picture } from '../evidence/picture';
import type { Subject } from './subject/subject';

/** What is said where something is wrong. */
export interface Said {
  place: Place;
  message: string;
  /** Where it is not that of the producer. */
  severity?: Severity;
  evidence: Evidence;
  layer?: number;
  tensor?: TensorName;
  /** Edits that may help, the likeliest first. */
  candidates?: Fix[];
  /** Epoch in which it shows first. */
  since?: number;
  /** What the evidence looks like. */
  picture?: Picture;
}

export interface Producer {
  /** Fixed name of what it finds. */
  readonly id: string;
  /** `warning` where nothing is said. */
  readonly severity?: Severity;
  /** What is about the data or the claims made of them: it holds of a network that has learned, too. */
  readonly always?: boolean;
  /** It depends on nothing that a run changes: it is looked for once. */
  readonly ofFile?: boolean;
  /** It can be told of a run that is at its end, and of no other. */
  readonly atEnd?: boolean;
  /** Ids of what follows from this: it is not said beside it. */
  readonly explains: readonly string[];
  /**
   * @returns where nothing is wrong what it has looked at, with the number that shows it; null where
   * nothing can be told yet: of a run that has not begun, or from too little
   */
  find(subject: Subject): Said | string | null;
}

/** A cause that was looked for and not found. */
export interface RuledOut {
  id: string;
  /** What was looked at, with the number that shows it: "the largest class has 34 % of the rows". */
  words: string;
}

/** "there are only 3 rows": too few to tell. */
export function only(count: number, what: string): string {
  return `there ${count === 1 ? 'is' : 'are'} only ${counted(count, what)}`;
}

export function findingOf({ id, severity = 'warning' }: Producer, said: Said): Finding {
  const { since, picture, ...rest } = said;
  return {
    ...{ id, severity, fixes: [], ...rest },
    ...(since === undefined ? {} : { since }),
    ...(picture === undefined ? {} : { picture }),
  };
}
