/** The page of an autopsy: what it says, shows and sends. */
import assert from 'node:assert/strict';
import type { AutopsyView, FromAutopsy, ToAutopsy } from '../../../src/protocol/autopsy/page';
import { partsOf } from '../../../webview/comparison/codeParts';
import { cosine, difference, relativeError } from '../../../webview/comparison/compare';
import { passLayout } from '../../../webview/autopsy/pass/passLayout';
import { factorsOf } from '../../../webview/autopsy/shapes';
import type { AutopsyPage } from '../../../webview/autopsy/page';
import { DEEP, MISSING, plantedReport, SUMMED } from './autopsyReports';
import { recordingOf, useDom, type Screen } from './dom';
import { texts } from './recordedCanvas';

/** A page with its host written down. */
class Opened {
  readonly root = document.createElement('div');
  readonly posted: FromAutopsy[] = [];
  private receive: (message: ToAutopsy) => void = () => undefined;

  constructor(
    private readonly screen: Screen,
    make: typeof AutopsyPage,
  ) {
    document.body.replaceChildren(this.root);
    const post = (message: FromAutopsy): void => void this.posted.push(message);
    new make(this.root, { post, listen: receive => void (this.receive = receive) }).start();
  }

  static async on(screen: Screen, view: Partial<AutopsyView> = {}): Promise<Opened> {
    const { AutopsyPage: make } = await import('../../../webview/autopsy/page');
    const opened = new Opened(screen, make);
    opened.show(view);
    return opened;
  }

  show(view: Partial<AutopsyView>): void {
    const nothing = {
      name: 'lab.npz',
      report: null,
      problem: null,
      notes: [],
      hasExperiment: false,
    };
    this.receive({ type: 'autopsy', view: { ...nothing, ...view } });
    this.settle();
  }

  settle(): void {
    while (this.screen.frame());
  }

  text(selector: string): string {
    return this.find(selector).textContent ?? '';
  }

  find<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.root.querySelector<E>(selector) ?? assert.fail(selector);
  }

  key(selector: string, key: string): void {
    this.find(selector).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    this.settle();
  }

  /** The words in a picture. */
  drawn(selector: string): string[] {
    return texts(recordingOf(this.find(`${selector} canvas`)));
  }

  said(): string {
    return this.text('.visually-hidden');
  }
}

describe('the page of an autopsy', () => {
  const { screen } = useDom();
  const open = (view: Partial<AutopsyView> = {}) => Opened.on(screen(), view);

  it('says what is wrong, with the line that makes the numbers beside the right one', async () => {
    const page = await open({ report: plantedReport({ bugs: [SUMMED] }) });
    assert.deepEqual(page.posted, [{ type: 'ready' }]);
    assert.equal(page.text('.autopsy-name'), 'lab.npz');
    assert.equal(page.text('.autopsy-status'), 'Wrong from layer 1 on');
    assert.match(
      page.text('.autopsy-facts'),
      /arrays · 3-4-2, tanh, linear · mean squared error · 5 rows/,
    );
    assert.match(page.text('.claim-title'), /delta1 is multiplied by sums/);
    assert.match(page.text('.claim-text'), /all 16 entries of your \S+ and \S+ to the last digit/);
    const [wrong, right] = [...page.root.querySelectorAll('.code-lines mark')];
    assert.equal(wrong.textContent, '((1 - a1**2)).sum(axis=1, keepdims=True)');
    assert.equal(right.textContent, '(1 - a1**2)');
    const shapes = [...page.root.querySelectorAll('.factor-shapes')];
    assert.deepEqual(
      shapes.map(({ textContent }) => textContent),
      ['5×4 ⊙ 5×1', '5×4 ⊙ 5×4'],
    );
    assert.equal(shapes[0].querySelector('strong')?.textContent, '5×1');
    assert.ok(page.said().includes('Wrong from layer 1 on'));
  });

  it('marks each array of the pass, and shows the first wrong one beside what it should be', async () => {
    const page = await open({ report: plantedReport({ bugs: [SUMMED] }) });
    const words = page.drawn('.pass');
    for (const word of ['z1 ✓', 'a2 ✓', 'dW1 ✗', 'db1 ✗', 'dW2 ✓', 'first wrong', '–', 'δ1'])
      assert.ok(words.includes(word), `${word}: ${words.join(' ')}`);
    assert.equal(page.text('.compared-title.code'), 'dW1 · 3×4');
    assert.deepEqual(
      [...page.root.querySelectorAll('.facts dt')].map(node => node.textContent),
      ['relative error', 'cosine'],
    );
    assert.ok(page.drawn('.tried').some(text => /e−1\d$/.test(text)));
  });

  it('is walked through with the keys, and shows the array that is chosen', async () => {
    const page = await open({ report: plantedReport({ bugs: [SUMMED] }) });
    page.key('.pass', 'ArrowRight');
    assert.match(page.said(), /^dW1: gradient of the weights of layer 1, .*differs/);
    page.key('.pass', 'ArrowRight');
    assert.match(page.said(), /^db1: gradient of the biases of layer 1/);
    page.key('.pass', 'Enter');
    assert.equal(page.text('.compared-title.code'), 'db1 · 1×4');
    page.key('.pass', 'ArrowUp');
    assert.match(page.said(), /^δ1: .*not given/);
    page.key('.pass', 'Enter');
    assert.equal(page.text('.compared-title.code'), 'db1 · 1×4');
    page.key('.tried', 'ArrowDown');
    assert.match(page.said(), /^sum for elementwise, relative distance: /);
  });

  it('reads as a table', async () => {
    const page = await open({ report: plantedReport({ bugs: [SUMMED] }) });
    page.find<HTMLButtonElement>('[title="Picture Actions…"]').click();
    [...document.querySelectorAll<HTMLElement>('.menu-item')]
      .find(each => each.textContent === 'Show as Table')
      ?.click();
    page.settle();
    const rows = [...page.root.querySelectorAll('.part table tbody tr')].map(row =>
      [...row.children].map(cell => cell.textContent),
    );
    const wrong = rows.find(([name]) => name === 'dW1') ?? assert.fail();
    assert.deepEqual(wrong.slice(1, 4), ['gradient of the weights of layer 1', '3×4', 'differs']);
  });

  it('keeps names of arrays as text', async () => {
    const report = plantedReport({ bugs: [SUMMED] });
    const hostile = '<img src=x onerror=alert(1)>';
    const renamed = (text: string) => text.replaceAll('dW1', hostile);
    const page = await open({
      name: hostile,
      report: {
        ...report,
        first: hostile,
        arrays: report.arrays.map(each => ({ ...each, name: renamed(each.name) })),
        left: [`"${hostile}" has 3 dimensions`],
      },
      notes: [hostile],
    });
    assert.equal(page.root.querySelector('img'), null);
    assert.equal(page.text('.autopsy-name'), hostile);
    assert.equal(page.text('.compared-title.code'), `${hostile} · 3×4`);
    assert.ok(page.text('.notes').includes(hostile));
  });

  it('says that all is right, and how much was compared', async () => {
    const page = await open({ report: plantedReport({}) });
    assert.equal(page.text('.autopsy-status'), 'Correct, to rounding');
    assert.match(page.text('.claim-text'), /^8 arrays were compared/);
    assert.ok(page.root.querySelector<HTMLElement>('.code-lines') === null);
    assert.equal(page.text('.compared-title.code'), 'dW1 · 3×4');
  });

  it('says where it differs if no known mistake makes the numbers', async () => {
    const page = await open({ report: plantedReport({ noise: 'dW2' }) });
    assert.equal(page.text('.autopsy-status'), 'Differs from layer 2 on');
    assert.match(page.text('.claim-title'), /^dW2 differs, and none of the known mistakes/);
    assert.equal(page.text('.compared-title.code'), 'dW2 · 4×2');
  });

  it('gives a hint alone, or the verdict alone, where the experiment allows no more', async () => {
    const page = await open({ report: plantedReport({ bugs: [MISSING], solution: 'hint' }) });
    assert.equal(page.text('.claim-title'), 'Where to look');
    const create = page.find('[title^="Write this net"]');
    assert.ok(create.hidden);
    assert.equal(page.root.querySelector('.code-lines'), null);
    const faces = [...page.root.querySelectorAll<HTMLElement>('.faces > div')];
    assert.deepEqual(
      faces.map(({ hidden }) => hidden),
      [false, true, true],
    );
    page.show({ report: plantedReport({ bugs: [MISSING], solution: 'off' }) });
    assert.equal(page.text('.claim-title'), 'dW1 is not right');
    assert.doesNotMatch(page.text('.mistake'), /f′|derivative|factor/);
  });

  it('says why a file could not be read, and what was left out of one that could', async () => {
    const page = await open({ problem: 'lab.npz is no ZIP archive.' });
    assert.equal(page.text('.autopsy-status'), 'lab.npz is no ZIP archive.');
    page.show({ report: plantedReport({ left: ['"cache" holds objects'] }), notes: ['No data.'] });
    assert.deepEqual(
      [...page.root.querySelectorAll('.notes li')].map(node => node.textContent),
      ['No data.', '"cache" holds objects'],
    );
  });

  it('draws new numbers in place, and goes to what is wrong now', async () => {
    const page = await open({ report: plantedReport({ bugs: [SUMMED] }) });
    page.show({ report: plantedReport({ bugs: [{ id: 'bias_zero', layer: 1 }] }) });
    assert.equal(page.text('.compared-title.code'), 'db2 · 1×2');
    page.show({ report: plantedReport({}) });
    assert.equal(page.text('.autopsy-status'), 'Correct, to rounding');
    assert.equal(page.text('.compared-title.code'), 'db2 · 1×2');
  });

  it('asks the host to paste, to write an experiment and to open the one beside it', async () => {
    const page = await open({ report: plantedReport({}), hasExperiment: true });
    for (const button of page.root.querySelectorAll<HTMLButtonElement>('.action')) button.click();
    assert.deepEqual(page.posted.slice(1), [
      { type: 'autopsyCommand', command: 'paste' },
      { type: 'autopsyCommand', command: 'newExperiment' },
      { type: 'autopsyCommand', command: 'openExperiment' },
    ]);
  });
});

describe('of an array beside what it should be', () => {
  const pair = {
    data: Float64Array.of(1, 2),
    expected: { rows: 1, cols: 2, data: Float64Array.of(1, 4) },
  };

  it('the difference is yours minus right', () => {
    assert.deepEqual(difference(pair), Float64Array.of(0, -2));
  });

  it('the error is relative to the right one', () => {
    assert.equal(relativeError(pair), 2 / Math.sqrt(17));
    const zero = { ...pair, expected: { ...pair.expected, data: Float64Array.of(0, 0) } };
    assert.equal(relativeError(zero), Math.sqrt(5));
    assert.equal(cosine(zero), null);
    assert.equal(cosine(pair), 9 / Math.sqrt(5 * 17));
  });
});

describe('the part in which two lines differ', () => {
  const parts = (wrong: string, right: string) => {
    const { wrong: a, right: b } = partsOf(wrong, right);
    assert.equal(a.before + a.own + a.after, wrong);
    assert.equal(b.before + b.own + b.after, right);
    return [a.own, b.own];
  };

  it('is whole names, and whole brackets', () => {
    assert.deepEqual(parts('dW2 = z1.T @ dz2', 'dW2 = a1.T @ dz2'), ['z1.T', 'a1.T']);
    assert.deepEqual(parts('d = (e @ W.T) * (1 - a).sum(axis=1)', 'd = (e @ W.T) * (1 - a)'), [
      '.sum(axis=1)',
      '',
    ]);
    assert.deepEqual(parts("grads['dW1'] = 2 * X.T @ d", "grads['dW1'] = X.T @ d"), ['2 * ', '']);
  });
});

describe('the shapes of what is multiplied', () => {
  const known = new Map([
    ['X', [5, 3]],
    ['W2', [4, 2]],
    ['d2', [5, 2]],
    ["grads['d1']", [5, 4]],
    ['a1', [5, 4]],
  ] as const);
  const shapes = (line: string) => {
    const { shapes: found, operators } = factorsOf(line, known) ?? {};
    return found
      ?.map((shape, i) => `${i > 0 ? operators?.[i - 1] : ''}${shape.join('×')}`)
      .join('');
  };

  it('follow products, transposes and sums, in names of any kind', () => {
    assert.equal(shapes("dW1 = X.T @ grads['d1']"), '3×5@5×4');
    assert.equal(shapes('d1 = (d2 @ W2.T) * a1 * (1 - a1)'), '5×4*5×4*5×4');
    assert.equal(shapes('d1 = (d2 @ W2.T) * (a1**2).sum(axis=1, keepdims=True)'), '5×4*5×1');
    assert.equal(shapes('d1 = 2 * d2.sum(axis=0)'), '1×1*1×2');
  });

  it('are not told where something is not known', () => {
    for (const line of ['d1 = other @ W2', 'd1 = d2[-1:] @ W2.T', 'd1 = f(d2) * a1', 'd1 = d2'])
      assert.equal(shapes(line), undefined, line);
  });
});

describe('the lanes of a pass', () => {
  const layoutOf = (report = plantedReport({}), width = 800) => {
    assert.ok(report.model);
    return passLayout(report, report.model, width);
  };

  it('lead in red to the first array that is wrong, and nowhere else', () => {
    const wrong = (bug: typeof SUMMED, deltas = false) => {
      const { arrows, boxes } = layoutOf(plantedReport({ bugs: [bug], how: { deltas } }));
      const near = (x: number, y: number) =>
        boxes.find(box => Math.abs(box.x - x) < 50 && Math.abs(box.y - y) < 50)?.is;
      return arrows
        .filter(({ isWrong }) => isWrong)
        .map(({ points }) => near(...points[points.length - 1]));
    };
    assert.deepEqual(wrong(SUMMED), ['layers.0.gradW', 'layers.0.delta']);
    assert.deepEqual(wrong(SUMMED, true), ['layers.0.delta']);
    assert.equal(wrong({ id: 'bias_not_used', layer: 1 }).length, 1);
  });

  it('fold what agrees in the middle of a deep net', () => {
    const report = plantedReport({ plan: DEEP, bugs: [{ id: 'derivative_missing', layer: 1 }] });
    const { folds, boxes } = layoutOf(report);
    assert.deepEqual(
      folds.map(({ words }) => words),
      ['layers 4–6 ✓'],
    );
    assert.deepEqual([...new Set(boxes.map(({ layer }) => layer))], [null, 0, 1, 2, 6]);
  });

  it('have neither shapes nor pictures of the biases where there is little room', () => {
    const { boxes, isWide, width } = layoutOf(plantedReport({}), 440);
    assert.equal(isWide, false);
    assert.ok(width <= 440);
    assert.deepEqual(
      boxes.filter(({ textual }) => textual).map(({ is }) => is),
      ['layers.0.biases', 'layers.0.gradB', 'layers.1.biases', 'layers.1.gradB'],
    );
    assert.ok(layoutOf(plantedReport({ plan: DEEP, noise: 'dW4' }), 220).width > 220);
  });
});
