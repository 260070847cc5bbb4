/** Maps of single units over the plane of a network with two inputs. */
import type { Run } from '../../engine/training/run';
import type { Matrix } from '../../engine/ground/spec';
import type { UnitMaps, UnitRef } from '../../protocol/tensors';

/**
 * @param grid points as the network sees them, [resolution², 2]
 * @param units those that the network does not have are left out
 */
export function unitMaps(
  run: Run,
  grid: Matrix,
  resolution: number,
  units: readonly UnitRef[],
): UnitMaps {
  const { layers } = run.spec.model;
  const known = units.filter(({ layer, unit }) => unit < (layers[layer]?.units ?? 0));
  const needed = [...new Set(known.map(({ layer }) => layer))];
  const activations = run.activations(grid, needed);
  const values = new Float32Array(known.length * grid.rows);
  known.forEach(({ layer, unit }, index) => {
    const { data, cols } = activations[needed.indexOf(layer)];
    const at = index * grid.rows;
    for (let point = 0; point < grid.rows; point++) values[at + point] = data[point * cols + unit];
  });
  return { resolution, units: known, values };
}
