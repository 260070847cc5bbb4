/** What is said beside the pointer or the cursor goes with it, over every picture. */
import assert from 'node:assert/strict';
import type { PredictionFace } from '../../../src/protocol/choices';
import { useDom } from './dom';
import { expressionOf, Panel } from './panel';

interface Box {
  section: string;
  selector: string;
  /** Which of those that the selector finds. */
  at: number;
  /** A place in it that something is said of (px). */
  place: [x: number, y: number] | ((panel: Panel) => [x: number, y: number]);
  /** Of the predictions. */
  face?: PredictionFace;
  /** Of the experiment; the one of all others where it is not said. */
  text?: string;
}

/** What takes the focus in each picture. */
const BOXES: Record<string, Box> = {
  curves: { section: 'curves', selector: '.chart', at: 0, place: [300, 50] },
  'the boundary': { section: 'predictions', selector: '.plot', at: 0, place: [200, 200] },
  'truth and prediction': {
    ...{ section: 'predictions', face: 'truth', selector: '.plot', at: 2 },
    place: (panel: Panel) => firstPoint(panel),
  },
  'the network': { section: 'network', selector: '.network', at: 0, place: [420, 52] },
  matrices: { section: 'matrices', selector: '.heat', at: 0, place: [60, 30] },
  'the flow': { section: 'flow', selector: '.flow', at: 0, place: [300, 50] },
  histograms: { section: 'flow', selector: '.flow', at: 1, place: [100, 50] },
  'a graph': {
    ...{ section: 'graph', selector: '.graph', at: 0, place: [60, 60] },
    text: expressionOf(['q = x * y', 'f = q + 1']),
  },
};

/** Where the first of the points stands in the left of the two plots (px), each 183 px wide. */
function firstPoint({ page }: Panel): [x: number, y: number] {
  const { description, data } = page?.model ?? assert.fail();
  const [x, y] = description?.points[0].xy ?? assert.fail();
  const [x1, x2, y1, y2] = data.boundary?.extent ?? assert.fail();
  return [58 + ((x - x1) / (x2 - x1)) * 183, 22 + ((y2 - y) / (y2 - y1)) * 183];
}

describe('What is said beside a cursor', () => {
  const { screen } = useDom();

  for (const [name, { section, face, selector, at, place, text }] of Object.entries(BOXES)) {
    it(`of ${name} goes where the focus or the pointer goes`, async () => {
      const panel = await Panel.open(screen(), text);
      if (section === 'network') await panel.press('maps', panel.section('network'));
      if (text === undefined) await panel.does(() => panel.session.step(12));
      if (face) await panel.face(face);
      const boxes = panel.section(section).querySelectorAll<HTMLElement>(selector);
      const box = boxes.item(at);
      await panel.key(box, 'ArrowRight');
      assert.notDeepEqual(panel.tooltip(), [], 'by key');
      await panel.does(() => box.dispatchEvent(new Event('blur')));
      assert.deepEqual(panel.tooltip(), [], 'without the focus');
      const point = typeof place === 'function' ? place(panel) : place;
      await panel.point(box, ...point);
      assert.notDeepEqual(panel.tooltip(), [], 'by pointer');
      await panel.point(box, ...point, 'pointerleave');
      assert.deepEqual(panel.tooltip(), [], 'without the pointer');
    });
  }
});
