/** The box with what the network makes of the data, and the faces that can be chosen in its heading. */
import assert from 'node:assert/strict';
import { PREDICTION_FACES, type PredictionFace } from '../../../src/protocol/choices';
import { useDom } from './dom';
import type { Panel } from './panel';
import * as scenes from './transcripts/scenes';

describe('The predictions', () => {
  const { screen } = useDom();

  const list = (panel: Panel): HTMLSelectElement =>
    panel.section('predictions').querySelector<HTMLSelectElement>('select') ?? assert.fail();
  const offered = (panel: Panel): PredictionFace[] =>
    PREDICTION_FACES.filter((_, at) => !list(panel).options[at].hidden);
  const shownFace = (panel: Panel): string => list(panel).value;
  const radios = (panel: Panel): string[] =>
    [...panel.section('predictions').querySelectorAll<HTMLElement>('.segments [role="radio"]')]
      .filter(({ hidden }) => !hidden)
      .map(({ textContent }) => textContent);

  it('begin with the face that the data allows', async () => {
    const expected: [string, PredictionFace[]][] = [
      [scenes.SLOWER, ['boundary', 'truth']],
      [scenes.CLASSES, ['boundary', 'truth', 'confusion']],
      [scenes.VALUES, ['surface', 'truth']],
      [scenes.IMAGES, ['confusion']],
    ];
    for (const [text, faces] of expected) {
      const panel = await scenes.stepped(screen(), 2, text);
      assert.deepEqual(offered(panel), faces);
      assert.equal(shownFace(panel), faces[0]);
    }
  });

  it('are the whole choice where there is room, then shorter words, then a list', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    const isList = (): boolean => !list(panel).hidden;
    await panel.does(() => screen().resize(668));
    assert.deepEqual(radios(panel), ['Boundary', 'Truth | Prediction', 'Confusion']);
    assert.equal(isList(), false);
    await panel.does(() => screen().resize(430));
    assert.deepEqual(radios(panel), ['Boundary', 'Truth', 'Confusion']);
    assert.equal(isList(), false);
    await panel.does(() => screen().resize(268));
    assert.equal(isList(), true);
    assert.equal(
      list(panel).options[PREDICTION_FACES.indexOf('truth')].label,
      'Truth | Prediction',
    );
  });

  it('ask for what the shown face draws, and for nothing else', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    const wishes = () => {
      const { boundary, confusion } = panel.last('watch').watch;
      return { boundary, confusion };
    };
    assert.ok(wishes().boundary >= 60);
    assert.equal(wishes().confusion, null);
    await panel.face('truth');
    assert.deepEqual(wishes(), { boundary: 2, confusion: null });
    await panel.face('confusion');
    assert.deepEqual(wishes(), { boundary: 0, confusion: { part: 'validation', most: 40 } });
  });

  it('keep the chosen face over another tab and a reloaded page', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    await panel.face('confusion');
    await panel.does(() => panel.page?.showTab('findings'));
    await panel.does(() => panel.page?.showTab('train'));
    assert.equal(shownFace(panel), 'confusion');
    assert.equal(panel.kept?.face, 'confusion');
    await panel.reload();
    assert.equal(shownFace(panel), 'confusion');
    assert.equal(panel.last('watch').watch.boundary, 0);
  });

  it('go back to the first face where the data does not allow the chosen one', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.CLASSES);
    await panel.face('confusion');
    await panel.edit(scenes.VALUES);
    await panel.does(() => panel.session.step(1));
    assert.equal(shownFace(panel), 'surface');
    const label = panel.section('predictions').querySelector('canvas[role="img"]');
    assert.equal(label?.getAttribute('aria-label'), 'Outputs of the network over x1 and x2.');
  });

  it('show the misclassified pictures below the confusion matrix', async () => {
    const panel = await scenes.stepped(screen(), 2, scenes.IMAGES);
    const { misclassified } = panel.page?.model.data.confusion ?? assert.fail();
    const face = await panel.face('confusion');
    assert.ok(panel.texts(face).includes('predicted'));
    const [truth, predicted] = [misclassified.truths[0], misclassified.predicted[0]];
    assert.ok(panel.texts(face, 1).includes(`${truth} → ${predicted}`));
  });
});
