/** A drawing in few words: how much was drawn, a sum of all of it, and what was written on it. */
import { knownRecording } from '../dom';
import type { Call, Recording } from '../recordedCanvas';
import { Digest, quoted } from './words';

/** The calls that leave something on the paper, but for words. */
const MARKS = ['fillRect', 'strokeRect', 'fill', 'stroke', 'drawImage', 'putImageData'];

export function wordsOn(drawing: Recording): string {
  const of = (name: string): Call[] => drawing.calls.filter(call => call.name === name);
  const counts = MARKS.flatMap(name => {
    const { length } = of(name);
    return length > 0 ? [`${length} ${name}`] : [];
  });
  const words = of('fillText').map(({ args }) => quoted(String(args[0])));
  return [...counts, `#${sumOf(drawing)}`, ...words].join(' ');
}

/** The same drawing, the same sum. */
export function sumOf({ calls }: Recording): string {
  const sum = new Digest();
  for (const { name, args, fill, stroke, pen } of calls) {
    sum.add(name);
    for (const value of [...args, fill, stroke, ...pen]) addTo(sum, value);
  }
  return sum.toString();
}

/** Places to a hundredth of a pixel; of an image its pixels. */
function addTo(sum: Digest, value: unknown): void {
  if (typeof value === 'number') sum.addNumber(Math.round(100 * value));
  else if (Array.isArray(value)) for (const each of value) addTo(sum, each);
  else if (value instanceof ImageData) for (const each of value.data) sum.addNumber(each);
  else if (value instanceof HTMLCanvasElement) {
    const drawing = knownRecording(value);
    if (drawing) sum.add(sumOf(drawing));
  } else sum.add(String(value));
}
