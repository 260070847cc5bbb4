/** Messages between the extension host and the page of an autopsy. */
import { readFromPanel } from '../fromPanel';
import type { FromPanel } from '../panel';
import { isFields, oneOf } from '../readValues';
import type { AutopsyReport } from './arrays';

/** What a page shows. */
export interface AutopsyView {
  /** Name of the file, or of what was pasted. */
  name: string;
  /** null: there is none, and `problem` says why. */
  report: AutopsyReport | null;
  /** A sentence, where the arrays could not be read. */
  problem: string | null;
  /** Sentences about the experiment beside the arrays. */
  notes: string[];
  /** Whether there is an experiment beside the arrays to open. */
  hasExperiment: boolean;
}

/** Each message replaces the one before. */
export interface ToAutopsy {
  type: 'autopsy';
  view: AutopsyView;
}

export const AUTOPSY_COMMANDS = ['paste', 'newExperiment', 'openExperiment'] as const;
export type AutopsyCommand = (typeof AUTOPSY_COMMANDS)[number];

/** Those messages of a panel that this page sends as well. */
const SHARED = ['ready', 'save', 'copy', 'failure'] as const;

export type FromAutopsy =
  | Extract<FromPanel, { type: (typeof SHARED)[number] }>
  | { type: 'autopsyCommand'; command: AutopsyCommand };

/** The message without any unknown fields; null if it is not valid. */
export function readFromAutopsy(message: unknown): FromAutopsy | null {
  if (!isFields(message)) return null;
  if (message.type === 'autopsyCommand') {
    const command = oneOf(AUTOPSY_COMMANDS, message.command);
    return command && { type: 'autopsyCommand', command };
  }
  const read = readFromPanel(message);
  return read && isShared(read) ? read : null;
}

function isShared(
  message: FromPanel,
): message is Extract<FromPanel, { type: (typeof SHARED)[number] }> {
  return SHARED.some(type => type === message.type);
}
