/** Who is called what in an expression, and which names a step may use. */
import { nearest } from '../format/suggest';
import { isFunction } from './functions';
import { replaced, Trouble } from './trouble';

const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;
/** So many names are listed in a sentence. */
const MOST_LISTED = 8;

/** Why an input or a step cannot be called so; null where it can. */
export function nameComplaint(name: string): string | null {
  if (!NAME.test(name)) {
    return `\`${name}\` is not a name: names are letters, digits and _, and begin with a letter.`;
  }
  return isFunction(name) ? `\`${name}\` is a function: choose another name.` : null;
}

export class Names {
  readonly inputs: ReadonlySet<string>;
  /** What each step assigns, as far as that can be told before it is read. */
  readonly assignedBy: readonly (string | null)[];
  /** Index of the node that each name stands for. */
  private readonly nodes = new Map<string, number>();

  constructor(inputs: Iterable<string>, steps: readonly string[]) {
    this.inputs = new Set(inputs);
    this.assignedBy = steps.map(step => /^\s*([\p{L}\p{N}_]+)\s*=/u.exec(step)?.[1] ?? null);
  }

  define(name: string, node: number): void {
    this.nodes.set(name, node);
  }

  nodeOf(name: string): number | undefined {
    return this.nodes.get(name);
  }

  /** Why step `index` cannot use this name; it stands from `start` to `end` in the step's text. */
  unknown(name: string, text: string, index: number, start: number, end: number): Trouble {
    const by = this.assignedBy.indexOf(name);
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
        : [{ title: `Change to \`${meant}\``, step: replaced(text, start, end, meant) }];
    return new Trouble('unknown-name', message, start, end, fixes);
  }
}

/**
 * The name that a step assigns, and where its right side begins.
 * @throws Trouble
 */
export function readAssignment(
  text: string,
  index: number,
  names: Names,
): { name: string; from: number } {
  const sign = text.indexOf('=');
  if (sign < 0) {
    const lacks = text.trim() === '' ? 'this one is empty' : 'there is no = here';
    const message = `A step assigns a new name, as in "q = 2*x + y": ${lacks}.`;
    throw new Trouble('assignment', message, 0, text.length);
  }
  const second = text.indexOf('=', sign + 1);
  if (second > 0) {
    const message = 'A step has one =, between its new name and its expression.';
    throw new Trouble('assignment', message, second, second + 1);
  }
  const name = text.slice(0, sign).trim();
  const complaint = assignmentComplaint(name, index, names);
  if (complaint) {
    const start = name === '' ? sign : text.indexOf(name);
    throw new Trouble(...complaint, start, start + Math.max(1, name.length));
  }
  if (text.slice(sign + 1).trim() === '') {
    const message = `What is \`${name}\`? An expression is missing after the =.`;
    throw new Trouble('assignment', message, sign, sign + 1);
  }
  return { name, from: sign + 1 };
}

function assignmentComplaint(
  name: string,
  index: number,
  { inputs, assignedBy }: Names,
): [code: string, message: string] | null {
  if (name === '') return ['assignment', 'A new name is missing before the =.'];
  const complaint = nameComplaint(name);
  if (complaint !== null) return ['name', complaint];
  if (inputs.has(name)) {
    return ['assigned-input', `\`${name}\` is an input: a step assigns a new name.`];
  }
  const earlier = assignedBy.indexOf(name);
  if (earlier >= index) return null;
  const message = `\`${name}\` is assigned already, in step ${earlier + 1}: each step assigns a new name.`;
  return ['assigned-twice', message];
}
