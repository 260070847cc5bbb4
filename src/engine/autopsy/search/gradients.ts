/** gradW and gradB of a layer, from its delta: right, or with which mistakes. */
import { BIAS_MISTAKES, WEIGHT_MISTAKES } from '../catalogue/gradients';
import type { Factors, GradientSite } from '../catalogue/mistake';
import { turned } from '../ground/given';
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

/**
 * The right one first, then one mistake, then two at once.
 * @param few rows of the gradient that are looked at first; null: there are no more
 */
export function weightForms(
  worlds: Worlds,
  layer: number,
  few: readonly number[] | null,
): GradientForm[] {
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
      if (first.id === second.id) continue;
      const factors: FactorsOf = site => {
        const made = first.factors(site);
        return made && second.factors({ ...made, below: null });
      };
      forms.push({ found: [...first.found, ...second.found], factors });
    }
  });
  const whole = inputsOf(worlds, layer, null);
  const part = inputsOf(worlds, layer, few);
  return forms.flatMap(({ found, factors }) => {
    // z has the shape of delta: enough to ask whether the form is possible.
    const possible = factors({ ...whole(0), delta: worlds.at(0).z[layer] });
    if (!possible) return [];
    const isTurned = possible.turned ?? false;
    const make: GradientForm['make'] = (delta, inputs) =>
      once(index => {
        const site = inputs && !isTurned ? part(index) : whole(index);
        const own = factors({ ...site, delta: delta(index) }) ?? possible;
        const made = productOfTurned(own.input, own.delta);
        if (!isTurned) return made;
        return inputs ? rowsIn(turned(made), inputs) : turned(made);
      });
    return [{ found, make }];
  });
}

/** What a layer reads in each world, or some columns of it. */
function inputsOf(
  worlds: Worlds,
  layer: number,
  inputs: readonly number[] | null,
): (index: number) => Omit<GradientSite, 'delta'> {
  const part = (values: Numbers) => (inputs ? columnsOf(values, inputs) : values);
  const made: Omit<GradientSite, 'delta'>[] = [];
  return index => {
    const world = worlds.at(index);
    return (made[index] ??= {
      input: part(world.input(layer)),
      below: layer > 0 ? part(world.z[layer - 1]) : null,
    });
  };
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
