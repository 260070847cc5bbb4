/** The box that every picture lies in: when it draws, and what it says of what is pointed at. */
import assert from 'node:assert/strict';
import type { PictureBox, BoxSize, Scene } from '../../../webview/picture/pictureBox';
import type { Place, Point, Said } from '../../../webview/picture/cursor';
import { along, arrow, clamped } from '../../../webview/picture/moves';
import { themeOf } from './painting/themes';
import { BOX, recordingOf, useDom } from './dom';

/** Ten items side by side, each ten pixels wide. */
class Row implements Scene<number> {
  drawings = 0;
  values = Array.from({ length: 10 }, (_, at) => at / 10);
  version = 0;
  width = 100;
  content: BoxSize['content'];
  origin: BoxSize['origin'];
  mark: Place['mark'];
  seen = true;
  isDragged = false;
  readonly chosen: number[] = [];
  readonly reached: number[] = [];
  readonly zoomed: (number | null)[] = [];
  readonly keys = { '+': (at: number | null) => this.zoomed.push(at) };

  size(): BoxSize {
    const { width, content, origin } = this;
    return { width, height: 20, ...(content && { content }), ...(origin && { origin }) };
  }
  key(at: number | null): readonly unknown[] {
    return [this.version, at];
  }
  draw(): void {
    this.drawings++;
  }
  hit({ x }: Point): number | null {
    return x < 0 || x >= 10 * this.values.length ? null : Math.floor(x / 10);
  }
  place(at: number): Place | null {
    const { mark } = this;
    return this.seen ? { x: 10 * at + 5, y: 8, ...(mark !== undefined && { mark }) } : null;
  }
  say(at: number): Said | null {
    if (at >= this.values.length) return null;
    return { title: `item ${at}`, rows: [{ label: 'value', value: String(this.values[at]) }] };
  }
  move(from: number | null, key: string, far: boolean): number | null {
    return along(key, far, from ?? -1, this.values.length);
  }
  reach(at: number): void {
    this.reached.push(at);
  }
  choose(at: number): void {
    this.chosen.push(at);
  }
}

describe('The box of a picture', () => {
  const { screen } = useDom();

  async function boxed(scene = new Row(), look: { mark?: string; scrolls?: boolean } = {}) {
    const { PictureBox: Box } = await import('../../../webview/picture/pictureBox');
    const { Tooltip } = await import('../../../webview/kit/tooltip');
    document.body.replaceChildren();
    const told: string[] = [];
    let scheduled = 0;
    const host = {
      tooltip: new Tooltip(document.body),
      theme: themeOf('dark'),
      announce: (text: string) => void told.push(text),
      schedule: () => void scheduled++,
    };
    const box: PictureBox<number> = new Box(host, scene, {
      ...{ class: 'row', name: 'A row', hint: 'Arrow keys move.' },
      ...look,
    });
    document.body.append(box.element);
    box.update();
    const at = (x: number, y = 5) => ({ clientX: BOX.left + x, clientY: BOX.top + y });
    const key = (pressed: string, modifiers: KeyboardEventInit = {}): boolean => {
      const event = new KeyboardEvent('keydown', { key: pressed, cancelable: true, ...modifiers });
      box.element.dispatchEvent(event);
      return event.defaultPrevented;
    };
    const point = (x: number, type = 'pointermove', buttons = 0): void => {
      box.element.dispatchEvent(new PointerEvent(type, { ...at(x), buttons }));
    };
    const click = (x: number, detail = 1): void => {
      box.element.dispatchEvent(new MouseEvent('click', { ...at(x), detail }));
    };
    const canvas = box.element.querySelector('canvas') ?? assert.fail();
    return { box, scene, host, told, scheduled: () => scheduled, key, point, click, canvas };
  }

  const tooltip = (): string => {
    const shown = document.querySelector<HTMLElement>('.tooltip') ?? assert.fail();
    return shown.hidden ? '' : shown.textContent;
  };

  it('draws where something has changed, and only there', async () => {
    const { box, scene, host, canvas } = await boxed();
    const drawn = (change: () => void): number => {
      const before = scene.drawings;
      change();
      box.update();
      box.update();
      return scene.drawings - before;
    };
    assert.equal(scene.drawings, 1);
    assert.equal(
      drawn(() => undefined),
      0,
    );
    assert.equal(
      drawn(() => scene.version++),
      1,
    );
    assert.equal(
      drawn(() => (scene.width = 120)),
      1,
    );
    assert.deepEqual([canvas.width, canvas.style.width], [240, '120px']);
    assert.equal(
      drawn(() => screen().setRatio(3)),
      1,
    );
    assert.deepEqual([canvas.width, canvas.style.width], [360, '120px']);
    assert.equal(
      drawn(() => (host.theme = themeOf('light'))),
      1,
    );
    assert.equal(
      drawn(() => (scene.origin = { x: 0, y: 0, scale: 1.5 })),
      1,
    );
    const [begin] = recordingOf(canvas).calls;
    assert.deepEqual([begin.name, ...begin.args], ['setTransform', 4.5, 0, 0, 4.5, 0, 0]);
  });

  it('takes the focus, and says to a screen reader what it is', async () => {
    const { box, canvas } = await boxed();
    box.label('Ten items.');
    const { element } = box;
    const attributes = ['tabindex', 'role', 'aria-label', 'aria-description'];
    assert.deepEqual(
      attributes.map(name => element.getAttribute(name)),
      ['0', 'application', 'A row', 'Arrow keys move.'],
    );
    assert.deepEqual(
      ['role', 'aria-label'].map(name => canvas.getAttribute(name)),
      ['img', 'Ten items.'],
    );
  });

  it('says what the pointer is over, and the new number after each drawing', async () => {
    const { box, scene, point, told } = await boxed();
    point(34);
    assert.equal(tooltip(), 'item 3value0.3');
    box.update();
    assert.equal(scene.drawings, 2);
    scene.values[3] = 7;
    scene.version++;
    box.update();
    assert.equal(tooltip(), 'item 3value7');
    point(300);
    assert.equal(tooltip(), '');
    point(34);
    point(34, 'pointerleave');
    assert.equal(tooltip(), '');
    assert.deepEqual(told, []);
  });

  it('moves with the keys, and announces it', async () => {
    const { box, scene, key, told } = await boxed();
    for (const [pressed, item, far] of [
      ['ArrowRight', 0, false],
      ['ArrowRight', 1, false],
      ['End', 9, false],
      ['ArrowLeft', 8, false],
      ['ArrowLeft', 7, true],
      ['Home', 0, false],
      ['ArrowLeft', 0, false],
    ] as const) {
      assert.ok(key(pressed, { shiftKey: far }));
      assert.equal(tooltip(), `item ${item}value${item / 10}`, pressed);
      assert.equal(told.at(-1), `item ${item}, value: ${item / 10}`);
      assert.equal(scene.reached.at(-1), item);
    }
    box.element.dispatchEvent(new Event('blur'));
    assert.equal(tooltip(), '');
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey'])
      assert.ok(!key('ArrowRight', { [modifier]: true }), modifier);
    for (const other of ['x', 'Tab', 'Escape', 'ArrowUp', 'Enter']) assert.ok(!key(other), other);
    assert.equal(tooltip(), '');
    assert.deepEqual(scene.chosen, []);
  });

  it('chooses what is clicked, or what Enter is pressed on', async () => {
    const { scene, key, click } = await boxed();
    click(52);
    click(500);
    key('ArrowRight');
    assert.ok(key('Enter'));
    assert.ok(key('+'));
    assert.deepEqual([scene.chosen, scene.zoomed], [[5, 0], [0]]);
  });

  it('points at nothing while it is dragged over, and chooses nothing then', async () => {
    const scene = new Row();
    scene.isDragged = true;
    const { point, click } = await boxed(scene);
    point(34);
    assert.equal(tooltip(), 'item 3value0.3');
    point(34, 'pointerdown');
    assert.equal(tooltip(), '');
    point(64, 'pointermove', 1);
    assert.equal(tooltip(), '');
    click(64);
    click(35, 2);
    assert.deepEqual(scene.chosen, []);
    click(35);
    assert.deepEqual(scene.chosen, [3]);
  });

  it('leaves what is there no more before it draws, and says nothing of what is out of sight', async () => {
    const { box, scene, point } = await boxed();
    point(94);
    scene.seen = false;
    box.update();
    assert.equal(tooltip(), '');
    assert.equal(box.cursor.at, 9);
    scene.seen = true;
    box.update();
    assert.equal(tooltip(), 'item 9value0.9');
    scene.values.length = 5;
    const drawnWith: (number | null)[] = [];
    scene.draw = () => void drawnWith.push(box.cursor.at);
    box.update();
    assert.deepEqual(drawnWith, [null]);
    assert.equal(tooltip(), '');
  });

  it('marks a place over the picture where that is wanted', async () => {
    const scene = new Row();
    const { box, point } = await boxed(scene, { mark: 'row-mark' });
    const mark = box.element.querySelector<HTMLElement>('.row-mark') ?? assert.fail();
    assert.ok(mark.hidden);
    point(34);
    assert.ok(mark.hidden);
    scene.mark = 12.4;
    box.update();
    const { height, transform } = mark.style;
    assert.deepEqual([mark.hidden, height, transform], [false, '12px', 'translate(35px, 8px)']);
    point(34, 'pointerleave');
    assert.ok(mark.hidden);
  });

  it('finds and shows places in a picture that is drawn larger, and scrolled', async () => {
    const scene = new Row();
    scene.origin = { x: -40, y: 0, scale: 2 };
    const { point } = await boxed(scene);
    point(21);
    assert.equal(tooltip(), 'item 3value0.3');
    const { transform } = document.querySelector<HTMLElement>('.tooltip')?.style ?? assert.fail();
    assert.equal(transform, `translate(${BOX.left + 30 + 14}px, ${BOX.top + 16 + 16}px)`);
  });

  it('scrolls in a room as large as the picture, as far as there is something', async () => {
    const scene = new Row();
    scene.content = { width: 250, height: 20 };
    const { box, scheduled } = await boxed(scene, { scrolls: true });
    const { style, firstElementChild } = box.element;
    assert.deepEqual([style.overflowX, style.overflowY], ['scroll', 'hidden']);
    assert.equal((firstElementChild as HTMLElement).style.width, '250px');
    box.scrollTo({ x: 400, y: -5 });
    assert.deepEqual(box.scroll, { x: 150, y: 0 });
    const { drawings } = scene;
    box.element.dispatchEvent(new Event('scroll'));
    assert.ok(scheduled() > 0);
    box.update();
    assert.equal(scene.drawings, drawings + 1);
  });

  it('is silent while another picture was the last that was pointed at', async () => {
    const first = await boxed();
    const { PictureBox: Box } = await import('../../../webview/picture/pictureBox');
    const scene = new Row();
    scene.say = at => ({ title: `other ${at}`, rows: [] });
    const second = new Box(first.host, scene, { class: 'other', hint: '' });
    document.body.append(second.element);
    first.key('ArrowRight');
    const at = { clientX: BOX.left + 25, clientY: BOX.top };
    second.element.dispatchEvent(new PointerEvent('pointermove', at));
    for (const box of [second, first.box]) box.update();
    assert.equal(tooltip(), 'other 2');
    // The keyboard's place in the first is kept, and heard again with the next key.
    first.point(0, 'pointermove');
    second.element.dispatchEvent(new PointerEvent('pointerleave'));
    assert.equal(tooltip(), 'item 0value0');
  });
});

describe('The arrow keys', () => {
  it('lead where they point', () => {
    assert.deepEqual(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'a'].map(arrow), [
      [-1, 0],
      [1, 0],
      [0, -1],
      [0, 1],
      null,
    ]);
  });

  it('lead along a row to its neighbours and its ends, and far by a twentieth', () => {
    const from = (key: string, far = false, count = 100) => along(key, far, 50, count);
    assert.deepEqual(
      ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'ArrowUp', 'x'].map(key => from(key)),
      [49, 51, 0, 99, null, null],
    );
    assert.deepEqual([from('ArrowLeft', true), from('ArrowRight', true)], [45, 55]);
    assert.equal(from('ArrowRight', true, 52), 51);
    assert.equal(from('Home', false, 0), null);
    assert.deepEqual(
      [-3, 4, 40].map(at => clamped(at, 10)),
      [0, 4, 9],
    );
  });
});
