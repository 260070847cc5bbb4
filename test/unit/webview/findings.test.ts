/** The findings on the page: what is open, what is tried without being asked, and what each button does. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { claimOf, codeOf } from '../../../webview/findings/findingWords';
import { seedPlaces } from '../../../webview/findings/miniPictures';
import { layers, sound } from '../experiment/diagnosis/support';
import { useDom } from './dom';
import { Panel } from './panel';

const alike = layers('tanh', 6).map(each => ({ ...each, kernel_initializer: 'ones' }));
const trainer = { epochs: 20, batch_size: 16 };
/** Units that begin alike: one finding, from the start on. */
const ALIKE = JSON.stringify(sound({ model: { layers: alike }, trainer }));
/** A validation loss that rises: a finding that begins at an epoch. */
const OVERFIT = JSON.stringify(
  sound({
    data: {
      train: { type: 'generator', name: 'moons', n_samples: 60, noise: 0.35, seed: 5 },
      split: { train: 0.5, validation: 0.5 },
    },
    model: { layers: layers('tanh', 24, 24) },
    trainer: { epochs: 400, batch_size: 'full' },
  }),
);

describe('the findings on the page', () => {
  const { screen } = useDom();
  const textOf = (panel: Panel, selector: string): string =>
    panel.section('findings').querySelector(selector)?.textContent ?? assert.fail(selector);
  const hidden = (panel: Panel, selector: string): boolean => {
    const found = panel.section('findings').querySelector<HTMLElement>(selector);
    return found ? found.hidden !== false : assert.fail();
  };

  it('claim the cause, say where it stands in the file, and count in the title', async () => {
    const panel = await Panel.open(screen(), ALIKE);
    await panel.visit('findings');
    await panel.does(() => panel.session.check());
    assert.equal(textOf(panel, '.section-title'), 'Findings (1)');
    assert.equal(
      textOf(panel, '.finding-claim'),
      'All 6 units of layer1 begin with the same weights',
    );
    assert.match(textOf(panel, '.finding-rest'), /^Equal units have equal gradients/);
    assert.equal(
      textOf(panel, '.finding-meta'),
      'kernel_initializer, line 1from the startunits_identical',
    );
    await panel.press('kernel_initializer, line 1');
    assert.deepEqual(panel.last('finding'), {
      type: 'finding',
      act: 'goTo',
      id: 'units_identical',
    });
    await panel.press('units_identical');
    assert.equal(panel.last('finding').act, 'explain');
  });

  it('are tried once where they are looked at, and offered with what came of it', async () => {
    const panel = await Panel.open(screen(), ALIKE);
    await panel.visit('findings');
    await panel.does(() => panel.session.train());
    const asked = panel.all('finding').filter(({ act }) => act === 'examine');
    assert.deepEqual(asked, [{ type: 'finding', act: 'examine', id: 'units_identical' }]);
    const { edits } = panel.laboratory.examination('units_identical') ?? assert.fail();
    const rows = [...panel.section('findings').querySelectorAll('.fix-row')];
    assert.equal(rows.length, edits.filter(({ offered }) => offered).length);
    assert.equal(
      rows[0].querySelector('code')?.textContent,
      'layers[0] "kernel_initializer": "xavier_uniform"',
    );
    const mean = (values: number[]): number => values.reduce((a, b) => a + b) / values.length;
    const [from, to] = [edits[0].before, edits[0].after].map(mean);
    assert.equal(
      rows[0].querySelector('.fix-outcome')?.textContent,
      `accuracy ${Number(from.toPrecision(3))} → ${Number(to.toPrecision(3))}`,
    );
    await panel.press('Apply', rows[0]);
    assert.deepEqual(panel.last('edit'), {
      type: 'edit',
      act: 'apply',
      id: 'units_identical',
      edit: 0,
    });
    await panel.press('Run Both', rows[0]);
    assert.equal(panel.last('edit').act, 'runBoth');
    assert.equal(panel.find('#tab-compare').getAttribute('aria-selected'), 'true');
    assert.ok(panel.shows('runs'));
  });

  it('say which run is tried, and stop when Cancel is pressed', async () => {
    const panel = await Panel.open(screen(), ALIKE);
    await panel.visit('findings');
    panel.deaf = true;
    await panel.does(() => panel.session.train());
    const tell = (at: { edit: number; edits: number; seed: number; seeds: number } | null) => {
      const findings = panel.findings.report.findings.map(each => ({
        ...each,
        examination: { state: 'running' as const, edits: [], at, curvature: null, roundedFrom: 7 },
      }));
      return panel.finds({ ...panel.findings.report, findings });
    };
    await tell(null);
    assert.equal(textOf(panel, '.fix-progress'), 'Preparing to try what may help…');
    assert.match(textOf(panel, '.follows p'), /^Digits from epoch 7 on depend on rounding/);
    await tell({ edit: 0, edits: 2, seed: 3, seeds: 3 });
    assert.equal(textOf(panel, '.fix-progress'), 'As the file is: seed 3 of 3…');
    await tell({ edit: 2, edits: 2, seed: 1, seeds: 3 });
    assert.equal(textOf(panel, '.fix-progress'), 'Edit 2 of 2: seed 1 of 3…');
    await panel.press('Cancel', panel.section('findings'));
    assert.equal(panel.all('stopTrying').length, 1);
  });

  it('after Cancel can be tried again', async () => {
    const panel = await Panel.open(screen(), JSON.stringify(sound()));
    await panel.visit('findings');
    panel.deaf = true;
    await panel.edit(ALIKE);
    await panel.does(() => panel.session.train());
    panel.deaf = false;
    const { findings, laboratory } = panel;
    const trying = laboratory.examine(findings.findings[0]);
    laboratory.stop();
    await panel.does(() => trying);
    assert.equal(textOf(panel, '.fix-progress'), 'Stopped before everything was tried.');
    await panel.press('Try What May Help', panel.section('findings'));
    assert.ok(panel.section('findings').querySelector('.fix-row'));
  });

  it('show one at a time: the first, or that which was chosen', async () => {
    const panel = await Panel.open(
      screen(),
      readFileSync('samples/dead-relu.backprop.json', 'utf8'),
    );
    await panel.visit('findings');
    await panel.does(() => panel.session.step(10));
    const { findings } = panel.findings.report;
    assert.ok(findings.length > 1, JSON.stringify(findings.map(({ id }) => id)));
    const claims = findings.map(({ message }) => claimOf(message).claim);
    const rows = () =>
      [...panel.section('findings').querySelectorAll('.finding-row')].map(row => row.textContent);
    assert.equal(textOf(panel, '.finding-claim'), claims[0]);
    assert.deepEqual(rows(), claims.slice(1));
    await panel.press(`Show: ${claims[1]}`);
    assert.equal(textOf(panel, '.finding-claim'), claims[1]);
    assert.deepEqual(
      rows(),
      claims.filter((_, i) => i !== 1),
    );
  });

  it('of a network that learns say that nothing was found, and what was looked for', async () => {
    const panel = await Panel.open(screen(), JSON.stringify(sound()));
    await panel.visit('findings');
    await panel.does(() => panel.session.check());
    assert.equal(textOf(panel, '.section-title'), 'Findings');
    const { ruledOut } = panel.findings.report;
    assert.match(
      textOf(panel, '.findings > .note'),
      new RegExp(`^Nothing suspicious in the file .* ${ruledOut.length} causes`),
    );
    assert.ok(hidden(panel, '.finding'));
    await panel.does(() => panel.session.train());
    const { length } = panel.findings.report.ruledOut;
    assert.ok(length > ruledOut.length, 'a run shows more');
    assert.equal(
      textOf(panel, '.findings > .note'),
      `Nothing suspicious. ${length} causes were checked.`,
    );
    assert.equal(textOf(panel, '.ruled-out summary'), 'What rules each of them out');
    await panel.press('learning rate too large', panel.section('findings'));
    assert.deepEqual(panel.last('finding'), {
      type: 'finding',
      act: 'explain',
      id: 'learning_rate_too_large',
    });
    assert.match(
      textOf(panel, '.ruled-out dl'),
      /learning rate too largethe loss rises in \d+ % of the epochs/,
    );
  });

  it('are not there where they are not wanted', async () => {
    const panel = await Panel.open(screen(), ALIKE);
    await panel.visit('findings');
    await panel.does(() => panel.session.check());
    assert.ok(panel.shows('findings'));
    panel.level.of = 'problems';
    await panel.does(() => panel.findings.refresh());
    assert.ok(!panel.shows('findings'));
  });

  it('run sanity experiments, and keep their sentences', async () => {
    const panel = await Panel.open(screen(), JSON.stringify(sound({ trainer })));
    await panel.visit('findings');
    await panel.does(() => panel.session.train());
    await panel.press('Double the Batch');
    await panel.press('Overfit One Batch');
    const items = [...panel.section('findings').querySelectorAll('.sanity-outcomes li')];
    assert.equal(items.length, 2);
    assert.match(items[0].textContent, /^Double the Batch With batches of 32: accuracy /);
    assert.match(items[1].textContent, /^Overfit One Batch Trained on one batch of 16 rows/);
  });

  it('are marked on the curve at the epoch in which they begin, and the mark leads to them', async () => {
    const panel = await Panel.open(screen(), OVERFIT);
    await panel.visit('findings');
    await panel.does(() => panel.session.train());
    const [{ id, since, message }] = panel.findings.report.findings;
    assert.equal(id, 'overfitting');
    const [mark, ...others] = [
      ...panel.section('curves').querySelectorAll<HTMLElement>('.finding-mark'),
    ];
    assert.deepEqual(others, []);
    assert.equal(mark.title, `From epoch ${since ?? NaN} on: ${message}`);
    const first = Number(/translate\((-?\d+)px/.exec(mark.style.transform)?.[1]);
    assert.ok(first > 0, mark.style.transform);
    let wentToFindings = false;
    for (const each of panel.section('findings').querySelectorAll('*'))
      each.scrollIntoView = () => (wentToFindings = true);
    await panel.does(() => mark.click());
    assert.ok(wentToFindings);
    assert.equal(textOf(panel, '.finding-claim'), claimOf(message).claim);
  });
});

describe('a finding in words', () => {
  it('is a claim up to its first colon or full stop, and what is said beyond it', () => {
    assert.deepEqual(claimOf('The rate of 0.5 is too large: the loss jumps. Try 0.1.'), {
      claim: 'The rate of 0.5 is too large',
      rest: 'The loss jumps. Try 0.1.',
    });
    assert.deepEqual(claimOf('The loss has stood still.'), {
      claim: 'The loss has stood still',
      rest: '',
    });
    assert.equal(claimOf('With 2: it is small. More.').claim, 'With 2: it is small');
  });

  it('names the field that an edit sets, and the layer that it is in', () => {
    const path = ['model', 'layers', 1, 'units'];
    assert.equal(codeOf({ path, text: '8' }), 'layers[1] "units": 8');
    assert.equal(
      codeOf({ path: ['trainer', 'batch_size'], text: '"full"' }),
      '"batch_size": "full"',
    );
    assert.equal(codeOf({ path: ['trainer', 'early_stopping'], text: '{"a":1}' }), null);
    assert.equal(codeOf({ path: ['model', 'layers'], text: '[]' }), null);
  });

  it('places the better outcome of a seed to the right, of a loss too', () => {
    assert.deepEqual(seedPlaces('accuracy', [0.5, 0.75], [1, 0.5]), [
      [0, 1],
      [0.5, 0],
    ]);
    const [[from, to]] = seedPlaces('loss', [1], [0.01]);
    assert.deepEqual([from, to], [0, 1]);
    assert.deepEqual(seedPlaces('loss', [Infinity], [0.1]), [[0, 0.5]]);
  });
});
