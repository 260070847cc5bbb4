/** Stop When…: conditions at which a training run pauses by itself, like breakpoints. */
import { l10n, type Disposable, type Memento, type Uri } from 'vscode';
import type { StopConditions } from '../../protocol/snapshot';
import type { ActiveExperiment } from '../sessions/activeExperiment';
import type { Panels } from '../panel/panels';
import { together } from '../events/events';
import type { Sessions } from '../sessions/sessions';
import { askText, tick, type Ticked } from '../surfaces/ask';
import { registerCommand } from '../surfaces/commands';
import { showError } from '../surfaces/tell';
import { targetOf } from './target';

type Name = keyof StopConditions;

/** First value of each condition. */
const USUAL: Record<Name, number> = { gradientBelow: 1e-7, lossRises: 3 };
const KEY = 'stopWhen';

export interface StopWhenContext {
  sessions: Sessions;
  active: ActiveExperiment;
  panels: Panels;
  workspaceState: Memento;
}

export function registerStopWhen(context: StopWhenContext): Disposable {
  const { sessions, active, panels, workspaceState } = context;
  return together(
    sessions.onDidOpen(({ uri, session }) => {
      session.stopWhen(kept(workspaceState, uri)).catch((error: unknown) => showError(error));
    }),
    sessions.onDidRename(({ opened, from }) => {
      const found = workspaceState.get(keyOf(from));
      void workspaceState.update(keyOf(from), undefined);
      if (found) void workspaceState.update(keyOf(opened.uri), found);
    }),
    sessions.onDidLose(({ uri }) => void workspaceState.update(keyOf(uri), undefined)),
    registerCommand('stopWhen', async (argument?: unknown) => {
      const uri = targetOf(argument, panels, active);
      const { session } = sessions.open(uri);
      const chosen = await ask(session.stopConditions);
      if (!chosen) return;
      const isNothing = Object.values(chosen).every(value => value === null);
      await workspaceState.update(keyOf(uri), isNothing ? undefined : chosen);
      await session.stopWhen(chosen);
    }),
  );
}

function keyOf(uri: Uri): string {
  return `${KEY} ${uri.toString()}`;
}

function kept(state: Memento, uri: Uri): StopConditions {
  const found = state.get<Partial<StopConditions>>(keyOf(uri));
  return { gradientBelow: found?.gradientBelow ?? null, lossRises: found?.lossRises ?? null };
}

/** Asks with a list to tick, where a pencil changes a number; undefined if it was closed. */
async function ask(current: StopConditions): Promise<StopConditions | undefined> {
  const numbers = {
    gradientBelow: current.gradientBelow ?? USUAL.gradientBelow,
    lossRises: current.lossRises ?? USUAL.lossRises,
  };
  let ticked = (Object.keys(numbers) as Name[]).filter(name => current[name] !== null);
  for (;;) {
    const answer = await pick(numbers, ticked);
    if (!answer) return undefined;
    ticked = answer.ticked;
    if (answer.edit) {
      const value = await askNumber(answer.edit, numbers[answer.edit]);
      if (value === undefined) continue;
      numbers[answer.edit] = value;
      ticked = [...new Set([...ticked, answer.edit])];
      continue;
    }
    const chosen = (name: Name): number | null => (ticked.includes(name) ? numbers[name] : null);
    return { gradientBelow: chosen('gradientBelow'), lossRises: chosen('lossRises') };
  }
}

function pick(numbers: Record<Name, number>, ticked: Name[]): Promise<Ticked<Name> | undefined> {
  const choices = (Object.keys(numbers) as Name[]).map(name => ({
    value: name,
    picked: ticked.includes(name),
    ...WORDS[name](numbers[name]),
  }));
  const question = {
    title: l10n.t('Pause training when…'),
    placeholder: l10n.t('A number that is not finite always ends a run.'),
  };
  return tick(choices, question, l10n.t('Change the number'));
}

const WORDS: Record<Name, (value: number) => { label: string; detail: string }> = {
  gradientBelow: value => ({
    label: l10n.t('a gradient vanishes: ‖∂L/∂W‖ of a layer is less than {0}', value),
    detail: l10n.t('Pauses before the update, so that its gradients can be looked at.'),
  }),
  lossRises: value => ({
    label: l10n.t('the loss rises {0} epochs in a row', value),
    detail: l10n.t('Of mini-batches the mean over each epoch counts.'),
  }),
};

async function askNumber(name: Name, current: number): Promise<number | undefined> {
  const title = name === 'lossRises' ? l10n.t('Epochs in a row') : l10n.t('Least norm of ∂L/∂W');
  const refusal = (value: string): string | undefined =>
    isNumberFor(name, value) ? undefined : REFUSALS[name]();
  const text = await askText(title, String(current), refusal);
  return text === undefined ? undefined : Number(text);
}

function isNumberFor(name: Name, text: string): boolean {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) return false;
  return name === 'gradientBelow' || Number.isInteger(value);
}

const REFUSALS: Record<Name, () => string> = {
  gradientBelow: () => l10n.t('A number above 0, such as 1e-7.'),
  lossRises: () => l10n.t('A whole number of at least 1.'),
};
