/** The forward pass: whether z and a of each layer follow from what the layer reads. */
import { biasNotUsed, otherActivation, softmaxAxis } from './catalogue/others';
import type { Observed } from './ground/given';
import type { KnownLayer } from './identify/chainLayer';
import { biasBetween, isActivated, largestSlack, sampleOf } from './identify/links';
import { meaningOf } from './identify/names';
import type { Net } from './identify/net';
import type { Found } from './search/found';
import type { Worlds } from './search/worlds';

export interface ForwardLook {
  found: Found[];
  /** Places as `layers.0.z` that no mistake of the catalogue makes. */
  unexplained: string[];
  /** Whether z and a agree, by their places. */
  agrees: Map<string, boolean>;
}

/** @param known the layers of an experiment beside the arrays, which say what activation is right */
export function lookForward(
  net: Net,
  worlds: Worlds,
  known: readonly KnownLayer[] | null,
): ForwardLook {
  const look: ForwardLook = { found: [], unexplained: [], agrees: new Map() };
  net.layers.forEach((layer, index) => {
    const { z, a, activation } = layer;
    const input = { name: '', values: worlds.at(0).input(index), slack: slackOf(net, index) };
    if (z) {
      const problem = problemOfZ(net, input, index);
      look.agrees.set(`layers.${index}.z`, problem === null);
      if (problem === 'unused') look.found.push(foundOf(biasNotUsed, index));
      if (problem === 'unknown') look.unexplained.push(`layers.${index}.z`);
    }
    if (!z || !a) return;
    const wanted = known?.[index].activation ?? activation;
    const agrees = isActivated(wanted, z, a, net.precision) && !layer.otherAxis;
    look.agrees.set(`layers.${index}.a`, agrees);
    if (agrees) return;
    if (layer.otherAxis) look.found.push(foundOf(softmaxAxis, index));
    else if (activation !== wanted && layer.agrees && areNamed(z.name, a.name)) {
      const found = foundOf(otherActivation, index);
      look.found.push({ ...found, form: { ...found.form, as: activation } });
    } else look.unexplained.push(`layers.${index}.a`);
  });
  return look;
}

/** What is another function of z may be no activation at all: names have to say that they are. */
function areNamed(z: string, a: string): boolean {
  return /^[za]$/.test(meaningOf(z).role) && meaningOf(a).role === 'a';
}

function slackOf(net: Net, layer: number): Float64Array {
  if (layer === 0) return net.x.slack;
  const { a, z, weights } = net.layers[layer - 1];
  const length = net.x.values.rows * weights.values.cols;
  return (a ?? z)?.slack ?? new Float64Array(length);
}

function problemOfZ(net: Net, input: Observed, index: number): 'unused' | 'unknown' | null {
  const { weights, biases, z } = net.layers[index];
  if (!z) return null;
  const sample = sampleOf(input, weights, net.precision);
  const made = biasBetween(sample, z);
  if (!made) return 'unknown';
  const slack = 2 * (sample.slack + largestSlack(z));
  const isNear = (value: number, wanted: number) => Math.abs(value - wanted) <= slack;
  const isZero = made.data.every(value => isNear(value, 0));
  if (!biases) return null;
  const agrees = made.data.every((value, unit) => isNear(value, biases.values.data[unit]));
  if (agrees) return null;
  return isZero ? 'unused' : 'unknown';
}

function foundOf(mistake: typeof biasNotUsed, layer: number): Found {
  return { mistake, form: mistake.forms[0], site: layer, layer };
}
