/** The page of the inspector: what its rows say and show, where keys lead, and what it sends. */
import assert from 'node:assert/strict';
import { COMMANDS } from '../../../src/host/manifest/commands';
import type {
  FromInspector,
  InspectorPicture,
  ToInspector,
} from '../../../src/protocol/inspector/inspector';
import type { InspectorPage, Kept } from '../../../webview/inspector/page';
import { HOSTILE } from '../../host/planted';
import { recordingOf, useDom, type Screen } from './dom';
import { layerOf, pictureOf, tensorOf } from './inspectorPictures';
import { texts } from './recordedCanvas';

/** A page with its host written down. */
class Opened {
  readonly root = document.createElement('div');
  readonly posted: FromInspector[] = [];
  kept: Kept | null;
  private receive: (message: ToInspector) => void = () => undefined;

  constructor(
    private readonly screen: Screen,
    make: typeof InspectorPage,
    kept: Kept | null,
  ) {
    this.kept = kept;
    document.body.replaceChildren(this.root);
    new make(this.root, {
      post: message => void this.posted.push(message),
      listen: receive => void (this.receive = receive),
      kept: () => this.kept,
      keep: state => void (this.kept = state),
    }).start();
  }

  static async on(
    screen: Screen,
    picture: InspectorPicture | null = pictureOf(),
    kept: Kept | null = null,
  ): Promise<Opened> {
    const { InspectorPage: make } = await import('../../../webview/inspector/page');
    const opened = new Opened(screen, make, kept);
    if (picture) opened.show(picture);
    return opened;
  }

  show(picture: InspectorPicture): void {
    this.send({ type: 'inspector', picture });
  }

  send(message: ToInspector): void {
    this.receive(message);
    this.settle();
  }

  settle(): void {
    while (this.screen.frame());
  }

  find<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.root.querySelector<E>(selector) ?? assert.fail(selector);
  }

  get rows(): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>('.grid > [role="row"]')];
  }

  /** What a person sees of the rows, indented by their level. */
  get lines(): string[] {
    return this.rows.map(row => {
      const by = row.getAttribute('aria-level') === '1' ? '' : '  ';
      return by + (row.querySelector('.name')?.textContent ?? '');
    });
  }

  row(name: string, at = 0): HTMLElement {
    const found = this.rows.filter(row => row.querySelector('.name')?.textContent === name);
    return found.at(at) ?? assert.fail(`${name} in ${this.lines.join()}`);
  }

  /** A key where the focus is. @returns whether VS Code would see it too */
  key(key: string, options: KeyboardEventInit = {}): boolean {
    let isSeen = false;
    const see = (): void => void (isSeen = true);
    document.body.addEventListener('keydown', see);
    const event = new KeyboardEvent('keydown', {
      key,
      bubbles: true,
      cancelable: true,
      ...options,
    });
    document.activeElement?.dispatchEvent(event);
    document.body.removeEventListener('keydown', see);
    this.settle();
    return isSeen;
  }

  click(target: Element): void {
    target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    this.settle();
  }

  measure(value: string): void {
    const select = this.find<HTMLSelectElement>('select');
    select.value = value;
    select.dispatchEvent(new Event('change'));
    this.settle();
  }

  /** Lengths of the bars, in percent. */
  get bars(): number[] {
    return [...this.root.querySelectorAll<HTMLElement>('.fill')].map(({ style }) =>
      parseFloat(style.width),
    );
  }

  sent<Type extends FromInspector['type']>(type: Type): Extract<FromInspector, { type: Type }>[] {
    return this.posted.filter(
      (each): each is Extract<FromInspector, { type: Type }> => each.type === type,
    );
  }

  get focused(): string {
    return document.activeElement?.querySelector('.name')?.textContent ?? '';
  }
}

describe('the page of the inspector', () => {
  const { screen } = useDom();
  const open = (picture?: InspectorPicture | null, kept?: Kept) =>
    Opened.on(screen(), picture, kept);

  it('is a treegrid of layers and their tensors, with their places', async () => {
    const page = await open();
    const grid = page.find('.grid');
    assert.equal(grid.getAttribute('role'), 'treegrid');
    assert.ok(grid.getAttribute('aria-label'));
    const tensors = ['z', 'a', 'δ', 'W', '∂L/∂W'].map(name => `  ${name}`);
    assert.deepEqual(page.lines, ['layer1', ...tensors, 'layer2', 'output']);
    const places = page.rows.map(row =>
      ['level', 'posinset', 'setsize', 'expanded'].map(name => row.getAttribute(`aria-${name}`)),
    );
    assert.deepEqual(places[0], ['1', '1', '3', 'true']);
    assert.deepEqual(places[3], ['2', '3', '5', null]);
    assert.deepEqual(places[6], ['1', '2', '3', 'false']);
    for (const row of page.rows)
      for (const child of row.children)
        assert.match(child.getAttribute('role') ?? '', /^(?:rowheader|gridcell)$/);
    assert.equal(page.rows.filter(row => row.tabIndex === 0).length, 1);
  });

  it('says of a row what it is, how large, and where it goes; its tooltip has every digit', async () => {
    const page = await open();
    const spoken = page.row('δ').getAttribute('aria-label');
    assert.equal(spoken, 'delta of layer1, 200 by 6, norm 2.98e−5, rising');
    assert.deepEqual(
      [...page.row('δ').querySelectorAll('.number')].map(({ textContent }) => textContent),
      ['200×6', '2.98e−5'],
    );
    const { title } = page.row('W');
    assert.match(
      title,
      /^W of layer1: weights, inputs × units\nshape 200×6\nnorm ‖·‖ \(L2\) 1\.94\n/,
    );
    assert.ok(title.includes('mean |·| 0.27714285714285714'), title);
    assert.ok(title.includes('minimum −0.6466666666666666'), title);
    const layer = page.row('layer1');
    assert.equal(
      layer.getAttribute('aria-label'),
      'layer1, norm of delta 2.98e−5, 6 units, sigmoid, 18 parameters, 25 % saturated (|f′(z)| < 0.01)',
    );
    assert.equal(
      layer.title,
      'layer1: 6 units · sigmoid · 18 parameters · 25 % saturated (|f′(z)| < 0.01)',
    );
  });

  it('warns of what is not finite, and says so', async () => {
    const stats = {
      ...{ tensor: 'z' as const, rows: 2, cols: 3, norm: NaN, meanAbs: 0.1 },
      ...{ min: -0.30000000000000004, max: 0.2, nonFinite: 2 },
    };
    const lost = { ...stats, nonFinite: 6, meanAbs: NaN, min: NaN, max: NaN };
    const tensors = [tensorOf('z', 1, { stats }), tensorOf('a', 1, { stats: lost })];
    const page = await open(pictureOf({ layers: [layerOf('layer1', NaN, { tensors })] }));
    const odd = page.row('z');
    assert.ok(odd.classList.contains('odd'));
    assert.match(odd.getAttribute('aria-label') ?? '', /, 2 by 3, 2 not finite, norm NaN/);
    assert.match(odd.title, /minimum −0\.30000000000000004[^]*not finite \(NaN or ±∞\) 2 of 6/);
    assert.match(page.row('a').getAttribute('aria-label') ?? '', /, no finite value/);
    assert.equal(page.row('a').querySelector('.value')?.textContent, 'not finite');
    assert.deepEqual(page.bars, [0]);
  });

  it('compares the layers on one scale, by what is chosen', async () => {
    const page = await open();
    const scale = () => page.find('.scale').textContent;
    assert.equal(scale(), 'log scale 1e−6 … 0.1');
    const share = (value: number): number => (100 * Math.log10(value / 1e-6)) / 5;
    page.bars.forEach((bar, index) =>
      assert.ok(Math.abs(bar - share([2.98e-5, 1.24e-4, 0.0353][index])) < 0.01, `${bar}`),
    );
    const values = () => page.rows.map(row => row.querySelector('.value')?.textContent);
    assert.equal(values()[0], '2.98e−5');
    page.measure('gradW');
    assert.equal(values()[0], '8.94e−5');
    assert.equal(scale(), 'log scale 1e−6 … 1');
    page.measure('saturated');
    assert.equal(values()[0], '25 %');
    assert.deepEqual([...page.bars, scale()], [25, 25, 25, '0 … 100 %']);
    assert.equal(page.kept?.measure, 'saturated');
    assert.match(page.row('layer1').getAttribute('aria-label') ?? '', /^layer1, saturated 25 %, /);
  });

  it('keeps a scale within a run, where it only grows', async () => {
    const page = await open();
    const scale = () => page.find('.scale').textContent;
    const layers = [layerOf('layer1', 0.02), layerOf('layer2', 3), layerOf('output', 0.5)];
    page.show(pictureOf({ layers }));
    assert.equal(scale(), 'log scale 1e−6 … 10');
    page.show(pictureOf({ layers, run: 2 }));
    assert.equal(scale(), 'log scale 0.001 … 10');
  });

  it('marks a layer with a finding, and has one of them above the rows, with the way to them', async () => {
    const findings = [{ id: 'vanishing_gradient', message: 'The gradient vanishes: write tanh.' }];
    const layers = [layerOf('layer1', 1, { findings }), layerOf('layer2', 1)];
    const finding = 'The learning rate of 8 is too large: the loss rises.';
    const page = await open(pictureOf({ layers, finding, findings: 2 }));
    const marks = ['layer1', 'layer2'].map(name =>
      page.row(name).querySelector<HTMLElement>('.mark'),
    );
    assert.deepEqual(
      marks.map(mark => mark?.hidden),
      [false, true],
    );
    assert.match(page.row('layer1').title, /\nWarning: The gradient vanishes: write tanh\.$/);
    assert.match(page.row('layer1').getAttribute('aria-label') ?? '', /Warning: The gradient/);
    assert.equal(
      page.find('.finding').textContent,
      'The learning rate of 8 is too large. 2 findings',
    );
    page.click(marks[0] ?? assert.fail());
    page.click(page.find('.finding .link'));
    assert.deepEqual(
      page.sent('inspectorCommand').map(({ command }) => command),
      ['findings', 'findings'],
    );
    assert.equal(page.row('layer1').getAttribute('aria-expanded'), 'true', 'no click on the row');
    page.show(pictureOf());
    assert.equal(page.find('.finding').hidden, true);
  });

  it('leaves a key alone that leads nowhere, and lets VS Code have it', async () => {
    const page = await open();
    page.send({ type: 'focus' });
    for (const key of ['F10', 'Escape', 'Tab', 'Shift']) assert.equal(page.key(key), true, key);
    assert.equal(page.key('p', { ctrlKey: true }), true);
  });

  it('goes from a layer to its tensors and back, to the ends, and to a letter', async () => {
    const page = await open();
    page.send({ type: 'focus' });
    const steps: [string, string][] = [
      ['ArrowRight', 'z'],
      ['ArrowDown', 'a'],
      ['ArrowLeft', 'layer1'],
      ['ArrowLeft', 'layer1'],
      ['ArrowLeft', 'layer1'],
      ['ArrowDown', 'layer2'],
      ['ArrowRight', 'layer2'],
      ['ArrowRight', 'z'],
      ['End', 'output'],
      ['Home', 'layer1'],
      ['o', 'output'],
      ['l', 'layer1'],
      ['L', 'layer2'],
      ['w', 'W'],
      ['PageUp', 'layer1'],
    ];
    const leadsNowhere = 4;
    steps.forEach(([key, name], at) => {
      assert.equal(page.key(key), at === leadsNowhere, key);
      assert.equal(page.focused, name, key);
    });
    assert.equal(page.row('layer1').getAttribute('aria-expanded'), 'false');
    assert.equal(page.row('layer2').getAttribute('aria-expanded'), 'true');
    assert.deepEqual(page.kept?.folding, { network: 'three', open: [1] });
    page.key(' ');
    assert.equal(page.row('layer1').getAttribute('aria-expanded'), 'true');
  });

  it('opens the current row in the panel, copies it, and goes to its line', async () => {
    const page = await open();
    page.send({ type: 'focus' });
    page.key('Enter');
    page.measure('gradW');
    page.send({ type: 'focus' });
    page.key('Enter');
    assert.equal(page.key('c', { ctrlKey: true }), true, 'a layer has no numbers to copy');
    page.key('F12');
    page.key('ArrowDown');
    for (const [key, options] of [
      ['Enter', {}],
      [' ', {}],
      ['c', { ctrlKey: true }],
      ['C', { ctrlKey: true, shiftKey: true }],
      ['c', { metaKey: true }],
      ['F12', {}],
    ] as const)
      assert.equal(page.key(key, options), false, key);
    const z = { layer: 0, tensor: 'z' };
    assert.deepEqual(
      page.sent('choose').map(({ tensor }) => tensor),
      [{ layer: 0, tensor: 'delta' }, { layer: 0, tensor: 'gradW' }, z, z],
    );
    assert.deepEqual(
      page.sent('row').map(({ act, row }) => [act, row]),
      [
        ['goToLine', { layer: 0, tensor: null }],
        ['copyNumPy', z],
        ['copyCsv', z],
        ['copyNumPy', z],
        ['goToLine', z],
      ],
    );
    assert.deepEqual(page.sent('current').at(-1)?.row, z);
  });

  it('chooses a tensor by a click, and folds a layer', async () => {
    const page = await open();
    page.click(page.row('δ').querySelector('.value') ?? assert.fail());
    assert.deepEqual(page.sent('choose').at(-1)?.tensor, { layer: 0, tensor: 'delta' });
    assert.equal(page.focused, 'δ');
    page.click(page.row('layer1'));
    assert.equal(page.row('layer1').getAttribute('aria-expanded'), 'false');
    assert.equal(page.focused, 'layer1');
    assert.equal(page.sent('choose').length, 1);
  });

  it('stays where a key has led since a row was chosen, when that choice comes back', async () => {
    const page = await open();
    page.click(page.row('a'));
    page.key('ArrowDown');
    // A picture that was on its way knows nothing of the choice.
    page.show(pictureOf({ chosen: null }));
    page.show(pictureOf({ chosen: { layer: 0, tensor: 'a' } }));
    assert.equal(page.focused, 'δ');
    assert.equal(page.row('δ').tabIndex, 0);
    page.key('c', { ctrlKey: true });
    assert.deepEqual(page.sent('row').at(-1)?.row, { layer: 0, tensor: 'delta' });
  });

  it('shows what was chosen elsewhere, and leaves the focus where it is', async () => {
    const page = await open();
    const before = document.activeElement;
    page.show(pictureOf({ chosen: { layer: 2, tensor: 'weights' } }));
    assert.equal(page.row('output').getAttribute('aria-expanded'), 'true');
    const selected = page.rows.filter(row => row.getAttribute('aria-selected') === 'true');
    assert.deepEqual(selected, [page.row('W', 1)]);
    assert.equal(page.row('W', 1).tabIndex, 0);
    assert.equal(document.activeElement, before);
    page.click(page.row('output'));
    page.show(pictureOf({ chosen: { layer: 2, tensor: 'weights' }, step: 501 }));
    assert.equal(page.row('output').getAttribute('aria-expanded'), 'false', 'folded by hand');
  });

  it('filters its rows by names, symbols and words, until Escape', async () => {
    const page = await open();
    page.send({ type: 'focus' });
    assert.equal(page.key('f', { ctrlKey: true }), false);
    const field = page.find<HTMLInputElement>('.filter input');
    assert.equal(document.activeElement, field);
    const type = (text: string): string[] => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
      return page.lines;
    };
    assert.deepEqual(type('δ'), ['layer1', '  δ', 'layer2', '  δ', 'output', '  δ']);
    assert.equal(page.find('[role="status"]').textContent, '6 rows');
    assert.deepEqual(type('Δ'), [], 'another letter');
    assert.deepEqual(type('w').slice(0, 2), ['layer1', '  z'], 'weighted sums');
    assert.deepEqual(type('output').slice(0, 2), ['output', '  z']);
    assert.deepEqual(type('gradient of the loss').slice(0, 2), ['layer1', '  ∂L/∂W']);
    assert.deepEqual(type('no such'), []);
    assert.equal(page.find('[role="status"]').textContent, 'No row matches.');
    assert.equal(page.key('Escape'), false);
    assert.equal(page.find('.filter').hidden, true);
    assert.equal(page.lines.length, 8);
    assert.equal(page.focused, 'layer1');
    assert.equal(page.key('Escape'), true, 'it is left to the run');
  });

  it('shows all rows again on Escape, wherever the focus is by then', async () => {
    const page = await open();
    page.send({ type: 'focus' });
    page.key('f', { ctrlKey: true });
    const field = page.find<HTMLInputElement>('.filter input');
    field.value = 'δ';
    field.dispatchEvent(new Event('input'));
    page.send({ type: 'focus' });
    assert.equal(page.focused, 'layer1');
    assert.equal(page.lines.length, 6);
    assert.equal(page.key('Escape'), false);
    assert.equal(page.lines.length, 8);
    assert.equal(page.focused, 'layer1');
  });

  it('has the panel’s field for the step: a number, so many more, the end of an epoch', async () => {
    const page = await open();
    const field = page.find<HTMLInputElement>('.step-field');
    assert.equal(field.value, '500');
    assert.doesNotMatch(field.title, /\(G\)/, 'a letter leads to a row');
    const type = (text: string): void => {
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event('input'));
      assert.equal(page.key('Enter'), false);
    };
    type('x');
    assert.equal(field.getAttribute('aria-invalid'), 'true');
    assert.deepEqual(page.sent('goTo'), []);
    for (const text of ['1,200', '+100', 'e50']) {
      type(text);
      assert.equal(page.focused, 'layer1', 'keys are the rows’ again');
    }
    assert.deepEqual(
      page.sent('goTo').map(({ step }) => step),
      [1200, 600, 200],
    );
    field.focus();
    field.value = '7';
    page.show(pictureOf({ step: 501 }));
    assert.equal(field.value, '7', 'it is not written over');
    page.key('Escape');
    assert.equal(field.value, '501');
  });

  it('shows below how the entries of the current tensor are spread', async () => {
    const page = await open(pictureOf({ chosen: { layer: 0, tensor: 'delta' } }));
    const counts = Float64Array.of(1, 0, 4, 2);
    const distribution = {
      ...{ layer: 0, tensor: 'delta' as const, low: -2, high: 2, counts },
      ...{ zeros: 0, nonFinite: 0 },
    };
    page.show(pictureOf({ chosen: { layer: 0, tensor: 'delta' }, distribution }));
    const foot = [...page.root.querySelectorAll('.foot-line span')].map(each => each.textContent);
    assert.deepEqual(foot, [
      'δ of layer1',
      '1,200 entries',
      'mean |·| 4.26e−6',
      '−9.93e−6 … 9.93e−6',
    ]);
    const canvas = page.find('.distribution canvas');
    assert.equal(canvas.getAttribute('aria-label'), 'Distribution of δ of layer1');
    assert.deepEqual(texts(recordingOf(canvas)).slice(-3), ['−2', '2', '0']);
    page.find('.distribution').focus();
    page.key('ArrowRight');
    assert.equal(
      page.find('[role="status"]').textContent,
      'Distribution of δ of layer1, −2 … −1: 1 entry',
    );
  });

  it('shows nothing of what comes later in a pass that is followed', async () => {
    const later = tensorOf('delta', 1, { mark: 'later', stats: null, course: new Float64Array() });
    const fresh = tensorOf('z', 1, { mark: 'new' });
    const measures = { delta: null, gradW: null, ratio: null, saturated: null };
    const layer = layerOf('layer1', 1, { tensors: [fresh, later], measures, health: null });
    const page = await open(pictureOf({ layers: [layer], chosen: { layer: 0, tensor: 'delta' } }));
    const row = page.row('δ');
    assert.equal(row.getAttribute('aria-label'), 'delta of layer1: later in this pass');
    assert.equal(row.querySelector('.value')?.textContent, 'later');
    assert.equal(row.querySelector('polyline')?.getAttribute('points'), '');
    assert.match(page.row('z').getAttribute('aria-label') ?? '', /, just computed$/);
    assert.equal(page.row('z').querySelector('.icon')?.getAttribute('data-mark'), 'new');
    assert.equal(page.row('layer1').querySelector('.value')?.textContent, '');
  });

  it('tells the menu of VS Code which part of the page it is about', async () => {
    const findings = [{ id: 'dead_units', message: 'x' }];
    const layers = [layerOf('layer1', 1, { findings }), layerOf('layer2', 1)];
    const page = await open(pictureOf({ layers }));
    const context = (part: Element | null): unknown =>
      JSON.parse(part?.getAttribute('data-vscode-context') ?? 'null');
    const preventDefaultContextMenuItems = true;
    const [warned, tensor, mark, layer] = [
      context(page.row('layer1')),
      context(page.row('W')),
      context(page.row('layer1').querySelector('.mark')),
      context(page.row('layer2')),
    ];
    const both = { preventDefaultContextMenuItems };
    assert.deepEqual(warned, { webviewSection: 'warned', layer: 0, ...both });
    assert.deepEqual(tensor, { webviewSection: 'tensor', layer: 0, tensor: 'weights', ...both });
    assert.deepEqual(mark, { webviewSection: 'finding', finding: 'dead_units', ...both });
    assert.deepEqual(layer, { webviewSection: 'layer', layer: 1, ...both });
  });

  it('says what keys are about: its rows, a text that is typed, or nothing in a list of choices', async () => {
    const page = await open();
    page.send({ type: 'focus' });
    page.find('.step-field').focus();
    page.row('layer1').focus();
    page.find('select').focus();
    page.row('layer1').focus();
    window.dispatchEvent(new Event('blur'));
    const told = page.sent('focused').map(({ focus }) => focus);
    assert.deepEqual(told, ['rows', 'text', 'rows', 'none', 'rows', 'none']);
  });

  it('begins with few layers unfolded, with one of many, or as it was left', async () => {
    const two = [layerOf('layer1', 1), layerOf('layer2', 1)];
    const folds = (page: Opened) =>
      page.rows.flatMap(row => row.getAttribute('aria-expanded') ?? []);
    assert.deepEqual(folds(await open(pictureOf({ layers: two }))), ['true', 'true']);
    const kept = { measure: 'gradW', folding: { network: 'three', open: [2] } } as const;
    const again = await open(pictureOf(), { ...kept, folding: { ...kept.folding, open: [2] } });
    assert.deepEqual(folds(again), ['false', 'false', 'true']);
    assert.equal(again.find<HTMLSelectElement>('select').value, 'gradW');
    again.show(pictureOf({ network: 'another' }));
    assert.deepEqual(folds(again), ['true', 'false', 'false']);
  });

  it('welcomes where there is no run, with what can be done', async () => {
    const page = await open(null);
    page.send({ type: 'welcome', welcome: 'idle' });
    const buttons = [...page.root.querySelectorAll('.welcome button')];
    assert.deepEqual(
      buttons.map(({ textContent }) => textContent),
      ['Inspect Gradients', 'Step One Batch', 'Train Network'],
    );
    assert.equal(page.find('main').hidden, true);
    page.click(buttons[1]);
    assert.deepEqual(page.sent('inspectorCommand'), [
      { type: 'inspectorCommand', command: 'step' },
    ]);
    page.send({ type: 'focus' });
    assert.equal(document.activeElement, buttons[0]);
    page.show(pictureOf());
    assert.equal(page.find('.welcome').hidden, true);
    assert.equal(page.find('main').hidden, false);
  });

  it('calls what can be done as the palette calls it', async () => {
    const { inspectorStrings: strings } =
      await import('../../../webview/inspector/inspectorStrings');
    for (const { commands } of Object.values(strings.welcomes))
      for (const command of commands)
        assert.equal(strings.commands[command], COMMANDS[command].title, command);
  });

  it('has text of a file as text alone', async () => {
    const tensors = [tensorOf('z', 1, { symbol: HOSTILE })];
    const findings = [{ id: 'check', message: HOSTILE }];
    const layers = [layerOf(HOSTILE, 1, { tensors, findings })];
    const page = await open(pictureOf({ name: HOSTILE, finding: HOSTILE, findings: 1, layers }));
    assert.equal(page.find('h1').textContent, HOSTILE);
    assert.equal(page.row(HOSTILE, 1).getAttribute('aria-level'), '2');
    assert.equal(page.root.querySelector('img, a'), null);
  });
});
