/** Inputs and steps → a graph of gates, with a sentence for everything that is wrong with a step. */
import type { Graph, GraphNode } from '../../engine/expression/graph';
import { parse } from '../grammar/parse';
import { scan } from '../grammar/tokens';
import { Trouble } from '../grammar/trouble';
import { STEP } from './functions';
import { Names, readAssignment } from './names';
import { TermReader } from './termReader';

/** Where a node comes from. */
export interface Origin {
  /** The name of an input, or of the step whose last node it is; null inside a step. */
  name: string | null;
  /** As it is written: `2*x`. */
  text: string;
  /** Index of the step, and its characters; null for an input. */
  place: { step: number; start: number; end: number } | null;
}

/** The most troubles that are reported: a longer list helps nobody to mend the first. */
const MOST_TROUBLES = 100;

export interface Built {
  graph: Graph;
  /** One for each node. */
  origins: Origin[];
  troubles: { step: number; trouble: Trouble }[];
}

export function buildGraph(inputs: ReadonlyMap<string, number>, steps: readonly string[]): Built {
  const builder = new Builder(inputs, steps);
  for (let step = 0; step < steps.length && !builder.isFull; step++) builder.take(step);
  return builder.built;
}

class Builder {
  private readonly nodes: GraphNode[] = [];
  private readonly origins: Origin[] = [];
  private readonly troubles: Built['troubles'] = [];
  private readonly names: Names;

  constructor(
    inputs: ReadonlyMap<string, number>,
    private readonly steps: readonly string[],
  ) {
    this.names = new Names(inputs.keys(), steps);
    for (const [name, value] of inputs) {
      const node = this.add({ kind: 'input', value }, { name, text: name, place: null });
      this.names.define(name, node);
    }
  }

  get built(): Built {
    const { nodes, origins, troubles } = this;
    const output = this.names.nodeOf(this.names.assignedBy.at(-1) ?? '') ?? 0;
    return { graph: { nodes, output }, origins, troubles };
  }

  get isFull(): boolean {
    return this.troubles.length >= MOST_TROUBLES;
  }

  take(step: number): void {
    try {
      this.read(step);
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      this.troubles.push({ step, trouble });
      this.standIn(step);
    }
  }

  private read(step: number): void {
    const text = this.steps[step];
    const { name, tokens } = readAssignment(text, scan(text, STEP), step, this.names);
    const term = parse(text, tokens, STEP);
    const place = ({ start, end }: { start: number; end: number }) => ({ step, start, end });
    const reader = new TermReader(text, step, this.names, (node, at) =>
      this.add(node, { name: null, text: at.text, place: place(at) }),
    );
    const node = reader.read(term);
    // A second name for what has one already is a gate of its own.
    const own =
      this.origins[node].name === null
        ? node
        : this.add(
            { kind: 'gate', operation: 'copy', inputs: [node] },
            { name: null, text: term.text, place: place(term) },
          );
    this.origins[own].name = name;
    this.names.define(name, own);
  }

  /** What a step with trouble assigns stands there all the same, so that later steps can be read. */
  private standIn(step: number): void {
    const name = this.names.assignedBy[step];
    if (name === null || this.names.nodeOf(name) !== undefined) return;
    const place = { step, start: 0, end: this.steps[step].length };
    this.names.define(name, this.add({ kind: 'number', value: 0 }, { name, text: name, place }));
  }

  private add(node: GraphNode, origin: Origin): number {
    this.origins.push(origin);
    return this.nodes.push(node) - 1;
  }
}
