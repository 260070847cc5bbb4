/** What is wrong, in words: the claim, and the line that makes the student's numbers beside the right one. */
import type { AutopsyReport } from '../../src/protocol/autopsy/arrays';
import { element, setHidden } from '../kit/dom';
import { icon } from '../kit/icons';
import { autopsyStrings as words } from '../words/autopsyStrings';
import { listed } from '../words/listed';
import { formatNumber } from '../words/numbers';
import { codeLines } from '../comparison/codeLines';
import { factorsOf, shapesIn, type Shape } from './shapes';

type Finding = AutopsyReport['findings'][number];

/** Of float64 no sum is nearer than this. */
const EXACT = 1e-15;

export class Mistake {
  readonly element = element('section', { class: 'mistake' });
  private shown: AutopsyReport | null = null;

  update(report: AutopsyReport | null): void {
    if (report === this.shown) return;
    this.shown = report;
    const blocks = report ? blocksOf(report) : [];
    setHidden(this.element, blocks.length === 0);
    this.element.replaceChildren(...blocks);
  }
}

function blocksOf(report: AutopsyReport): HTMLElement[] {
  const { verdict, findings, solution, first, tried, arrays } = report;
  const notes = report.isKnown ? [] : [note(words.unknownFactor)];
  if (verdict === 'correct') {
    const compared = arrays.filter(({ agrees }) => agrees !== null).length;
    return [claim('pass', words.correct, words.compared(compared)), ...notes];
  }
  if (findings.length > 0)
    return [...findings.map(each => findingOf(each, solution, shapesIn(report))), ...notes];
  if (solution === 'off') return [claim('error', words.wrongClaim(first ?? ''), words.offWords)];
  if (first === null) return [claim('warning', report.summary, '')];
  const help = tried.length > 0 ? words.unknownHelp(tried.length) : '';
  return [claim('error', words.unknownClaim(first), help), ...notes];
}

function claim(name: 'pass' | 'error' | 'warning', title: string, text: string): HTMLElement {
  const lines = [element('h2', { class: 'claim-title', text: title })];
  if (text !== '') lines.push(element('p', { class: 'claim-text', text }));
  return element('div', { class: `claim ${name}` }, icon(name), element('div', {}, ...lines));
}

function note(text: string): HTMLElement {
  return element('p', { class: 'note', text });
}

function findingOf(
  finding: Finding,
  solution: AutopsyReport['solution'],
  known: ReadonlyMap<string, Shape>,
): HTMLElement {
  const { message, hint, code, reproduces } = finding;
  if (solution === 'hint') return claim('error', words.hint, hint);
  const exact = reproduces
    ? words.reproduces(
        reproduces.entries,
        listed(reproduces.arrays),
        withinWords(reproduces.within),
      )
    : '';
  const block = claim('error', message, exact);
  if (code.right === '') return block;
  const lines = codeLines(code, {
    wrong: shapesOf(code.wrong, code.right, known),
    right: shapesOf(code.right, code.wrong, known),
  });
  return element('div', {}, block, lines);
}

/** Shapes of what is multiplied; those that the other line has not are strong. */
function shapesOf(
  line: string,
  other: string,
  known: ReadonlyMap<string, Shape>,
): HTMLElement | null {
  const factors = factorsOf(line, known);
  if (!factors) return null;
  const others = factorsOf(other, known)?.shapes ?? [];
  const box = element('span', { class: 'factor-shapes' });
  factors.shapes.forEach(([rows, cols], index) => {
    if (index > 0) box.append(factors.operators[index - 1] === '@' ? ' · ' : ' ⊙ ');
    const text = words.shape(rows, cols);
    const isOwn = others.at(index)?.join() !== `${rows},${cols}`;
    box.append(isOwn ? element('strong', { text }) : text);
  });
  return box;
}

function withinWords(within: number): string {
  return within < EXACT ? words.exactly : formatNumber(within, 2);
}
