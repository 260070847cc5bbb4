/** The page of a table's columns: what it shows, and what it asks for. */
import assert from 'node:assert/strict';
import { inferCsv } from '../../../src/experiment/newExperiment/csvExperiment';
import type { TableChoice } from '../../../src/experiment/newExperiment/target';
import { pictureOf } from '../../../src/host/picker/tablePicture';
import type { FromTable, TablePart } from '../../../src/protocol/table/table';
import type { TablePage } from '../../../webview/table/tablePage';
import { useDom } from './dom';

const ROWS = Array.from(
  { length: 20 },
  (_, i) => `${i},${i === 3 ? '?' : i % 7},${'uvw'[i % 3]},2024-01-${10 + i},${i % 2}\n`,
);
const TABLE = `Id,a,kind,day,y\n${ROWS.join('')}`;

describe("The page of a table's columns", () => {
  useDom();

  let Page: typeof TablePage;
  // The toolkit wants a document as soon as it is loaded.
  before(async () => ({ TablePage: Page } = await import('../../../webview/table/tablePage')));

  function open(focus: TablePart | null = null, decided: TableChoice = {}, table = TABLE) {
    const root = document.createElement('div');
    document.body.replaceChildren(root);
    const posted: FromTable[] = [];
    const shown = new Page(root, message => posted.push(message));
    const show = (choice: TableChoice, at: TablePart | null = null) => {
      const inferred = inferCsv(new TextEncoder().encode(table), 'd.csv', true, choice);
      shown.show(pictureOf('d.csv', inferred, null), at);
    };
    show(decided, focus);
    const find = <Kind extends HTMLElement>(name: string): Kind => {
      const found = root.querySelector<Kind>(`[aria-label="${name}"]`);
      assert.ok(found, name);
      return found;
    };
    const input = (name: string) => find<HTMLInputElement>(name);
    const press = (key: string) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
      return document.activeElement?.getAttribute('aria-label');
    };
    return { root, posted, show, find, input, press };
  }

  it('shows what each column is for, and its first rows', () => {
    const { root, input, find } = open();
    assert.equal(root.querySelector('h1')?.textContent, 'Columns of d.csv');
    assert.match(root.querySelector('[role="status"]')?.textContent ?? '', /^19 rows · 2 inputs/);
    assert.deepEqual(
      ['Id', 'a', 'kind', 'day', 'y'].map(name => {
        const [target, used] = [input(`Target: ${name}`), input(`Input: ${name}`)];
        return [target.checked, used.checked, used.disabled];
      }),
      [
        [false, false, false],
        [false, true, false],
        [false, true, false],
        [false, false, true],
        [true, false, true],
      ],
    );
    assert.equal(find<HTMLSelectElement>('Given as: kind').value, 'one_hot');
    const rows = [...root.querySelectorAll('tr')].map(row =>
      [...row.children].map(({ textContent }) => textContent).join('|'),
    );
    assert.equal(rows[1], 'Holds|counts the rows|numbers|3 categories|dates|numbers');
    assert.equal(rows[2], 'Missing||1|||');
    assert.equal(rows[6], '1|0|0|u|2024-01-10|0');
    assert.equal(rows.length, 14);
  });

  it('asks for what is clicked', () => {
    const { posted, input, find } = open();
    input('Target: a').click();
    input('Input: Id').click();
    const use = find<HTMLSelectElement>('Given as: kind');
    use.value = 'ordinal';
    use.dispatchEvent(new Event('change'));
    assert.deepEqual(posted, [
      { type: 'target', column: 1 },
      { type: 'input', column: 0, isInput: true },
      { type: 'use', column: 2, as: 'ordinal' },
    ]);
  });

  it('asks about the first row, missing values, and for the experiment', () => {
    const { root, posted, find } = open();
    root.querySelector<HTMLInputElement>('.options input')?.click();
    const missing = find<HTMLSelectElement>('Missing values:');
    assert.equal(missing.value, 'skip_row');
    missing.value = 'median';
    missing.dispatchEvent(new Event('change'));
    root.querySelector<HTMLElement>('vscode-button')?.click();
    assert.deepEqual(posted, [
      { type: 'header', header: false },
      { type: 'missing', missing: 'median' },
      { type: 'create' },
    ]);
  });

  it('says why nothing can be made of it, and offers no experiment then', () => {
    const { root } = open(null, { features: [] });
    assert.match(
      root.querySelector('[role="alert"]')?.textContent ?? '',
      /no column to learn from/,
    );
    assert.ok(root.querySelector('vscode-button')?.hasAttribute('disabled'));
  });

  it('is gone about with the arrow keys, past what cannot be chosen', () => {
    const { press, posted } = open('target');
    assert.equal(document.activeElement?.getAttribute('aria-label'), 'Target: y');
    assert.equal(press('ArrowLeft'), 'Target: day');
    assert.equal(press('ArrowDown'), 'Target: day', 'a date is no input');
    assert.equal(press('ArrowLeft'), 'Target: kind');
    assert.equal(press('ArrowDown'), 'Input: kind');
    assert.equal(press('ArrowDown'), 'Given as: kind');
    assert.equal(press('ArrowUp'), 'Input: kind');
    assert.equal(press('Home'), 'Input: Id');
    assert.equal(press('End'), 'Input: kind');
    press('Enter');
    assert.deepEqual(posted, [{ type: 'input', column: 2, isInput: false }]);
  });

  it('has one stop of the Tab key, which stays where a person is', () => {
    const { root, press, show } = open('inputs');
    const stops = () =>
      [...root.querySelectorAll<HTMLElement>('td input, td select')]
        .filter(({ tabIndex }) => tabIndex === 0)
        .map(each => each.getAttribute('aria-label'));
    assert.deepEqual(stops(), ['Input: a']);
    press('ArrowRight');
    show({ target: [1] });
    assert.deepEqual(stops(), ['Input: kind']);
    assert.equal(document.activeElement?.getAttribute('aria-label'), 'Input: kind');
  });

  it('begins at the part that was clicked', () => {
    open('header');
    assert.equal(document.activeElement?.getAttribute('type'), 'checkbox');
    open('skipped');
    assert.equal(document.activeElement?.getAttribute('aria-label'), 'Missing values:');
  });

  it('shows no more columns than anyone reads, and says how many there are', () => {
    const wide = Array.from({ length: 20 }, (_, i) =>
      Array.from({ length: 300 }, (_cell, at) => (i * (at + 3)) % 17).join(','),
    );
    const { root } = open(null, {}, wide.join('\n'));
    assert.equal(root.querySelectorAll('thead th').length, 257);
    assert.match(root.querySelector('.more')?.textContent ?? '', /^44 more columns/);
  });
});
