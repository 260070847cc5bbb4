/** The strip that is always visible: what runs, how it does, and the controls. */
import type { PanelCommand } from '../../src/protocol/panel';
import type { Frame, RunDescription, RunState } from '../../src/protocol/snapshot';
import { measured } from '../run/course';
import { columnTitle } from '../chart/curveSeries';
import { element, setHidden, setText } from '../kit/dom';
import { icon, setIcon } from '../kit/icons';
import { openMenu } from '../kit/menu';
import type { PageModel } from '../run/model';
import { formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { toolkitButton, type ToolkitButton } from '../kit/toolkit';
import { Notice, ReadLine, StatList, type Stat } from './headerParts';
import { PassStrip } from './passStrip';
import { Scrubber } from './scrubber';

export class Header {
  private readonly title = element('h1', { class: 'title' });
  private readonly words = element('span');
  /** Left out where there is no room for it. */
  private readonly spareWords = element('span', { class: 'spare' });
  private readonly status = element('div', { class: 'status number' }, this.words, this.spareWords);
  private readonly read: ReadLine;
  private readonly stats = new StatList();
  private readonly bar = element('div', { class: 'progress-bar' });
  private readonly notice: Notice;
  private readonly train;
  private readonly back: ToolkitButton;
  private readonly scrubber: Scrubber;
  private readonly pass: PassStrip;
  private readonly controls: { setDisabled(disabled: boolean): void }[];
  readonly element: HTMLElement;

  constructor(
    private readonly model: PageModel,
    private readonly command: (command: PanelCommand) => void,
    goTo: (step: number) => void,
    announce: (text: string) => void,
  ) {
    const fork = toolkitButton(
      { appearance: 'secondary', icon: 'fork', label: strings.fork, title: strings.forkTitle },
      () => command('fork'),
    );
    this.notice = new Notice(fork.element);
    this.read = new ReadLine(() => command('chooseColumns'));
    this.scrubber = new Scrubber(model, goTo);
    this.pass = new PassStrip(model, announce);
    this.train = trainButton(() => this.trainOrPause());
    const step = toolkitButton(
      { appearance: 'secondary', icon: 'step', label: strings.step, title: strings.stepTitle },
      () => command('step'),
    );
    const more = this.moreSteps();
    const back = toolkitButton(
      { appearance: 'secondary', icon: 'stepBack', title: strings.stepBackTitle },
      () => command('stepBack'),
    );
    const reset = toolkitButton(
      { appearance: 'secondary', icon: 'reset', label: strings.reset, title: strings.resetTitle },
      () => command('reset'),
    );
    this.back = back;
    this.controls = [this.train, step, more, reset];
    const split = element('div', { class: 'split-button' }, step.element, more.element);
    const controls = element(
      'div',
      { class: 'controls', attributes: { role: 'toolbar', 'aria-label': strings.controls } },
      this.train.element,
      back.element,
      split,
      reset.element,
    );
    this.element = element(
      'header',
      { class: 'header' },
      this.title,
      controls,
      this.status,
      this.read.element,
      this.stats.element,
      this.scrubber.element,
      this.pass.element,
      this.notice.element,
      element('div', { class: 'progress' }, this.bar),
    );
  }

  update(): void {
    const { snapshot, description, frame, status } = this.model;
    setHidden(this.element, this.model.expression !== null);
    setText(this.title, snapshot?.title ?? '');
    this.title.title = snapshot?.title ?? '';
    setText(this.words, snapshot ? statusWords(this.model) : strings.loading);
    const rate = frame && isMeasured(frame, status.state) ? frame.epochsPerSecond : 0;
    setText(this.spareWords, rate > 0 ? ` · ${strings.epochsPerSecond(rate)}` : '');
    this.status.title = this.status.textContent ?? '';
    this.read.update(snapshot?.read ?? null);
    this.status.classList.toggle('changing', status.state === 'running');
    this.train.show(status.state === 'running');
    // Also without a definition: Train reads the file again, which may have been mended.
    for (const control of this.controls) control.setDisabled(!snapshot);
    this.back.setDisabled(!frame || frame.position.step === frame.timeline.start);
    this.scrubber.update();
    this.pass.update();
    this.stats.update(currentStats(this.model));
    this.updateNotice();
    const under = status.state === 'running' || status.state === 'paused';
    const share = under && description && frame ? progressShare(frame, description) : 0;
    this.bar.style.transform = `scaleX(${share})`;
  }

  private trainOrPause(): void {
    this.command(this.model.status.state === 'running' ? 'pause' : 'train');
  }

  private moreSteps() {
    const more = toolkitButton(
      { appearance: 'secondary', icon: 'down', title: strings.stepMore },
      () =>
        openMenu(more.element, strings.stepMore, [
          {
            label: strings.stepBatch,
            keys: strings.stepBatchKeys,
            run: () => this.command('step'),
          },
          {
            label: strings.stepLayer,
            keys: strings.stepLayerKeys,
            run: () => this.command('stepLayer'),
          },
          { label: strings.stepEpoch, run: () => this.command('stepEpoch') },
          { label: strings.fork, run: () => this.command('fork') },
          { label: strings.stopWhen, run: () => this.command('stopWhen') },
          {
            label: strings.gradientCheck.command,
            run: () => this.command('checkGradients'),
          },
        ]),
    );
    more.element.setAttribute('aria-haspopup', 'menu');
    return more;
  }

  private updateNotice(): void {
    const { snapshot, status, description, frame } = this.model;
    const failed = status.state === 'failed' || (!description && status.message !== '');
    const words = description ? [status.message] : [status.message, strings.problemsHint];
    const paused = status.state === 'paused' ? status.message : '';
    const stale = snapshot?.stale ?? false;
    // What was said when the run was begun is no longer so.
    const text = failed ? words.join(' ') : stale ? strings.stale : paused;
    this.notice.update(text, failed, stale && (frame?.position.step ?? 0) > 0);
  }
}

function trainButton(press: () => void) {
  const play = icon('play');
  const label = document.createTextNode(strings.train);
  const button = toolkitButton(
    { appearance: 'primary', label: '', title: strings.trainTitle },
    press,
  );
  button.element.replaceChildren(play, label);
  play.setAttribute('slot', 'start');
  button.element.classList.add('train-button');
  return {
    ...button,
    show(running: boolean): void {
      setIcon(play, running ? 'pause' : 'play');
      setText(label, running ? strings.pause : strings.train);
      button.element.title = running ? strings.pauseTitle : strings.trainTitle;
    },
  };
}

/** `training · epoch 312 of 400 · 714,000 samples/s` */
export function statusWords(model: PageModel): string {
  const { description, frame, status } = model;
  const words: string[] = [strings.states[status.state]];
  if (!description) return '';
  if (!frame || (frame.position.step === 0 && status.state === 'idle')) {
    words.push(strings.parameters(description.parameters));
    words.push(strings.rows(description.data.train.rows));
    words.push(strings.epochs(description.epochs));
    return words.join(' · ');
  }
  words.push(...positionWords(frame, description, status.state));
  if (isMeasured(frame, status.state)) {
    words.push(strings.samplesPerSecond(frame.samplesPerSecond));
  } else if (status.state === 'done' && status.message) words.push(status.message);
  return words.join(' · ');
}

/** It runs, and is known how fast. */
function isMeasured(frame: Frame, state: RunState): boolean {
  return state === 'running' && frame.samplesPerSecond > 0;
}

function positionWords(frame: Frame, description: RunDescription, state: RunState): string[] {
  const { epoch, batch, step } = frame.position;
  const words = [strings.epochOf(epoch, description.epochs)];
  const long = description.epochs < 20 || state !== 'running';
  if (description.batchesPerEpoch > 1 && state !== 'done' && long) {
    words.push(strings.batchOf(batch, description.batchesPerEpoch));
  }
  // With one batch per epoch the steps are the epochs, but for a fork.
  if (state !== 'running' && (description.batchesPerEpoch > 1 || step !== epoch))
    words.push(strings.stepAt(step));
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

/** What the last finished epoch came to, and the loss that the next update starts from. */
export function currentStats(model: PageModel): Stat[] {
  const { description, frame } = model;
  if (!description) return [];
  const stats: Stat[] = description.columns.map((column, index) => ({
    name: columnTitle(column),
    value: frame
      ? measured(frame.lastEpoch[index], frame.position.epoch, frame.timeline.origin.epoch)
      : undefined,
  }));
  // While the pass is followed layer by layer, the loss comes after the last one.
  const isLater = model.substep !== null && model.substep.done <= description.layers.length;
  const next: Stat = { name: strings.nextBatchLoss, value: isLater ? undefined : frame?.batchLoss };
  return [...stats.slice(0, 2), next, ...stats.slice(2)];
}

function progressShare(frame: Frame, description: RunDescription): number {
  const { epoch, batch } = frame.position;
  return Math.min(1, (epoch + batch / description.batchesPerEpoch) / description.epochs);
}
