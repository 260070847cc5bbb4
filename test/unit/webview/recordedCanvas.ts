/** A canvas context that writes down the last picture that was drawn on it. */

/** What was called, and the colours and the rest of the pen at that time. */
export interface Call {
  name: string;
  args: unknown[];
  fill: string;
  stroke: string;
  pen: unknown[];
}

export interface Recording {
  context: object;
  calls: Call[];
}

/** With each of these a new picture begins. */
const BEGINNINGS = ['setTransform', 'clearRect', 'putImageData'];

const PEN = ['lineWidth', 'globalAlpha', 'font', 'textAlign', 'textBaseline', 'lineJoin'];

/** Of a canvas; a letter is 6 px wide. */
export function recordingContext(canvas: object): Recording {
  const calls: Call[] = [];
  const state: Record<string | symbol, unknown> = {
    canvas,
    fillStyle: '#000',
    strokeStyle: '#000',
    measureText: (text: string) => ({ width: 6 * text.length }),
    createLinearGradient: () => ({ addColorStop: () => undefined }),
  };
  let pen: unknown[] = [];
  const context = new Proxy(state, {
    get(target, name) {
      if (name in target || typeof name === 'symbol') return target[name];
      return (...args: unknown[]): void => {
        const { fillStyle, strokeStyle } = target;
        if (PEN.some((each, at) => pen[at] !== target[each])) pen = PEN.map(each => target[each]);
        if (BEGINNINGS.includes(name)) calls.length = 0;
        calls.push({ name, args, fill: String(fillStyle), stroke: String(strokeStyle), pen });
      };
    },
  });
  return { context, calls };
}

/** The words on a picture, in the order in which they were written. */
export function texts({ calls }: Recording): string[] {
  return calls.filter(({ name }) => name === 'fillText').map(({ args }) => String(args[0]));
}
