/** What there is to see on the page, and what it has posted, in words. */
import type { FromPanel } from '../../../../src/protocol/panel';
import type { Watch } from '../../../../src/protocol/snapshot';
import { recordingOf } from '../dom';
import { sumOf } from './drawings';
import { outlineOf } from './outline';
import { digest, quoted } from './words';

/** Headers, tabs, the sections that are shown and menus, and what stands on which tab. */
export function partsOfPage(root: Element, wanted: (part: string) => boolean) {
  const parts = new Map<string, string[]>();
  const add = (name: string, node: Element): void => {
    if (wanted(name)) parts.set(name, outlineOf(node));
  };
  const [header, ofExpressions, main] = children(root);
  add('header', header);
  add('header of expressions', ofExpressions);
  const [, tabs, timeline, ...panels] = children(main);
  add('tabs', tabs);
  if (wanted('frame')) parts.set('frame', [timeline, ...panels].map(frameLine));
  const shown = panels.filter(each => !each.hasAttribute('hidden'));
  const columns = shown.flatMap(children).flatMap(children);
  for (const section of [timeline, ...columns].flatMap(children)) add(nameOf(section), section);
  for (const node of children(document.body)) if (node.className === 'menu') add('menu', node);
  return parts;
}

function nameOf(section: Element): string {
  return section.getAttribute('data-section') ?? '';
}

/** By their links: a selector would look through the whole page. */
function children(node: Element): Element[] {
  const found: Element[] = [];
  for (let child = node.firstElementChild; child; child = child.nextElementSibling)
    found.push(child);
  return found;
}

/** `panel-train > predictions | aside: log`, without what has nothing to say. */
function frameLine(part: Element): string {
  const isSaying = (each: Element): boolean => !each.hasAttribute('hidden');
  const sections = (node: Element): string =>
    children(node).filter(isSaying).map(nameOf).join(' | ');
  const self = `${part.id || part.className}${isSaying(part) ? '' : ' hidden'}`;
  const [columns] = children(part);
  if (part.id === '') return `${self} > ${sections(part)}`;
  const words = children(columns)
    .filter(isSaying)
    .map(each => `${each.className === 'column' ? '' : 'aside: '}${sections(each)}`);
  return `${self} > ${words.join(' | ')}`;
}

export function tooltip(): HTMLElement | null {
  const found = children(document.body).find(({ className }) => className === 'tooltip');
  return found instanceof HTMLElement ? found : null;
}

/** What a screen reader was told last. */
export function saidWords(root: Element): string {
  return root.lastElementChild?.textContent ?? '';
}

/** Its place, its title, and each row with the sample in front of it. */
export function tooltipWords(): string {
  const box = tooltip();
  if (!box || box.hidden) return '';
  const [title, rows] = children(box);
  const words = children(rows).map(each => {
    const sample = each.firstElementChild;
    return (sample ? `[#${sumOf(recordingOf(sample))}] ` : '') + quoted(each.textContent);
  });
  const pairs = words.flatMap((label, at) => (at % 2 === 0 ? [`${label} ${words[at + 1]}`] : []));
  const place = /\((.*)\)/.exec(box.style.transform)?.[1] ?? '';
  return [`tooltip at ${place} ${quoted(title.textContent)}`, ...pairs].join(' | ');
}

export function focusWords(): string {
  const node = document.activeElement;
  if (!node || node === document.body) return '';
  return [
    node.localName,
    ...node.classList,
    quoted(node.getAttribute('aria-label') ?? node.textContent),
  ].join(' ');
}

/**
 * A message to the host; texts to take along are written out.
 * @param before what was watched before: only what changes is written
 */
export function postedWords(message: FromPanel, before: Partial<Watch>): string[] {
  switch (message.type) {
    case 'watch': {
      const changes = Object.entries(message.watch).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key as keyof Watch]),
      );
      return [`post watch ${JSON.stringify(Object.fromEntries(changes))}`];
    }
    case 'copy':
      return ['post copy', ...linesOf(message.text)];
    case 'save': {
      const { name, mime, data } = message;
      const text = new TextDecoder().decode(data);
      const title = `post save ${quoted(name)} ${mime}`;
      if (mime === 'text/csv') return [title, ...linesOf(text)];
      const words = [...text.matchAll(/>([^<>]+)<\/text>/g)].map(([, each]) => quoted(each));
      return [
        [title, /^<svg [^>]*>/.exec(text)?.[0] ?? text, `#${digest(text)}`, ...words].join(' '),
      ];
    }
    default: {
      const { type, ...rest } = message;
      const words = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
      return [`post ${type}${words}`];
    }
  }
}

/** Of the tests' clipboard: its items have all that they were made of. */
export async function clipboardWords(item: object): Promise<string[]> {
  const content: unknown = Reflect.get(item, 'content');
  const parts = Object.entries(content ?? {}).map(async ([type, part]: [string, unknown]) => {
    const blob: unknown = await part;
    return [`  ${type}`, ...(blob instanceof Blob ? linesOf(await blob.text()) : [])];
  });
  return ['on the clipboard', ...(await Promise.all(parts)).flat()];
}

function linesOf(text: string): string[] {
  return text.split('\n').map(line => `  | ${line}`);
}
