/** gradW and gradB of a layer, from its delta: right, or with which mistakes. */
import { BIAS_MISTAKES, WEIGHT_MISTAKES } from '../catalogue/gradients';
import type { Factors, GradientSite } from '../catalogue/mistake';
import { largest, turned } from '../ground/given';
import type { Numbers, Observed } from '../ground/given';
import { columnsOf, productOfTurned, sumOfRows } from '../ground/products';
import type { Found } from './found';
import { once } from './worlds';
import type { Made, Worlds } from './worlds';

/** A way to come from delta to a gradient. */
export interface GradientForm {
  found: Found[];
  /** @param inputs only these rows of the gradient; null: all */
  make: (delta: Made, inputs: readonly number[] | null) => Made;
}

type FactorsOf = (site: GradientSite) => Factors | null;

/** The right one first, then one mistake, then two at once. */
export function weightForms(worlds: Worlds, layer: number): GradientForm[] {
  const single = WEIGHT_MISTAKES.flatMap(mistake =>
    mistake.forms.map(form => ({
      found: [{ mistake, form, site: layer, layer }],
      factors: form.factors,
      id: mistake.id,
    })),
  );
  const forms: { found: Found[]; factors: FactorsOf }[] = [
    { found: [], factors: ({ input, delta }) => ({ input, delta }) },
    ...single,
  ];
  single.forEach((first, index) => {
    for (const second of single.slice(index + 1)) {
      if (first.id === second.id || first.id === 'gradient_transposed') continue;
      const factors: FactorsOf = site => {
        const made = first.factors(site);
        return made && second.factors({ ...made, below: null });
      };
      forms.push({ found: [...first.found, ...second.found], factors });
    }
  });
  return forms
    .filter(({ factors }) => factors(siteOf(worlds, 0, layer, numbersLike(worlds, layer))) !== null)
    .map(({ found, factors }) => ({
      found,
      make: (delta, inputs) => multiplied(worlds, layer, factors, delta, inputs),
    }));
}

/** A delta of the right shape, to ask whether a form is possible at all. */
function numbersLike(worlds: Worlds, layer: number): Numbers {
  return worlds.at(0).z[layer];
}

function siteOf(worlds: Worlds, index: number, layer: number, delta: Numbers): GradientSite {
  const world = worlds.at(index);
  return { input: world.input(layer), below: layer > 0 ? world.z[layer - 1] : null, delta };
}

function multiplied(
  worlds: Worlds,
  layer: number,
  factors: FactorsOf,
  delta: Made,
  inputs: readonly number[] | null,
): Made {
  return once(index => {
    const own = factors(siteOf(worlds, index, layer, delta(index)));
    if (!own) throw new TypeError('A form that is possible in one world is possible in all.');
    if (own.turned) {
      const all = turned(productOfTurned(own.input, own.delta));
      return inputs ? rowsIn(all, inputs) : all;
    }
    return productOfTurned(inputs ? columnsOf(own.input, inputs) : own.input, own.delta);
  });
}

export function rowsIn({ cols, data }: Numbers, rows: readonly number[]): Numbers {
  const out = { rows: rows.length, cols, data: new Float64Array(rows.length * cols) };
  rows.forEach((row, to) => out.data.set(data.subarray(row * cols, (row + 1) * cols), to * cols));
  return out;
}

/** Σ rows of delta, or what stands for it. */
export function biasForms(layer: number): GradientForm[] {
  const wrong = BIAS_MISTAKES.flatMap(mistake =>
    mistake.forms.map((form): GradientForm => ({
      found: [{ mistake, form, site: layer, layer }],
      make: delta => once(world => form.sum(delta(world)) ?? sumOfRows(delta(world))),
    })),
  );
  return [{ found: [], make: delta => once(world => sumOfRows(delta(world))) }, ...wrong];
}

/** Rows of gradW that are looked at first: most that is wrong shows there. */
const FEW_ROWS = 3;

/** The rows of gradW that belong to the strongest inputs; null: there are no more. */
export function telling(worlds: Worlds, layer: number): number[] | null {
  const input = worlds.at(0).input(layer);
  if (input.cols <= FEW_ROWS) return null;
  const sizes = new Float64Array(input.cols);
  input.data.forEach((value, i) => (sizes[i % input.cols] += Math.abs(value)));
  return Array.from(sizes.keys())
    .sort((a, b) => sizes[b] - sizes[a])
    .slice(0, FEW_ROWS);
}

export function observedRows({ name, values, slack }: Observed, rows: readonly number[]): Observed {
  return {
    name,
    values: rowsIn(values, rows),
    slack: rowsIn({ ...values, data: slack }, rows).data,
  };
}

/** The largest that a term of gradW can be, times their number. */
export function sizeOf(input: Numbers, delta: Numbers): number {
  return input.rows * largest(input) * largest(delta);
}
