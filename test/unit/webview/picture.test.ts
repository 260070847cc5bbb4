import assert from 'node:assert/strict';
import { plainNumber } from '../../../webview/words/numbers';
import { XOR } from '../host/support';
import { BOX, useDom } from './dom';
import { expressionOf, Panel } from './panel';

/** What each section's picture says of itself in a file. */
const PICTURES = ['curves', 'predictions', 'network', 'matrices', 'flow'];

describe('Every picture', () => {
  const { screen } = useDom();

  async function trained(): Promise<Panel> {
    const panel = await Panel.open(screen());
    await panel.does(() => panel.session.step(6));
    return panel;
  }

  /** What is saved by this entry of the menu of a section's first picture. */
  async function saved(panel: Panel, id: string, entry: string) {
    await panel.choose('Save As…', panel.section(id), entry);
    const { name, mime, data } = panel.last('save');
    return { name, mime, text: new TextDecoder().decode(data) };
  }

  for (const id of PICTURES) {
    it(`is saved whole, as SVG and as PNG: ${id}`, async () => {
      const panel = await trained();
      const svg = await saved(panel, id, 'SVG as on Screen');
      assert.match(svg.name, /^small .*\.svg$/);
      assert.equal(svg.mime, 'image/svg+xml');
      assert.match(svg.text, /^<svg [\s\S]*<\/svg>\s*$/);
      assert.ok(svg.text.split('<').length > 20, svg.text);
      assert.equal(panel.said(), `Choose where to save ${svg.name}.`);
      const png = await saved(panel, id, 'PNG as on Screen');
      assert.match(png.name, /\.png$/);
      assert.equal(png.mime, 'image/png');
      assert.match(png.text, /^picture of \d{3,4}×\d{3,4}$/);
    });
  }

  it('has a name that a person would give its file', async () => {
    const panel = await trained();
    const name = async (): Promise<string> =>
      (await saved(panel, 'predictions', 'SVG as on Screen')).name;
    assert.equal(await name(), 'small Decision Boundary.svg');
    await panel.face('truth');
    assert.equal(await name(), 'small Truth and Prediction.svg');
  });

  it('has the names of the classes beside truth and prediction', async () => {
    const panel = await trained();
    await panel.face('truth');
    for (const format of ['SVG as on Screen', 'SVG, 8.5 cm']) {
      const { text } = await saved(panel, 'predictions', format);
      const names = panel.page?.model.description?.data.classNames ?? assert.fail();
      for (const name of names) assert.ok(text.includes(`>${name}<`), `${format}: ${name}`);
    }
  });

  it('is a table and is copied by single letters, but in no other place', async () => {
    const panel = await trained();
    const section = panel.section('predictions');
    const box = section.querySelector<HTMLElement>('.plot') ?? assert.fail();
    const isShown = (): boolean => box.closest('[hidden]') === null;
    box.focus();
    assert.equal(await panel.key(box, 't'), true);
    assert.equal(isShown(), false);
    const table = document.activeElement;
    assert.ok(table instanceof HTMLElement && table.classList.contains('table-frame'));
    assert.equal(await panel.key(table, 'T'), true);
    assert.deepEqual([isShown(), document.activeElement], [true, box]);
    assert.equal(await panel.key(box, 'c'), true);
    assert.match(panel.said(), /^Copied|^The picture could not be copied/);
    const tools = section.querySelector<HTMLElement>('.icon-button') ?? assert.fail();
    assert.equal(await panel.key(tools, 't'), false);
    assert.equal(isShown(), true);
  });

  it('has a logarithmic axis by a letter where it is of a loss', async () => {
    const panel = await trained();
    const chart = panel.find('.chart');
    assert.equal(await panel.key(chart, 'l'), true);
    assert.equal(panel.kept?.logLoss, true);
    assert.equal(await panel.key(chart, 'l'), true);
    assert.equal(panel.kept?.logLoss, false);
    const plot = panel.section('predictions').querySelector<HTMLElement>('.plot') ?? assert.fail();
    assert.equal(await panel.key(plot, 'l'), false);
    // A button that lies on the picture is not the picture.
    assert.equal(await panel.key(panel.find('.zoom-reset'), 'l'), false);
    assert.equal(panel.kept.logLoss, false);
  });

  it('is a PNG of two pixels for each of its own at least, however coarse the screen', async () => {
    const panel = await trained();
    const widths: number[] = [];
    for (const ratio of [1, 2, 3]) {
      await panel.does(() => screen().setRatio(ratio));
      const { text } = await saved(panel, 'curves', 'PNG as on Screen');
      widths.push(Number(/\d+/.exec(text)?.[0]));
    }
    assert.deepEqual(widths, [2 * BOX.width, 2 * BOX.width, 3 * BOX.width]);
  });

  it('is saved as numbers, in the order of its table', async () => {
    const panel = await trained();
    const { model } = panel.page ?? assert.fail();
    const weights = model.tensor({ layer: 0, tensor: 'weights' }) ?? assert.fail();
    const biases = model.tensor({ layer: 0, tensor: 'biases' }) ?? assert.fail();
    const csv = await saved(panel, 'matrices', 'CSV: Its Numbers');
    assert.equal(csv.name, 'small W¹.csv');
    assert.equal(csv.mime, 'text/csv');
    const [head, ...lines] = csv.text.trim().split('\n');
    assert.equal(head.split(',').slice(1).join(), '1,2,3');
    const numbers = [...weights.data, ...biases.data].map(plainNumber);
    assert.deepEqual(
      lines.flatMap(line => line.trim().split(',').slice(1)),
      numbers,
    );
    const curves = await saved(panel, 'curves', 'CSV: Its Numbers');
    const { history } = model;
    const row = (at: number): string =>
      [history.numbers, ...history.columns].map(column => plainNumber(column.at(at))).join();
    const rows = curves.text
      .trim()
      .split('\n')
      .map(line => line.trim());
    assert.deepEqual(rows, ['epoch,loss,accuracy', row(0), row(1)]);
  });

  it('is copied as a picture, with its numbers beside it', async () => {
    const panel = await trained();
    await panel.choose('Copy as on Screen', panel.section('curves'));
    const [item] = screen().clipboard ?? [];
    const content: unknown = Reflect.get(item, 'content');
    assert.ok(typeof content === 'object' && content !== null);
    const parts = new Map<string, unknown>(Object.entries(content));
    const text = parts.get('text/plain');
    assert.ok(text instanceof Blob);
    const copied = await text.text();
    assert.match(copied, /^epoch\tloss\taccuracy\r?\n1\t0\.\d+\t0\.\d+\r?\n2\t/);
    const png = await parts.get('image/png');
    assert.ok(png instanceof Blob);
    assert.match(await png.text(), /^picture of/);
    assert.equal(panel.said(), 'Copied.');
    await panel.choose('Copy Figure, 8.5 cm', panel.section('curves'));
    const figure: unknown = Reflect.get(screen().clipboard?.at(-1) ?? {}, 'content');
    assert.ok(typeof figure === 'object' && figure !== null);
    const printed: unknown = await Reflect.get(figure, 'image/png');
    assert.ok(printed instanceof Blob);
    assert.match(await printed.text(), /^picture of 1004×/);
    screen().clipboard = null;
    await panel.choose('Copy as on Screen', panel.section('curves'));
    assert.equal(panel.last('copy').text, copied);
    assert.match(panel.said(), /clipboard did not take the picture/);
  });

  it('of an expression is saved as well', async () => {
    const panel = await Panel.open(screen(), expressionOf(['q = x * y', 'f = q + 1']));
    const { text } = await saved(panel, 'graph', 'SVG as on Screen');
    for (const word of ['−10', '−9']) assert.ok(text.includes(word), word);
    const csv = await saved(panel, 'graph', 'CSV: Its Numbers');
    assert.match(csv.text, /,-10,1,/);
  });

  it('is a table for those who listen', async () => {
    const panel = await Panel.open(screen(), XOR);
    document.body.className = 'vscode-using-screen-reader';
    await panel.reload();
    assert.ok(panel.section('predictions').querySelector('.table-frame:not([hidden])'));
    assert.equal(panel.table(panel.section('predictions')).length, 22);
    const before = panel.table(panel.section('predictions'));
    await panel.does(() => panel.session.step(20));
    assert.notDeepEqual(panel.table(panel.section('predictions')), before);
    document.body.className = '';
  });
});
