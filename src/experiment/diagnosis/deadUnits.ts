/** Units of relu that are off for every row. */
import { ofLayers } from './producer';

/** Fewest rows of a part of the data for a verdict: a unit that is off for each of a few rows may not be dead. */
const ROWS_TO_TELL = 16;
/** Most units that are listed; more are counted. */
const MOST_NAMED = 12;

export const deadUnits = ofLayers({
  id: 'dead_units',
  tensor: 'z',
  field: 'activation',
  look: ({ name, units, health: { dead } }, _, { rows, whole }) => {
    if (!dead || dead.length === 0 || !(whole || rows >= ROWS_TO_TELL)) return null;
    const count = dead.length === 1 ? '1 dead unit' : `${dead.length} dead units`;
    const message =
      `${count} in ${name}: ${namesOf(dead)} of ${units}: z ≤ 0 for every row of the batch. ` +
      'A relu that is off lets no gradient through, so these units cannot come back by themselves. Try leaky_relu, a lower learning_rate, or a He initialiser with biases at 0.';
    return { message, evidence: { units: dead } };
  },
});

/** "unit 3", "units 1, 4 and 7": counted from 1, as everywhere on the screen. */
function namesOf(dead: readonly number[]): string {
  const named = dead.slice(0, MOST_NAMED).map(unit => String(unit + 1));
  if (named.length === 1) return `unit ${named[0]}`;
  const more = dead.length - named.length;
  const last = more > 0 ? `${more} more` : named.pop();
  return `units ${named.join(', ')} and ${last}`;
}
