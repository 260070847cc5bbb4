/** What is always visible: the controls, one sentence on the run, the step, and its numbers. */
import type { PanelCommand } from '../../src/protocol/panel';
import { element, setHidden, setText } from '../kit/dom';
import { icon, iconButton, setIcon, type IconName } from '../kit/icons';
import { openMenu } from '../kit/menu';
import type { PageModel } from '../run/model';
import { strings } from '../words/strings';
import { toolkitButton } from '../kit/toolkit';
import { ReadLine } from './headerParts';
import { Numbers } from './numbers';
import { statusLine, type StatusAction, type StatusLine } from './statusLine';
import { StepField } from './stepField';

/** What the header can ask the page for. */
export interface HeaderHost {
  command(command: PanelCommand): void;
  goTo(step: number): void;
  showProblem(): void;
  showFindings(): void;
}

export class Header {
  private readonly title = element('h1', { class: 'title' });
  private readonly statusIcon = icon('ring');
  private readonly words = element('span', { attributes: { role: 'alert', 'aria-live': 'off' } });
  /** Left out where there is no room for it. */
  private readonly spareWords = element('span', { class: 'spare' });
  private readonly status = element('div', { class: 'status' }, this.words, this.spareWords);
  private readonly actions = element('div', { class: 'status-actions' });
  private readonly read: ReadLine;
  private readonly numbers = new Numbers();
  private readonly train;
  private readonly back: HTMLButtonElement;
  private readonly others: HTMLButtonElement[];
  private shownActions = '';
  readonly step: StepField;
  readonly element: HTMLElement;

  constructor(
    private readonly model: PageModel,
    private readonly host: HeaderHost,
  ) {
    const command = (name: PanelCommand) => () => host.command(name);
    this.read = new ReadLine(command('chooseColumns'));
    this.step = new StepField(model, step => host.goTo(step));
    this.train = trainButton(() => this.trainOrPause());
    this.back = iconButton('stepBack', strings.stepBackTitle, command('stepBack'));
    const batch = labelled('stepOver', strings.stepTitle, strings.step, command('step'));
    const layer = labelled('stepInto', strings.layerTitle, strings.layer1, command('stepLayer'));
    const reset = iconButton('reset', strings.resetTitle, command('reset'));
    const more = iconButton('more', strings.moreActions, () => this.openMore(more));
    more.setAttribute('aria-haspopup', 'menu');
    this.others = [batch, layer, reset, more];
    const controls = element(
      'div',
      { class: 'controls', attributes: { role: 'toolbar', 'aria-label': strings.controls } },
      this.train.element,
      ...[this.back, batch, layer, reset, more],
    );
    this.element = element(
      'header',
      { class: 'header run-header' },
      this.title,
      controls,
      element('div', { class: 'status-line' }, this.statusIcon, this.status, this.actions),
      this.step.element,
      this.read.element,
      this.numbers.element,
    );
  }

  update(): void {
    const { snapshot, frame, status } = this.model;
    setHidden(this.element, this.model.expression !== null);
    setText(this.title, snapshot?.title ?? '');
    this.title.title = snapshot?.title ?? '';
    this.showStatus(statusLine(this.model));
    this.read.update(snapshot?.read ?? null);
    this.train.show(status.state === 'running');
    // Also without a definition: Train reads the file again, which may have been mended.
    this.train.setDisabled(!snapshot);
    for (const button of this.others) button.disabled = !snapshot;
    this.back.disabled = !frame || frame.position.step === frame.timeline.start;
    this.step.update();
    this.numbers.update(this.model);
  }

  private showStatus(line: StatusLine): void {
    setIcon(this.statusIcon, line.icon);
    this.element.dataset['tone'] = line.tone;
    // Spoken at once only where something went wrong.
    this.words.setAttribute('aria-live', line.tone === 'error' ? 'assertive' : 'off');
    setText(this.words, line.words);
    setText(this.spareWords, line.spare);
    setHidden(this.spareWords, line.spare === '');
    this.status.title = line.title;
    const shown = line.actions.map(({ words }) => words).join('\n');
    if (shown === this.shownActions) return;
    this.shownActions = shown;
    this.actions.replaceChildren(...line.actions.map(action => this.link(action)));
  }

  private link(action: StatusAction): HTMLElement {
    const link = element('button', {
      class: 'link',
      text: action.words,
      attributes: { type: 'button' },
    });
    link.addEventListener('click', () => {
      if ('command' in action) this.host.command(action.command);
      else if ('goTo' in action) this.host.goTo(action.goTo);
      else if (action.shows === 'findings') this.host.showFindings();
      else this.host.showProblem();
    });
    return link;
  }

  private trainOrPause(): void {
    this.host.command(this.model.status.state === 'running' ? 'pause' : 'train');
  }

  private openMore(anchor: HTMLElement): void {
    const item = (label: string, name: PanelCommand) => ({
      label,
      run: () => this.host.command(name),
    });
    openMenu(anchor, strings.moreActions, [
      item(strings.stepEpoch, 'stepEpoch'),
      item(strings.stopWhen, 'stopWhen'),
      item(strings.fork, 'fork'),
      item(strings.gradientCheck.command, 'checkGradients'),
    ]);
  }
}

/** An icon with a word beside it, where there is room for that. */
function labelled(
  name: IconName,
  title: string,
  word: string,
  press: () => void,
): HTMLButtonElement {
  const button = iconButton(name, title, press);
  button.append(element('span', { class: 'icon-word', text: word }));
  return button;
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
