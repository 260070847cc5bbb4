/** A derivative written out down to the loss, for one row: every way, factor by factor. */
import type { Term } from '../../src/engine/derivation/terms/term';
import type { Derivation, Place } from '../../src/protocol/snapshot';
import { element, setHidden, setText } from '../kit/dom';
import { iconButton } from '../kit/icons';
import { Fold } from './fold';
import { numberTex } from './formula/leaves';
import { numberPieces, NO_MARK } from './formula/lines';
import { MathLine } from './formula/math';
import { under } from './formula/matrixForm';
import { Openable } from './formula/openable';
import { derivativeTex, placeTex, type Naming } from './formula/places';
import { words } from './formula/words';

type Path = NonNullable<Derivation['paths']>['list'][number];

export class PathsBlock {
  private readonly fold: Fold;
  private readonly note = element('p', { class: 'note' });
  private readonly lines = element('div', { class: 'paths' });
  private readonly rowWords = element('span', { class: 'number' });
  private readonly chooser: HTMLElement;
  private row = 0;
  private rows = 1;

  constructor(
    private readonly open: (place: Place) => void,
    follow: (row: number) => void,
    toggled: () => void,
  ) {
    this.fold = new Fold(toggled);
    const go = (by: number): void => follow((this.row + by + this.rows) % this.rows);
    this.chooser = element(
      'div',
      { class: 'row-chooser' },
      iconButton('left', words.rowBefore, () => go(-1)),
      this.rowWords,
      iconButton('right', words.rowAfter, () => go(1)),
    );
    this.fold.content.append(this.chooser, this.note, this.lines);
  }

  get element(): HTMLElement {
    return this.fold.element;
  }

  /** A row has been chosen elsewhere. */
  unfold(): void {
    this.fold.unfold();
  }

  update({ paths, rows, place }: Derivation, naming: Naming, digits: number | null): void {
    // A single step to the loss is what the formula says.
    const says = paths !== null && (paths.count > 1 || (paths.list[0]?.partials.length ?? 0) > 1);
    if (!this.fold.show(says ? words.paths : null) || !paths) return;
    this.row = paths.row;
    this.rows = rows;
    const overRows = place.tensor === 'gradW' || place.tensor === 'gradB';
    setHidden(this.chooser, rows === 1 || !overRows);
    setText(this.rowWords, words.rowOfRows(paths.row, rows));
    const { count, list } = paths;
    const one = rows === 1 ? words.pathsOfOne(count) : words.pathsOfRow(paths.row, count);
    setText(this.note, list.length === 0 ? words.manyPaths(count) : one);
    this.lines.replaceChildren(...list.map(path => this.path(path, naming, digits)));
    if (list.length > 1) this.lines.append(totalLine(list, paths.value, digits));
  }

  private path({ partials, value }: Path, naming: Naming, digits: number | null): HTMLElement {
    const symbols = new MathLine('formula pieces');
    symbols.update(dotted(partials.map(({ of, by }) => derivativeTex(naming, of, by))));
    const meanings = new MathLine('formula pieces');
    const named = new Openable(meanings.element, this.open);
    const meaning = partials.map(({ is }) => {
      const factors = is.map(number =>
        under(named.mark(number, placeTex(naming, number.place)), number.shape),
      );
      return factors.length === 0 ? '1' : factors.join('\\,');
    });
    meanings.update(dotted(meaning, '= '));
    named.arrange(naming);
    const numbers = new MathLine('formula pieces');
    const valued = new Openable(numbers.element, this.open);
    const factors = partials.flatMap(({ is, value: own }): readonly Term[] =>
      is.length === 0 ? [constant(own)] : is,
    );
    const product: Term = { kind: 'product', factors, exact: true, value };
    const { pieces } = numberPieces(product, value, digits, valued.mark);
    numbers.update([`= ${pieces.join(' ')}`, `= ${numberTex(value, digits)}`]);
    valued.arrange(naming);
    const lines = [symbols, meanings, numbers].map(line => line.element);
    return element('div', { class: 'path' }, ...lines);
  }
}

function totalLine(list: readonly Path[], value: number, digits: number | null): HTMLElement {
  const parts = list.map(path => ({ minus: false, term: constant(path.value) }));
  const sum: Term = { kind: 'add', parts, exact: true, value };
  const { pieces } = numberPieces(sum, value, digits, NO_MARK);
  const line = new MathLine('formula pieces derivation-result');
  line.update([...pieces, `= ${numberTex(value, digits)}`]);
  return line.element;
}

function constant(value: number): Term {
  return { kind: 'constant', name: null, value };
}

function dotted(factors: string[], start = ''): string[] {
  return factors.map((tex, at) => (at === 0 ? start : '\\cdot ') + tex);
}
