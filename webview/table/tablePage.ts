/** The columns of a table with their first rows; what each of them is for is changed in place. */
import type {
  FromTable,
  MissingChoice,
  TablePart,
  TablePicture,
} from '../../src/protocol/table/table';
import { element, setHidden, setText } from '../kit/dom';
import { toolkitButton } from '../kit/toolkit';
import { ColumnGrid } from './columnGrid';
import { selectOf, setOptions } from './controls';
import { tableStrings as strings } from './tableStrings';

const WAYS: readonly MissingChoice[] = ['skip_row', 'median'];

export class TablePage {
  private readonly title = element('h1');
  /** Read aloud when it changes. */
  private readonly words = element('p', { class: 'words', attributes: { role: 'status' } });
  private readonly problem = element('p', { class: 'problem', attributes: { role: 'alert' } });
  private readonly header = element('input', { attributes: { type: 'checkbox' } });
  private readonly missing = selectOf(strings.missingValues);
  private readonly gaps: HTMLElement;
  private readonly create;
  private readonly more = element('p', { class: 'more' });
  private readonly grid: ColumnGrid;

  constructor(
    root: HTMLElement,
    private readonly post: (message: FromTable) => void,
  ) {
    this.grid = new ColumnGrid(post);
    this.gaps = element(
      'label',
      {},
      document.createTextNode(`${strings.missingValues} `),
      this.missing,
    );
    this.create = toolkitButton(
      { appearance: 'primary', label: strings.create, title: strings.createTitle },
      () => post({ type: 'create' }),
    );
    this.header.addEventListener('change', () =>
      post({ type: 'header', header: this.header.checked }),
    );
    this.missing.addEventListener('change', () => this.chooseMissing());
    const names = element('label', {}, this.header, document.createTextNode(` ${strings.header}`));
    const options = element('div', { class: 'options' }, names, this.gaps, this.create.element);
    const head = element('header', {}, this.title, options, this.words, this.problem);
    root.append(head, this.grid.element, this.more);
  }

  show(picture: TablePicture, focus: TablePart | null): void {
    const { file, words, problem, header, missing, more } = picture;
    setText(this.title, strings.columns(file));
    setText(this.words, words);
    setHidden(this.words, words === '');
    setText(this.problem, problem);
    setHidden(this.problem, problem === '');
    this.header.checked = header;
    setHidden(this.gaps, missing === null);
    setOptions(this.missing, WAYS, strings.missingChoice, missing);
    this.create.setDisabled(problem !== '');
    setText(this.more, strings.more(more));
    setHidden(this.more, more === 0);
    this.grid.show(picture);
    if (focus) this.partOf(focus)?.focus();
  }

  private partOf(part: TablePart): HTMLElement | null {
    if (part === 'header') return this.header;
    return part === 'skipped' ? this.missing : this.grid.first(part);
  }

  private chooseMissing(): void {
    const missing = WAYS.find(way => way === this.missing.value);
    if (missing) this.post({ type: 'missing', missing });
  }
}
