/** A parsed term → nodes of the graph, from the inside out. */
import { GATES, type Operation } from '../../engine/expression/operations';
import type { GraphNode } from '../../engine/expression/graph';
import type { Term } from '../grammar/parse';
import { replaced, Trouble } from '../grammar/trouble';
import { FUNCTIONS, isFunction, OPERATOR_GATES, suggestFunction, type Operator } from './functions';
import type { Names } from './names';

type StepTerm = Term<Operator>;

/** Adds a node that is written as a term is; answers its index. */
export type AddNode = (node: GraphNode, at: StepTerm) => number;

type Call = StepTerm & { kind: 'call' };

export class TermReader {
  constructor(
    private readonly text: string,
    private readonly step: number,
    private readonly names: Names,
    private readonly add: AddNode,
  ) {}

  /** Index of the term's node. @throws Trouble */
  read(term: StepTerm): number {
    switch (term.kind) {
      case 'number':
        return this.number(term.value, term);
      case 'name': {
        const { name, start, end } = term;
        const node = this.names.nodeOf(name);
        if (node === undefined) {
          throw this.names.unknown(name, this.text, this.step, start, end);
        }
        return node;
      }
      case 'negate':
        if (term.argument.kind === 'number') return this.number(-term.argument.value, term);
        return this.gate('negate', [term.argument], term);
      case 'binary':
        return this.gate(OPERATOR_GATES[term.operator], [term.left, term.right], term);
      case 'call':
        return this.call(term);
      case 'member':
        throw new Trouble('syntax', 'A step has no members.', term.start, term.end);
      default:
        return term satisfies never;
    }
  }

  private number(value: number, term: StepTerm): number {
    if (Number.isFinite(value)) return this.add({ kind: 'number', value }, term);
    const message = `${term.text} is too large for a float64 number.`;
    throw new Trouble('number', message, term.start, term.end);
  }

  private gate(operation: Operation, terms: readonly StepTerm[], term: StepTerm): number {
    const inputs = terms.map(each => this.read(each));
    return this.add({ kind: 'gate', operation, inputs }, term);
  }

  private call(term: Call): number {
    const { name, start, end } = term;
    const given = term.arguments.map(({ value }) => value);
    if (!isFunction(name)) throw this.notAFunction(term);
    const { arity } = GATES[name];
    const fits = name === 'max' ? given.length >= arity : given.length === arity;
    if (!fits) {
      const wanted = name === 'max' ? 'at least two arguments' : 'one argument';
      const message = `\`${name}\` takes ${wanted}, not ${given.length}.`;
      throw new Trouble('arguments', message, start, end);
    }
    return this.gate(name, given, term);
  }

  private notAFunction({ name, start }: Call): Trouble {
    const end = start + name.length;
    if (this.names.nodeOf(name) !== undefined) {
      const message = `\`${name}\` is not a function: a product is written with *.`;
      const text = replaced(this.text, end, end, '*');
      return new Trouble('function', message, start, end, [{ title: 'Insert *', text }]);
    }
    const meant = suggestFunction(name);
    const hint =
      meant === null ? `there are ${FUNCTIONS.join(', ')}.` : `did you mean \`${meant}\`?`;
    const message = `\`${name}\` is not a function: ${hint}`;
    if (meant === null) return new Trouble('unknown-function', message, start, end);
    const text = replaced(this.text, start, end, meant);
    return new Trouble('unknown-function', message, start, end, [
      { title: `Change to \`${meant}\``, text },
    ]);
  }
}
