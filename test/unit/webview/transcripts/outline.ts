/** The page as text: a line for each element, with all of it that is seen or heard. */
import { icon, type IconName } from '../../../../webview/kit/icons';
import { knownRecording } from '../dom';
import { wordsOn } from './drawings';
import { quoted } from './words';

export const ICONS = Object.keys({
  ...{ play: 0, pause: 0, step: 0, stepBack: 0, fork: 0, reset: 0, down: 0, left: 0, right: 0 },
  ...{ copy: 0, save: 0, table: 0, close: 0, plus: 0, minus: 0, fit: 0, warning: 0, pass: 0 },
  ...{ error: 0, info: 0, check: 0, bug: 0, paste: 0, beaker: 0, file: 0 },
  ...{ eye: 0, eyeClosed: 0 },
  ...{ stepOver: 0, stepInto: 0, more: 0, ring: 0, dot: 0 },
} satisfies Record<IconName, 0>) as IconName[];
const shapeOf = (svg: Element): string => svg.firstElementChild?.getAttribute('d') ?? '';
let shapes: Map<string, IconName> | null = null;

/** Said by others: by the name of the element, or by the tests themselves. */
const UNSAID = ['class', 'width', 'height', 'data-section', 'data-tensor'];

/** Small children stand on the line of their parent, up to this many characters. */
const LINE = 110;

/** What is hidden is named alone: nobody meets what is in it. */
export function outlineOf(node: Element): string[] {
  const self = nameOf(node);
  if (isHidden(node)) return [self];
  const parts = partsOf(node);
  if (parts.length === 0) return [self];
  const isText = node.firstChild === node.lastChild && !(node.firstChild instanceof Element);
  if (isText && node.firstChild) return [`${self} ${parts.join()}`];
  const inline = `${self} > ${parts.flat().join(' | ')}`;
  if (inline.length <= LINE && parts.every(part => part.length === 1)) return [inline];
  return [self, ...parts.flat().map(line => `  ${line}`)];
}

/** Its children's lines, child by child. */
function partsOf(node: Element): string[][] {
  if (node instanceof HTMLCanvasElement) return picture(node);
  if (node.localName === 'svg') return [];
  const parts: string[][] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (child instanceof Element) parts.push(outlineOf(child));
    else if (child.textContent) parts.push([quoted(child.textContent)]);
  return parts;
}

function isHidden(node: Element): boolean {
  return node.hasAttribute('hidden');
}

/** `button.toggle title="…"`, and what no attribute says. */
function nameOf(node: Element): string {
  if (node.localName === 'svg') return iconName(node);
  const classes = node.className.replace(/(?:^| +)(?=\S)/g, '.');
  const label = node.getAttribute('aria-label');
  const attributes = node.getAttributeNames().flatMap(name => {
    const value = node.getAttribute(name) ?? '';
    if (UNSAID.includes(name) || (name === 'type' && value === 'button')) return [];
    if (name === 'aria-label' && node.getAttribute('title') === label) return [];
    const both = name === 'title' && value === label ? 'title=aria-label' : name;
    return [value === '' ? name : `${both}=${quoted(value)}`];
  });
  return [node.localName + classes, ...attributes, ...stateOf(node)].join(' ');
}

function stateOf(node: Element): string[] {
  if (!(node instanceof HTMLInputElement)) return [];
  return [
    ...(node.type === 'checkbox' ? [node.checked ? 'is checked' : 'is not checked'] : []),
    ...(node.type === 'range' ? [`stands at ${node.value}`] : []),
  ];
}

function iconName(svg: Element): string {
  shapes ??= new Map(ICONS.map(name => [shapeOf(icon(name)), name]));
  const slot = svg.getAttribute('slot');
  return `icon ${shapes.get(shapeOf(svg)) ?? 'unknown'}${slot ? ` in ${slot}` : ''}`;
}

/** What is on a canvas: its words, and the sum of all that was drawn. */
function picture(canvas: HTMLCanvasElement): string[][] {
  const drawing = knownRecording(canvas);
  return drawing ? [[`${canvas.width}×${canvas.height} ${wordsOn(drawing)}`]] : [];
}
