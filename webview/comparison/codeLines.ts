/** The line that makes a student's numbers beside the right one; what only one of them has is marked. */
import { element } from '../kit/dom';
import { icon } from '../kit/icons';
import { autopsyStrings as words } from '../words/autopsyStrings';
import { partsOf, type Parts } from './codeParts';

/** @param beside what stands behind each line */
export function codeLines(
  code: { wrong: string; right: string },
  beside: { wrong: HTMLElement | null; right: HTMLElement | null } = { wrong: null, right: null },
): HTMLElement {
  const { wrong, right } = partsOf(code.wrong, code.right);
  return element(
    'dl',
    { class: 'code-lines' },
    ...codeLine('close', words.makes, wrong, beside.wrong),
    ...codeLine('check', words.right, right, beside.right),
  );
}

function codeLine(
  name: 'close' | 'check',
  title: string,
  { before, own, after }: Parts,
  beside: HTMLElement | null,
): HTMLElement[] {
  const head = element('dt', { class: `code-head ${name}` }, icon(name));
  head.append(title);
  const code = element('code');
  code.append(before);
  if (own !== '') code.append(element('mark', { class: name, text: own }));
  code.append(after);
  return [head, element('dd', {}, code, ...(beside ? [beside] : []))];
}
