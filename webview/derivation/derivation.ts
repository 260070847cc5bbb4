/** Where a chosen number comes from: in symbols, in numbers, and down to the loss. */
import type { Derivation, Place, RunDescription, Watch } from '../../src/protocol/snapshot';
import type { Cell } from '../run/choices';
import { Blocks } from './blocks';
import { Crumbs } from './crumbs';
import { DerivationTools, type Drawn } from './derivationTools';
import { KNOWN_WITH } from './knownWith';
import { canTypeset, loadTypesetter } from './formula/math';
import { placeText, placeWords, type Naming } from './formula/places';
import { answers, Trail, type Asked } from './trail';
import { words } from './formula/words';
import { FormulaBox } from '../formula/formulaBox';
import { element, setAttribute, setHidden, setText } from '../kit/dom';
import { sameItems } from '../drawing/memo';
import { exactNumber } from '../words/numbers';
import { isTensorName } from '../../src/engine/ground/tensors';
import type { PageContext, View } from '../sections/view';
import type { TensorMark, TensorRef } from '../../src/protocol/tensors';

/** Terms of a sum that are listed, and after "Show more". */
const TERMS = 12;
const MORE_TERMS = 200;
/** While training, as often as numbers can still be read (ms). */
const INTERVAL = 250;
/** So long the formula before stays while the next one is on its way (ms). */
const PATIENCE = 300;

export class DerivationView implements View {
  readonly id = 'derivation';
  readonly place = 'inspect';
  readonly aside = true;
  readonly body: HTMLElement;
  private readonly ownTools: DerivationTools;
  private readonly trail = new Trail();
  private readonly crumbs = new Crumbs(at => {
    this.trail.backTo(at);
    this.begin(true);
  });
  private readonly message = element('p', { class: 'note' });
  private readonly example = element('button', {
    class: 'link',
    text: words.example,
    attributes: { type: 'button' },
  });
  private readonly hint = element(
    'div',
    { class: 'hint' },
    element('p', { text: words.hint }),
    element('div', { class: 'hint-buttons' }, this.example),
  );
  private readonly blocks: Blocks;
  private readonly typed: FormulaBox;
  private row: number | null = null;
  private terms = TERMS;
  private drawn: Drawn | null = null;
  /** What the last drawing was made of. */
  private shown: unknown[] = [];
  private shownAt = 0;
  /** Changes where the same numbers are to be drawn differently. */
  private folds = 0;
  /** What had brought the numbers on the page when this one was asked for. */
  private askedAt: number | null = null;
  private askedSince = -Infinity;
  private announcing = false;
  private timer: number | null = null;

  constructor(private readonly page: PageContext) {
    this.blocks = new Blocks({
      open: place => this.open(place),
      follow: row => this.ask(() => (this.row = row)),
      more: () => this.ask(() => (this.terms = MORE_TERMS)),
      toggled: () => this.ask(() => this.folds++),
    });
    this.blocks.element.hidden = true;
    this.typed = new FormulaBox(page);
    this.body = element(
      'div',
      { class: 'derivation' },
      this.hint,
      this.crumbs.element,
      this.message,
      this.typed.element,
      this.blocks.element,
    );
    this.example.addEventListener('click', () => this.showExample());
    this.ownTools = new DerivationTools(page, page.choices);
  }

  get tools(): HTMLElement[] {
    return this.ownTools.elements;
  }

  title(): string {
    return words.title;
  }

  present(): boolean {
    const { description, frame } = this.page.model;
    return description !== null && frame !== null;
  }

  /** Chosen elsewhere: a number, or a tensor, of which the largest number is shown. */
  choose(ref: TensorRef | Place, cell: Cell | null): void {
    this.trail.begin(ref, cell);
    this.begin(cell !== null);
  }

  /** Another network: what was derived of the one before says nothing of it. */
  fit(description: RunDescription): void {
    this.trail.fit(description);
    this.drawn = null;
  }

  /** The formula; null until it is that of the number chosen last. */
  drawnSelection(): HTMLElement | null {
    const { last } = this.trail;
    const place = this.drawn?.derivation.place;
    const shows = last && place && answers(place, last) && !this.blocks.element.hidden;
    return shows ? this.blocks.main : null;
  }

  watch(): Partial<Watch> {
    const { last } = this.trail;
    const typed = this.typed.watch();
    if (!last || this.page.model.description?.allows.derivation === false) return typed;
    return { ...typed, derivation: { place: last, terms: this.terms, row: this.row } };
  }

  update(): void {
    const { description, frame } = this.page.model;
    if (!description || !frame) return;
    loadTypesetter(() => this.page.schedule());
    if (!this.trail.last && this.page.choices.selected) {
      this.trail.begin(this.page.choices.selected, this.page.choices.selectedCell);
    }
    const asked = this.trail.last;
    setHidden(this.hint, asked !== null);
    this.crumbs.update(description, this.trail.all);
    this.typed.update(asked && this.mark(asked) !== 'later' ? asked : null);
    if (!asked) {
      this.ownTools.update(this.drawn, description.allows.copy);
      setHidden(this.blocks.element, true);
      setText(this.message, '');
      return;
    }
    const { derivation } = frame;
    if (derivation && answers(derivation.place, asked)) {
      this.trail.settle(derivation.place);
      this.drawn = { derivation, naming: { description, rows: derivation.rows } };
    }
    this.ownTools.update(this.drawn, description.allows.copy);
    const message = this.whyNot(asked, description);
    const waits = message === this.waiting && this.isPatient(description);
    const shows = message === '' || waits;
    setHidden(this.blocks.element, !shows);
    setAttribute(this.blocks.element, 'aria-busy', String(waits));
    setText(this.message, shows ? '' : message);
    setHidden(this.message, shows);
    if (message === '') this.draw();
  }

  /** Why there is no formula; empty where there is one. */
  private whyNot(asked: Asked, { allows }: RunDescription): string {
    if (!allows.derivation) return words.hidden;
    return this.mark(asked) === 'later' ? words.later : this.missing(asked);
  }

  private get waiting(): string {
    return words.waiting(this.page.model.frame?.position.step ?? 0);
  }

  /** The answer is a moment away: until then the formula before it stays, so that nothing jumps. */
  private isPatient(description: RunDescription): boolean {
    if (this.drawn?.naming.description !== description) return false;
    const left = this.askedSince + PATIENCE - performance.now();
    if (left > 0) this.drawIn(left);
    return left > 0;
  }

  private draw(): void {
    const { drawn } = this;
    if (!drawn) return;
    const shown = [drawn.derivation, drawn.naming.description, this.ownTools.digits, this.folds];
    if (sameItems(shown, this.shown)) return;
    const running = this.page.model.status.state === 'running';
    const wait = this.shownAt + INTERVAL - performance.now();
    if (running && wait > 0 && sameItems(shown.slice(1), this.shown.slice(1))) {
      this.drawIn(wait);
      return;
    }
    this.shown = shown;
    this.shownAt = performance.now();
    const { derivation, naming } = drawn;
    this.blocks.update(derivation, naming, this.ownTools.digits);
    if (this.announcing) this.announce(derivation, naming);
  }

  private drawIn(milliseconds: number): void {
    this.timer ??= window.setTimeout(() => {
      this.timer = null;
      this.page.schedule();
    }, milliseconds);
  }

  private announce({ place, value }: Derivation, naming: Naming): void {
    this.announcing = false;
    const name = placeText(naming.description, place);
    this.page.announce(words.announce(name, placeWords(naming, place), exactNumber(value)));
  }

  /** What is said in place of a formula; nothing where it is there. */
  private missing(asked: Asked): string {
    if (this.drawn && answers(this.drawn.derivation.place, asked)) {
      return canTypeset() ? '' : this.waiting;
    }
    const { frame, status } = this.page.model;
    const asks = status.state === 'running' || frame?.derivation !== null;
    return asks || !this.askedBefore() ? this.waiting : words.absent;
  }

  /** Something has come since the question. */
  private askedBefore(): boolean {
    return this.askedAt !== null && this.page.model.answered > this.askedAt;
  }

  private mark({ tensor, layer }: Asked): TensorMark {
    const known = KNOWN_WITH[tensor];
    return known === null ? 'known' : this.page.model.mark({ layer, tensor: known });
  }

  private open(place: Place): void {
    this.trail.open(place);
    const { tensor, layer } = place;
    // Matrices and the inspector follow; this section has moved on by itself.
    if (isTensorName(tensor)) this.page.highlight({ layer, tensor }, place);
    this.begin(true);
    this.body.scrollIntoView({ block: 'nearest' });
  }

  private begin(announcing: boolean): void {
    this.askedAt = this.page.model.answered;
    this.askedSince = performance.now();
    this.announcing = announcing;
    this.ask(() => {
      this.row = null;
      this.terms = TERMS;
    });
  }

  private ask(change: () => void): void {
    change();
    this.page.schedule();
    this.page.ask();
  }

  private showExample(): void {
    this.page.select({ layer: this.page.model.steepestLayer(), tensor: 'gradW' }, null);
  }
}
