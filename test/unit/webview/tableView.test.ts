import assert from 'node:assert/strict';
import { useDom } from './dom';

describe('A table on the page', () => {
  useDom();

  async function shown(rows: number, thin: 'evenly' | 'first') {
    const { TableView } = await import('../../../webview/kit/tableView');
    const view = new TableView();
    const cell = (row: number, column: number): number => (column === 0 ? row + 1 : -0.5);
    view.update({ caption: 'loss', columns: ['epoch', 'loss'], rows, thin, cell });
    const lines = [...view.element.querySelectorAll('tbody tr')];
    const note = view.element.querySelector<HTMLElement>('.note');
    return {
      first: lines.map(line => Number(line.firstElementChild?.textContent)),
      note: note?.hidden === false ? note.textContent : '',
    };
  }

  it('has all rows where there are not too many, and says nothing more', async () => {
    assert.deepEqual(await shown(3, 'evenly'), { first: [1, 2, 3], note: '' });
  });

  it('goes evenly to the end of a log, and with a matrix as far as it comes; and says so', async () => {
    const note = '200 of 598 rows; Copy and CSV have all of them.';
    const all = Array.from({ length: 598 }, (_, row) => row + 1);
    const evenly = await shown(598, 'evenly');
    const first = await shown(598, 'first');
    assert.deepEqual([evenly.first[0], evenly.first.at(-1)], [1, 598]);
    const steps = evenly.first.slice(1).map((row, at) => row - evenly.first[at]);
    assert.deepEqual(new Set(steps), new Set([3]));
    assert.deepEqual(first, { first: all.slice(0, 200), note });
    assert.equal(evenly.note, note);
  });
});
