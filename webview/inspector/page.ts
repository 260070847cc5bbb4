/** The page of the inspector: the layers of a network side by side, and their tensors. */
import {
  MEASURES,
  type FromInspector,
  type InspectorPicture,
  type Measure,
  type ToInspector,
  type Welcome,
} from '../../src/protocol/inspector/inspector';
import type { TensorRef } from '../../src/protocol/tensors';
import { cssColor } from '../drawing/colors';
import type { Theme } from '../drawing/theme';
import { element, setHidden, setText, Widths } from '../kit/dom';
import { Tooltip } from '../kit/tooltip';
import { Announcer } from '../page/announcer';
import { DrawingLoop } from '../page/drawingLoop';
import { Surroundings } from '../page/surroundings';
import type { BoxHost } from '../picture/pictureBox';
import { FilterField } from './filterField';
import { foldingOf, isSameRow, type Folding } from './folds';
import { InspectorFoot } from './foot';
import { InspectorHead } from './head';
import { inspectorStrings as strings } from './inspectorStrings';
import { KeyFocus } from './keyFocus';
import { LayerGrid } from './layerGrid';

/** What the page keeps while it is hidden. */
export interface Kept {
  measure: Measure;
  folding: Folding | null;
}

export interface InspectorHost {
  post(message: FromInspector): void;
  listen(receive: (message: ToInspector) => void): void;
  kept(): Kept | null;
  keep(kept: Kept): void;
}

export class InspectorPage implements BoxHost {
  readonly tooltip = new Tooltip(document.body);
  private readonly widths = new Widths(() => this.schedule());
  private readonly drawing = new DrawingLoop(() => this.draw());
  private readonly surroundings = new Surroundings(
    () => this.schedule(),
    () => this.host.post({ type: 'ready' }),
  );
  private readonly announcer = new Announcer();
  private readonly head: InspectorHead;
  private readonly filter: FilterField;
  private readonly measures = element('select', { attributes: { 'aria-label': strings.measure } });
  private readonly scale = element('span', { class: 'scale' });
  private readonly grid: LayerGrid;
  private readonly foot: InspectorFoot;
  private readonly body: HTMLElement;
  private readonly welcome = element('section', { class: 'welcome' });
  private picture: InspectorPicture | null = null;
  /** What the last picture had as chosen. */
  private chosen: TensorRef | null = null;
  /** Chosen here, and not yet come back with a picture: it moves no row when it does. */
  private readonly pending: TensorRef[] = [];
  private measure: Measure;
  private folding: Folding | null;

  constructor(
    private readonly root: HTMLElement,
    private readonly host: InspectorHost,
  ) {
    const kept = host.kept();
    this.measure = kept?.measure ?? 'delta';
    this.folding = kept?.folding ?? null;
    const findings = (): void => host.post({ type: 'inspectorCommand', command: 'findings' });
    this.grid = new LayerGrid({
      choose: tensor => {
        this.pending.push(tensor);
        host.post({ type: 'choose', tensor });
      },
      act: (act, { layer, tensor }) => host.post({ type: 'row', act, row: { layer, tensor } }),
      current: row => {
        host.post({ type: 'current', row });
        this.schedule();
      },
      fold: (layer, isOpen) => this.fold(layer, isOpen),
      findings,
    });
    const leave = (): void => this.grid.focus();
    const goTo = (step: number): void => {
      host.post({ type: 'goTo', step });
      leave();
    };
    this.head = new InspectorHead(goTo, findings);
    this.filter = new FilterField(() => this.filtered(), leave);
    this.foot = new InspectorFoot(this, this.widths);
    for (const measure of MEASURES) {
      const text = strings.measures[measure];
      const attributes = { value: measure, title: strings.measureTitles[measure] };
      this.measures.append(element('option', { text, attributes }));
    }
    this.measures.addEventListener('change', () => this.chooseMeasure());
    const columns = element('div', { class: 'columns' });
    const layer = element('span', { text: strings.layer });
    columns.append(layer, this.scale, this.measures);
    this.body = element('main', {}, this.head.element, this.filter.element, columns);
    this.body.append(this.grid.element, this.foot.element);
    root.append(this.body, this.welcome, this.announcer.element);
    root.addEventListener('keydown', event => this.pressed(event));
    setHidden(this.body, true);
  }

  get theme(): Theme {
    return this.surroundings.theme;
  }

  start(): void {
    new KeyFocus(
      focus => this.host.post({ type: 'focused', focus }),
      () => this.grid.focus(),
    );
    this.host.listen(message => this.receive(message));
    this.schedule();
    this.host.post({ type: 'ready' });
  }

  announce(text: string): void {
    this.announcer.say(text);
  }

  schedule(): void {
    this.drawing.schedule();
  }

  private receive(message: ToInspector): void {
    switch (message.type) {
      case 'inspector':
        return this.show(message.picture);
      case 'welcome':
        return this.greet(message.welcome);
      case 'focus':
        this.draw();
        if (this.picture) return this.grid.focus();
        return this.welcome.querySelector('button')?.focus();
      default:
        return message satisfies never;
    }
  }

  private show(picture: InspectorPicture): void {
    this.picture = picture;
    this.folding = foldingOf(picture, this.folding);
    const { chosen } = picture;
    const isNews = chosen !== null && !(this.chosen && isSameRow(chosen, this.chosen));
    const own = this.pending.findIndex(each => chosen !== null && isSameRow(each, chosen));
    this.chosen = chosen;
    // Those before it will not come any more.
    if (own >= 0) this.pending.splice(0, own + 1);
    else if (isNews) {
      this.unfold(chosen.layer);
      this.draw();
      this.grid.show(chosen);
    }
    this.schedule();
  }

  private greet(welcome: Welcome): void {
    this.picture = null;
    const { words, commands } = strings.welcomes[welcome];
    const buttons = commands.map(command => {
      const button = element('button', {
        class: 'button',
        text: strings.commands[command],
        attributes: { type: 'button' },
      });
      button.addEventListener('click', () => this.host.post({ type: 'inspectorCommand', command }));
      return button;
    });
    this.welcome.replaceChildren(element('p', { text: words }), ...buttons);
    this.schedule();
  }

  private draw(): void {
    const { picture, folding, measure } = this;
    setHidden(this.welcome, picture !== null);
    setHidden(this.body, picture === null);
    this.root.style.setProperty('--gradient', cssColor(this.theme.gradient));
    if (!picture || !folding) return;
    this.head.update(picture);
    this.grid.update(picture, { measure, open: folding.open, filter: this.filter.text });
    if (this.measures.value !== measure) this.measures.value = measure;
    setText(this.scale, strings.scale(this.grid.scale));
    this.foot.update(picture, this.grid.current);
  }

  private unfold(layer: number): void {
    if (!this.folding?.open.includes(layer)) this.fold(layer, true);
  }

  private fold(layer: number, isOpen: boolean): void {
    if (!this.folding) return;
    const others = this.folding.open.filter(index => index !== layer);
    this.folding = { ...this.folding, open: isOpen ? [...others, layer] : others };
    this.keep();
  }

  private chooseMeasure(): void {
    this.measure = MEASURES.find(measure => measure === this.measures.value) ?? 'delta';
    this.keep();
  }

  private keep(): void {
    this.host.keep({ measure: this.measure, folding: this.folding });
    this.schedule();
  }

  private filtered(): void {
    this.draw();
    this.announce(strings.matches(this.grid.length));
  }

  private pressed(event: KeyboardEvent): void {
    const isFind = event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey);
    if (isFind && !event.altKey && !event.shiftKey && this.picture) this.filter.open();
    // Escape also pauses a run: as long as rows are filtered it only shows them all again.
    else if (event.key !== 'Escape' || !this.filter.close()) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
