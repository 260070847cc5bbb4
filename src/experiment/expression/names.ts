/** Who is called what in an expression, and which names a step may use. */
import { nearest } from '../format/suggest';
import { isWord, written } from '../grammar/characters';
import type { Token } from '../grammar/tokens';
import { replaced, Trouble } from '../grammar/trouble';
import { isFunction, STEP, type Operator } from './functions';

const NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u;
const ASSIGNMENT = /^\s*([\p{L}\p{N}\p{M}_]+)\s*=/u;
/** So many names are listed in a sentence. */
const MOST_LISTED = 8;
/** Longer ones are no product of names. */
const LONGEST_PRODUCT = 8;

/** Why an input or a step cannot be called so; null where it can. */
export function nameComplaint(name: string): string | null {
  if (!NAME.test(name) || !isWord(name)) {
    const plain = plainName(name);
    if (plain !== null) return `\`${name}\` cannot be read as a name: write \`${plain}\`.`;
    return `\`${name}\` is not a name: names are letters, digits and _, and begin with a letter.`;
  }
  return isFunction(name) ? `\`${name}\` is a function: choose another name.` : null;
}

/** The name in usual letters and digits, where it is one then; null where it is as it is. */
export function plainName(name: string): string | null {
  const plain = written(name, STEP);
  return plain !== name && NAME.test(plain) && isWord(plain) ? plain : null;
}

export class Names {
  readonly inputs: ReadonlySet<string>;
  /** What each step assigns, as far as that can be told before it is read. */
  readonly assignedBy: readonly (string | null)[];
  /** The first step that assigns each name. */
  private readonly firstBy = new Map<string, number>();
  /** Index of the node that each name stands for. */
  private readonly nodes = new Map<string, number>();

  constructor(inputs: Iterable<string>, steps: readonly string[]) {
    this.inputs = new Set(inputs);
    this.assignedBy = steps.map(step => ASSIGNMENT.exec(step)?.[1] ?? null);
    for (const [index, name] of this.assignedBy.entries()) {
      if (name !== null && !this.firstBy.has(name)) this.firstBy.set(name, index);
    }
  }

  /** Index of the first step that assigns the name; −1 where none does. */
  assigner(name: string): number {
    return this.firstBy.get(name) ?? -1;
  }

  define(name: string, node: number): void {
    this.nodes.set(name, node);
  }

  nodeOf(name: string): number | undefined {
    return this.nodes.get(name);
  }

  /** Why step `index` cannot use this name; it stands from `start` to `end` in the step's text. */
  unknown(name: string, text: string, index: number, start: number, end: number): Trouble {
    const by = this.assigner(name);
    if (by === index) {
      const message = `\`${name}\` cannot be used in the step that assigns it.`;
      return new Trouble('cycle', message, start, end);
    }
    if (by > index) {
      const message = `\`${name}\` is assigned only later, in step ${by + 1}: a step uses inputs and earlier steps.`;
      return new Trouble('forward-reference', message, start, end);
    }
    if (isFunction(name)) {
      const message = `\`${name}\` is a function: its argument stands behind it in parentheses.`;
      return new Trouble('function', message, start, end);
    }
    const factors = this.factorsOf(name);
    if (factors) {
      const product = factors.join('*');
      const message = `\`${name}\` is neither an input nor an earlier step: a product is written ${product}.`;
      const fixes = [{ title: `Write ${product}`, text: replaced(text, start, end, product) }];
      return new Trouble('unknown-name', message, start, end, fixes);
    }
    const known = [...this.nodes.keys()];
    // A single letter is as near to every other one.
    const meant =
      name.length > 1
        ? nearest(name, known)
        : (known.find(each => each.toLowerCase() === name.toLowerCase()) ?? null);
    const listed = known.slice(0, MOST_LISTED).map(each => `\`${each}\``);
    const hint = meant === null ? `known are ${listed.join(', ')}.` : `did you mean \`${meant}\`?`;
    const message = `\`${name}\` is neither an input nor an earlier step: ${hint}`;
    const fixes =
      meant === null
        ? []
        : [{ title: `Change to \`${meant}\``, text: replaced(text, start, end, meant) }];
    return new Trouble('unknown-name', message, start, end, fixes);
  }

  /** The names that stand side by side in it: `x` and `y` in `xy`. */
  private factorsOf(name: string): string[] | null {
    if (name.length > LONGEST_PRODUCT) return null;
    for (let length = 1; length < name.length; length++) {
      const [first, rest] = [name.slice(0, length), name.slice(length)];
      if (!this.nodes.has(first)) continue;
      const others = this.nodes.has(rest) ? [rest] : this.factorsOf(rest);
      if (others) return [first, ...others];
    }
    return null;
  }
}

/**
 * The name that a step assigns, and the tokens of its right side.
 * @throws Trouble
 */
export function readAssignment(
  text: string,
  tokens: readonly Token[],
  index: number,
  names: Names,
): { name: string; tokens: readonly Token[] } {
  const [at = -1, second = -1] = tokens.flatMap((token, i) => (token.text === '=' ? [i] : []));
  if (at < 0) {
    const lacks = text.trim() === '' ? 'this one is empty' : 'there is no = here';
    const message = `A step assigns a new name, as in "q = 2*x + y": ${lacks}.`;
    throw new Trouble('assignment', message, 0, text.length);
  }
  if (second > 0) {
    const message = 'A step has one =, between its new name and its expression.';
    throw new Trouble('assignment', message, tokens[second].start, tokens[second].end);
  }
  const sign = tokens[at];
  const [first, last] = [tokens[0], tokens[Math.max(0, at - 1)]];
  if (at > 1 && STEP.operators.has(last.text as Operator)) {
    const message = `${last.text}= does not exist here: a step assigns a new name, as in "q = 2*x + y".`;
    throw new Trouble('assignment', message, last.start, sign.end);
  }
  const name = text.slice(first.start, sign.start).trim();
  const complaint = assignmentComplaint(name, index, names);
  if (complaint) throw new Trouble(...complaint, first.start, last.end);
  if (at === tokens.length - 1) {
    const message = `What is \`${name}\`? An expression is missing after the =.`;
    throw new Trouble('assignment', message, sign.start, sign.end);
  }
  return { name, tokens: tokens.slice(at + 1) };
}

function assignmentComplaint(
  name: string,
  index: number,
  names: Names,
): [id: string, message: string] | null {
  if (name === '') return ['assignment', 'A new name is missing before the =.'];
  const complaint = nameComplaint(name);
  if (complaint !== null) return ['name', complaint];
  if (names.inputs.has(name)) {
    return ['assigned-input', `\`${name}\` is an input: a step assigns a new name.`];
  }
  const earlier = names.assigner(name);
  if (earlier >= index) return null;
  const message = `\`${name}\` is assigned already, in step ${earlier + 1}: each step assigns a new name.`;
  return ['assigned-twice', message];
}
