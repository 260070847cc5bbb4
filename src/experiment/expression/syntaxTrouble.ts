/** Sentences for what the parser stumbles over, in the words of someone who writes a step. */
import { isFunction } from './functions';
import { replaced, Trouble } from './trouble';

export function missingAfter(sign: string, at: number): Trouble {
  return new Trouble('syntax', `Something is missing after this ${sign}.`, at, at + 1);
}

/** Two expressions side by side: the second one's place. */
export function missingOperation(step: string, start: number, end: number): Trouble {
  const [, before] = /([\p{L}\p{N}_]+)\s*$/u.exec(step.slice(0, start)) ?? [];
  if (before !== undefined && isFunction(before)) {
    const from = step.lastIndexOf(before, start);
    const argument = step.slice(start, end);
    const message = `The argument of \`${before}\` stands in parentheses: ${before}(${argument}).`;
    return new Trouble('syntax', message, from, end, [
      {
        title: `Write ${before}(${argument})`,
        step: replaced(step, from, end, `${before}(${argument})`),
      },
    ]);
  }
  const message = `An operation is missing before \`${step.slice(start, end)}\`.`;
  return new Trouble('syntax', message, start, end, [
    { title: 'Insert *', step: replaced(step, start, start, '*') },
  ]);
}

/** From the parser's own error, which knows an index and says little. */
export function syntaxTrouble(error: unknown, step: string): Trouble {
  const { index, description } = error as { index?: unknown; description?: unknown };
  // Anything else is a mistake of this program, not of the step.
  if (typeof index !== 'number' || typeof description !== 'string') throw error;
  const at = Math.min(index, step.length - 1);
  if (description.startsWith('Variable names')) {
    const [name] = /^[\p{L}\p{N}_]*/u.exec(step.slice(index)) ?? [''];
    return missingOperation(step, index, index + name.length);
  }
  if (description.startsWith('Expected expression after')) {
    const before = step.slice(0, index).trimEnd();
    return missingAfter(before.slice(-1), before.length - 1);
  }
  if (description.startsWith('Expected exponent')) return neitherNumberNorName(step, index);
  if (/period/.test(description) || step[index] === '.') return neitherNumberNorName(step, index);
  if (/Unexpected token|Expected comma/.test(description)) return argumentTrouble(step, at);
  if (/[*/^]/.test(step[at])) {
    const message = `Something is missing before this ${step[at]}.`;
    return new Trouble('syntax', message, at, at + 1);
  }
  const rest = step.slice(index).trimEnd();
  return missingOperation(step, index, index + Math.max(1, rest.length));
}

/** `1e`, `1.2.3`, `x.y`: the number, or the point, and all that is written together with it. */
export function neitherNumberNorName(step: string, index: number): Trouble {
  const before = step.slice(0, index);
  // The sign of an exponent belongs to its number: `2e-`.
  const [written] = /(?:[\p{N}.]+e[+-]|[\p{L}\p{N}_.]*)$/iu.exec(before) ?? [''];
  const [after] = /^[\p{L}\p{N}_.]*/u.exec(step.slice(index)) ?? [''];
  const start = index - written.length;
  const end = Math.max(start + 1, index + after.length);
  const message = `\`${step.slice(start, end)}\` is neither a number nor a name.`;
  return new Trouble('syntax', message, start, end);
}

/** In a list of arguments: one is missing, or what stands between two of them. */
function argumentTrouble(step: string, at: number): Trouble {
  if (step[at] === ',' || step[at - 1] === ',' || step[at] === ')' || step[at - 1] === ')') {
    const place = step[at] === ',' || step[at] === ')' ? at : at - 1;
    const message = `An argument is missing before this ${step[place]}.`;
    return new Trouble('syntax', message, place, place + 1);
  }
  return missingOperation(step, at, at + 1);
}
