/** Figures for a report, from the page: their size, their words, and that nothing of the page is on them. */
import assert from 'node:assert/strict';
import { SMALLEST_TEXT } from '../../../webview/drawing/paper';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';
import { CLASSES, trained } from './transcripts/scenes';

const BLACK = 'rgb(0, 0, 0)';
const SECTIONS = ['curves', 'predictions', 'network', 'layer', 'matrices', 'flow'];
const WIDTHS = [
  [8.5, '85mm'],
  [17, '170mm'],
] as const;

interface Text {
  text: string;
  /** As it is drawn, with the scale around it (px). */
  size: number;
  fill: string;
}

describe('A figure', () => {
  const { screen } = useDom();

  async function svg(panel: Panel, id: string, entry = 'SVG, 8.5 cm'): Promise<string> {
    await panel.choose('Save As…', panel.section(id), entry);
    return new TextDecoder().decode(panel.last('save').data);
  }

  /** A network with three classes over two inputs, after four epochs. */
  const classes = (): Promise<Panel> => trained(screen(), CLASSES);

  for (const id of SECTIONS)
    it(`has its title, its facts, and text of seven points at least: ${id}`, async () => {
      const panel = await classes();
      const { title } = panel.page?.model.snapshot ?? assert.fail();
      const { facts } = panel.page?.subject ?? assert.fail();
      for (const [width, written] of WIDTHS) {
        const text = await svg(panel, id, `SVG, ${width} cm`);
        const [head] = text.split('\n');
        assert.match(head, new RegExp(`^<svg [^>]*width="${written}" height="[\\d.]+mm"`));
        assert.match(head, /><rect x="0" y="0" [^>]*fill="rgb\(255, 255, 255\)"\/>$/);
        const words = textsOf(text);
        const small = words.filter(({ size }) => size < SMALLEST_TEXT - 0.05);
        assert.deepEqual(small, [], `${width} cm`);
        const all = words.map(each => each.text).join(' ');
        assert.ok(all.includes(`${title}: `), all);
        assert.ok(all.endsWith(facts), all);
      }
    });

  it('is the same in every theme', async () => {
    const panel = await classes();
    for (const id of ['curves', 'predictions', 'network', 'layer', 'matrices']) {
      const drawn: string[] = [];
      for (const name of ['vscode-dark', 'vscode-high-contrast']) {
        await panel.does(() => (document.body.className = name));
        drawn.push(await svg(panel, id));
      }
      assert.ok(
        drawn.every(each => each === drawn[0]),
        id,
      );
    }
    await panel.does(() => (document.body.className = ''));
  });

  it('is black on white, but for what its colours mean', async () => {
    const panel = await classes();
    const [title] = textsOf(await svg(panel, 'curves')).filter(({ text }) =>
      /loss, accuracy/.test(text),
    );
    assert.equal(title.fill, BLACK);
    const ticks = textsOf(await svg(panel, 'curves')).filter(({ text }) => /^[\d.]+$/.test(text));
    assert.ok(ticks.length > 4 && ticks.every(({ fill }) => fill === BLACK));
  });

  it('says what the run was: optimiser, rate, loss, reduction, seed, and what it came to', async () => {
    const panel = await Panel.open(screen(), XOR);
    await panel.does(() => panel.session.step(6));
    const facts = (): string => panel.page?.subject.facts ?? assert.fail();
    const { description, frame } = panel.page?.model ?? assert.fail();
    assert.ok(description && frame);
    assert.match(facts(), /learning rate [\d.]+, .*over .*rows, (?:NumPy|PyTorch) seed \d+\. /);
    const [loss] = frame.lastEpoch;
    assert.ok(facts().includes(`loss ${loss.toPrecision(4)}`), facts());
    const written = [
      ['sgd', { momentum: 0.9 }, 'SGD with momentum 0.9, learning rate 0.25'],
      ['adam', {}, 'Adam, learning rate 0.25'],
      ['adamw', { weight_decay: 0.03 }, 'AdamW, learning rate 0.25, weight decay 0.03'],
    ] as const;
    for (const [type, more, words] of written) {
      const file = JSON.parse(XOR) as Record<string, object>;
      const optimizer = { type, learning_rate: 0.25, ...more };
      const trainer = { ...file['trainer'], batch_size: 2 };
      await panel.edit(JSON.stringify({ ...file, optimizer, trainer, seed: 77 }));
      await panel.does(() => panel.session.reset());
      await panel.does(() => panel.session.step(1));
      assert.ok(facts().startsWith(`${words}, `), facts());
      assert.match(facts(), /over batches of 2 rows, NumPy seed 77\. Step 1/);
    }
  });

  it('names the epoch after whole ones, and the step inside of one', async () => {
    const panel = await Panel.open(screen(), XOR);
    const { batchesPerEpoch } = panel.page?.model.description ?? assert.fail();
    const result = (): string => panel.page?.subject.facts.split('. ').at(-1) ?? '';
    assert.match(result(), /^Step 0: loss [\d.]+, accuracy [\d.]+\.$/);
    await panel.does(() => panel.session.step(1));
    if (batchesPerEpoch > 1) assert.match(result(), /^Step 1: loss .* before training\.$/);
    await panel.does(() => panel.session.goTo(batchesPerEpoch));
    assert.match(result(), /^Epoch 1: loss /);
    await panel.does(() => panel.session.step(1));
    if (batchesPerEpoch > 1) assert.match(result(), /^Step \d+: loss .* after epoch 1\.$/);
  });

  it('has no playhead, which stays on the screen', async () => {
    const panel = await classes();
    await panel.does(() => panel.session.goTo(1));
    const upright = (text: string): number =>
      [
        ...text.matchAll(/<path d="M([\d.]+) [\d.]+L\1 [\d.]+" fill="none" stroke="([^"]*)"/g),
      ].filter(([, , color]) => color !== 'rgb(224, 224, 224)').length;
    assert.equal(upright(await svg(panel, 'flow')), 0);
    const grid = panel.page?.theme.grid.join(', ') ?? '';
    const shown = (await svg(panel, 'flow', 'SVG as on Screen')).replaceAll(
      `rgb(${grid})`,
      'rgb(224, 224, 224)',
    );
    assert.equal(upright(shown), 1);
  });

  it('has nothing selected on it', async () => {
    const panel = await Panel.open(screen(), XOR);
    await panel.does(() => panel.session.step(4));
    const ids = ['network', 'layer', 'matrices'];
    const drawn = async (): Promise<string[]> => {
      const all: string[] = [];
      for (const id of ids) all.push(await svg(panel, id, 'SVG, 17 cm'));
      return all;
    };
    const weights = { layer: 0, tensor: 'weights' } as const;
    const before = await drawn();
    await panel.does(() => panel.page?.select(weights, { row: 0, col: 1 }));
    const after = await drawn();
    for (const [at, id] of ids.entries()) assert.ok(after[at] === before[at], id);
  });

  it('leaves the page as it was', async () => {
    const panel = await classes();
    const box = panel.section('predictions').querySelector('canvas') ?? assert.fail();
    const before = [box.style.width, ...panel.texts(panel.section('curves'))];
    await svg(panel, 'predictions');
    await svg(panel, 'curves');
    assert.deepEqual([box.style.width, ...panel.texts(panel.section('curves'))], before);
    assert.equal(panel.page?.paper, null);
  });

  it('has a caption to copy beside it', async () => {
    const panel = await classes();
    await panel.choose('Copy Caption', panel.section('curves'));
    const { title } = panel.page?.model.snapshot ?? assert.fail();
    const facts = panel.page?.subject.facts ?? '';
    assert.equal(panel.last('copy').text, `${title}: loss, accuracy and mae. ${facts}`);
  });

  it('is saved with 300 dots per inch', async () => {
    const panel = await classes();
    for (const [width, pixels] of [
      [8.5, 1004],
      [17, 2008],
    ]) {
      await panel.choose('Save As…', panel.section('curves'), `PNG, ${width} cm at 300 dpi`);
      const text = new TextDecoder().decode(panel.last('save').data);
      assert.match(text, new RegExp(`^picture of ${pixels}×`));
    }
  });
});

/** Every text with the scales of the groups around it. */
function textsOf(svg: string): Text[] {
  const scales: number[] = [1];
  const found: Text[] = [];
  for (const [tag, name] of svg.matchAll(/<(\/?\w+)[^>]*>/g)) {
    if (name === 'g') {
      const own = Number(/scale\(([\d.]+)/.exec(tag)?.[1] ?? 1);
      scales.push((scales.at(-1) ?? 1) * own);
    } else if (name === '/g') scales.pop();
    else if (name === 'text') {
      const size = Number(/([\d.]+)px/.exec(tag)?.[1]) * (scales.at(-1) ?? 1);
      const fill = /fill="([^"]*)"/.exec(tag)?.[1] ?? '';
      const start = svg.indexOf(tag) + tag.length;
      found.push({ text: svg.slice(start, svg.indexOf('<', start)), size, fill });
    }
  }
  return found;
}
