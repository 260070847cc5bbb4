/** An outcome in words: which arrays agree, what is wrong, and what would be right. */
import { Code } from './catalogue/code';
import type { LayerNames, PassNames } from './catalogue/code';
import type { LossSpec, ActivationName } from '../ground/spec';
import type { Net } from './identify/net';
import type { Found } from './search/found';
import type { Outcome } from './search/search';

export interface AutopsyFinding {
  id: string;
  /** 0-based; null: the whole gradient. */
  layer: number | null;
  /** The constant, in the words of the catalogue. */
  factor?: string;
  /** The activation whose derivative or values stand there. */
  as?: ActivationName;
  /** A sentence that stands by itself. */
  message: string;
  /** Where to look, without the solution. */
  hint: string;
  /** The line that makes the student's numbers, and the one that would be right. */
  code: { wrong: string; right: string };
}

export interface AutopsyArray {
  name: string;
  /** `layers.0.gradW`, `x`; null: it is none of the pass. */
  is: string | null;
  /** null: there is nothing that it could be compared with. */
  agrees: boolean | null;
}

/** What was found out about a heap of arrays. */
export interface Autopsy {
  verdict: 'correct' | 'wrong' | 'unknown';
  /** One sentence: the verdict, and how far it reaches. */
  summary: string;
  /** null: no net was found. */
  model: {
    layers: { units: number; activation: ActivationName; use_bias: boolean }[];
    loss: Partial<LossSpec> & Pick<LossSpec, 'type'>;
    layout: 'rows' | 'columns';
  } | null;
  arrays: AutopsyArray[];
  findings: AutopsyFinding[];
}

/** The student's names; where an array is not given, one that goes with the others. */
export function namesOf(net: Net, { assigned, worlds }: Outcome, y: string): PassNames {
  const called = (slot: string, layer: number) =>
    assigned.find(each => each.slot === slot && each.layer === layer)?.candidate.given.name;
  const layers = net.layers.map((layer, index): LayerNames => {
    const number = layer.number ?? index + 1;
    return {
      weights: layer.weights.name,
      biases: layer.biases?.name ?? `b${number}`,
      z: layer.z?.name ?? `z${number}`,
      a: layer.a?.name ?? `a${number}`,
      delta: called('delta', index) ?? `delta${number}`,
      gradW: called('gradW', index) ?? `dW${number}`,
      gradB: called('gradB', index) ?? `db${number}`,
    };
  });
  return { x: worlds.net.x.name === '' ? 'X' : worlds.net.x.name, y, layers };
}

/** The findings of an outcome, from the output down. */
export function findingsOf(net: Net, outcome: Outcome, names: PassNames): AutopsyFinding[] {
  return outcome.found.map(found => findingOf(net, found, outcome, names));
}

function findingOf(net: Net, found: Found, outcome: Outcome, names: PassNames): AutopsyFinding {
  const { mistake, form, site, layer, factor, others = [], unknown } = found;
  const code = new Code(names, site, net.layout.batch, net.layers[site].activation);
  const { id, hint } = mistake;
  const right = form.right?.(code) ?? rightLine(mistake.stage, code, outcome.loss);
  if (factor !== undefined) {
    const message = factorInWords([factor, ...others], outcome.worlds.at(0).y);
    const wrong = right.replace(' = ', ` = ${factor} * `);
    return { id, layer, factor, message, hint, code: { wrong, right } };
  }
  const rate =
    unknown === undefined ? '' : `, with a learning rate of ${Number(unknown.toPrecision(6))}`;
  const message = `${form.claim(code)}${rate}.`;
  return {
    id,
    layer,
    ...(form.as && { as: form.as }),
    message,
    hint,
    code: { wrong: form.wrong(code), right },
  };
}

/** @param y [rows, outputs] */
function factorInWords(factors: readonly string[], y: { rows: number; cols: number }): string {
  if (factors[0] === '-1') return 'All gradients have the wrong sign: −1 × the right ones.';
  const meanings = factors.map(factor => {
    const count = factor.includes('rows') ? y.rows : y.cols;
    const what = factor
      .replace('1/', '1 / the number of ')
      .replace(/^(?=rows|outputs)/, 'the number of ');
    return /rows|outputs/.test(factor)
      ? { what, text: factor.startsWith('1/') ? `1/${count}` : String(count) }
      : { what: '', text: factor };
  });
  const reasons = meanings.flatMap(({ what }) => (what === '' ? [] : [what]));
  const because = reasons.length > 0 ? ` (${reasons.join(', or ')})` : '';
  return `All gradients are ${meanings[0].text} × the right ones${because}.`;
}

/** The line that belongs where a mistake of this stage stands. */
function rightLine(stage: Found['mistake']['stage'], code: Code, { type }: LossSpec): string {
  const { own } = code;
  switch (stage) {
    case 'gradW':
      return `${own.gradW} = ${code.product(code.input, own.delta)}`;
    case 'gradB':
      return `${own.gradB} = ${code.sum(own.delta)}`;
    case 'output':
      return `${own.delta} = ${code.upstream}`;
    case 'forward':
      return `${own.z} = ${code.forward(own.biases)}; ${own.a} = ${code.activation}(${own.z})`;
    case 'penalty':
    case 'slope':
    case 'upstream':
    case 'whole':
      if (code.activation === 'softmax')
        return `${own.delta} = the gradient of ${type} through the softmax`;
      return `${own.delta} = ${code.upstream} * ${code.derivative()}`;
  }
}

/** All arrays, in the order in which they were given. */
export function arraysOf(
  net: Net,
  { assigned }: Outcome,
  given: readonly string[],
  y: string,
  forward: ReadonlyMap<string, boolean>,
): AutopsyArray[] {
  const places = new Map<string, { is: string; agrees: boolean | null }>();
  places.set(net.x.name, { is: 'x', agrees: null });
  places.set(y, { is: 'y', agrees: null });
  net.layers.forEach(({ weights, biases, z, a }, layer) => {
    const add = (name: string | undefined, what: string) => {
      if (name === undefined) return;
      const is = `layers.${layer}.${what}`;
      places.set(name, { is, agrees: forward.get(is) ?? null });
    };
    add(weights.name, 'weights');
    add(biases?.name, 'biases');
    add(z?.name, 'z');
    add(a?.name, 'a');
  });
  for (const { candidate, slot, layer, agrees } of assigned) {
    places.set(candidate.given.name, { is: `layers.${layer}.${slot}`, agrees });
  }
  return given.map(name => ({ name, ...(places.get(name) ?? { is: null, agrees: null }) }));
}
