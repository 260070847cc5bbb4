/** The one sentence that is true of the run in every state, and what can be done about it. */
import type { PanelCommand } from '../../src/protocol/panel';
import type { Frame, RunDescription } from '../../src/protocol/snapshot';
import { currentStats } from './numbers';
import type { IconName } from '../kit/icons';
import type { PageModel } from '../run/model';
import { formatNumber } from '../words/numbers';
import { strings } from '../words/strings';

/** Something that stands as a link behind the sentence. */
export type StatusAction =
  | { words: string; command: PanelCommand }
  | { words: string; goTo: number }
  | { words: string; shows: 'findings' | 'problem' };

export interface StatusLine {
  icon: IconName;
  tone: 'plain' | 'running' | 'warning' | 'error';
  words: string;
  /** Left out where there is no room for it. */
  spare: string;
  /** Said where the pointer rests: nothing of it is left out. */
  title: string;
  actions: StatusAction[];
}

export function statusLine(model: PageModel): StatusLine {
  const { snapshot, description, frame, status } = model;
  if (!snapshot) return said('ring', strings.loading);
  if (!description) return unreadable(status.message);
  const found = model.findings?.findings.length ?? 0;
  const findings: StatusAction[] =
    found > 0 ? [{ words: strings.findingCount(found), shows: 'findings' }] : [];
  if (status.state === 'running') {
    const rate = frame ? frame.epochsPerSecond : 0;
    const spare = rate > 0 ? strings.epochsPerSecond(rate) : '';
    const line = said('dot', statusWords(model));
    return {
      ...line,
      tone: 'running',
      spare,
      title: [line.words, spare].filter(words => words !== '').join(' · '),
    };
  }
  if (status.state === 'failed') return failed(statusWords(model), frame, findings);
  if (snapshot.stale) return stale(frame);
  const line = said(found > 0 ? 'warning' : ICONS[status.state], statusWords(model));
  const tone = found > 0 ? 'warning' : 'plain';
  return { ...line, tone, title: status.message || line.words, actions: findings };
}

const ICONS = { idle: 'ring', paused: 'pause', done: 'check' } as const;

function said(icon: IconName, words: string): StatusLine {
  return { icon, words, tone: 'plain', spare: '', title: words, actions: [] };
}

function unreadable(message: string): StatusLine {
  if (message === '') return said('ring', strings.noRun);
  const actions: StatusAction[] = [{ words: strings.showProblem, shows: 'problem' }];
  return { ...said('error', message), tone: 'error', actions };
}

function failed(words: string, frame: Frame | null, findings: StatusAction[]): StatusLine {
  const { position, timeline } = frame ?? {};
  const before = position && timeline && position.step > timeline.start ? position.step - 1 : null;
  const back: StatusAction[] =
    before === null ? [] : [{ words: strings.goToStep(before), goTo: before }];
  return { ...said('error', words), tone: 'error', actions: [...back, ...findings] };
}

/** It outranks what was said when the run was begun. */
function stale(frame: Frame | null): StatusLine {
  const begun = (frame?.position.step ?? 0) > 0;
  const actions: StatusAction[] = [{ words: strings.trainAgain, command: 'train' }];
  if (begun) actions.push({ words: strings.fork, command: 'fork' });
  return { ...said('info', begun ? strings.stale : strings.staleStart), actions };
}

/** `Training · epoch 312 of 400`, `Done · all 400 epochs` */
export function statusWords({ description, frame, status }: PageModel): string {
  if (!description) return status.message;
  const state = strings.states[status.state];
  if (!frame || (frame.position.step === 0 && status.state === 'idle')) {
    const size = strings.parameters(description.parameters);
    return [state, size, strings.rows(description.data.train.rows)].join(' · ');
  }
  switch (status.state) {
    case 'done':
      if (frame.position.epoch > description.epochs)
        return placeWords(state, frame, description).join(' · ');
      return `${state} · ${endWords(frame, description, status.message)}`;
    case 'failed':
      return status.message || state;
    case 'running':
    case 'paused':
    case 'idle': {
      const message = status.message === '' ? [] : [status.message];
      return [...placeWords(state, frame, description), ...message].join(' · ');
    }
  }
}

/** `all 400 epochs`, or of `Stopped after epoch 761: accuracy reached 1 (target 1).` what is news. */
function endWords({ position }: Frame, { epochs }: RunDescription, message: string): string {
  if (position.epoch === epochs) return strings.allEpochs(epochs);
  return message.replace(/^Stopped after /, '').replace(/(?: \([^()]*\))?\.$/, '');
}

function placeWords(state: string, { position }: Frame, description: RunDescription): string[] {
  const { epoch, batch } = position;
  const { epochs, batchesPerEpoch } = description;
  if (epoch > epochs || (epoch === epochs && batch > 0))
    return [state, strings.beyond(epochs), strings.epochAt(epoch)];
  const words = [state, strings.epochOf(epoch, epochs)];
  if (batchesPerEpoch > 1 && batch > 0 && (epochs < 20 || state !== strings.states.running))
    words.push(strings.batchOf(batch, batchesPerEpoch));
  return words;
}

/** The same in a sentence, for a screen reader. */
export function progressWords(model: PageModel): string {
  const value = (name: string) => currentStats(model).find(stat => stat.name === name)?.value;
  const loss = value('loss') ?? model.frame?.batchLoss ?? NaN;
  const accuracy = value('accuracy');
  const words = accuracy === undefined ? null : formatNumber(accuracy);
  return strings.progress(statusWords(model), formatNumber(loss), words);
}
