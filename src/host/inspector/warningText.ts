/** Texts of the inspector's warnings about gradients: what is wrong, and what helps. */
import type { LayerSummary, LayerWarning, UnitHealth } from '../../protocol/snapshot';
import { percent, short } from './tensorText';

/** Most units that are listed; more are counted. */
const MOST_NAMED = 12;

export interface WarningWords {
  /** The warning in two or three words. */
  title: string;
  /** The finding, in a sentence. */
  fact: string;
  /** Advice, in a sentence. */
  advice: string;
}

export function warningWords(
  warning: LayerWarning,
  layer: LayerSummary,
  health: UnitHealth,
): WarningWords {
  return { ...caseOf(warning, layer, health), advice: ADVICE[warning.kind] };
}

const ADVICE: Record<LayerWarning['kind'], string> = {
  vanishing:
    'Hardly anything of the error arrives here, so this layer hardly learns. Try relu or tanh in place of sigmoid, a Xavier or He initialiser, or fewer layers.',
  exploding:
    'The error grows on its way back. Try smaller initial weights (Xavier or He), a lower learning_rate, or gradient_clipping.',
  dead: 'A relu that is off lets no gradient through, so these units cannot come back by themselves. Try leaky_relu, a lower learning_rate, or a He initialiser with biases at 0.',
  saturated:
    'A flat activation lets hardly any gradient through. Try smaller initial weights (Xavier), scaled inputs, or relu.',
};

function caseOf(
  { kind, size }: LayerWarning,
  { units }: LayerSummary,
  { dead }: UnitHealth,
): Omit<WarningWords, 'advice'> {
  const share = `‖δ‖ is ${short(size)} times that of the last layer`;
  switch (kind) {
    case 'vanishing':
      return { title: 'Vanishing gradient', fact: share };
    case 'exploding':
      return { title: 'Exploding gradient', fact: share };
    case 'dead': {
      const title = size === 1 ? '1 dead unit' : `${size} dead units`;
      return {
        title,
        fact: `${namesOf(dead ?? [])} of ${units}: z ≤ 0 for every row of the batch`,
      };
    }
    case 'saturated':
      return { title: 'Saturated units', fact: `${percent(size)} of all f′(z) are below 0.01` };
  }
}

/** "unit 3", "units 1, 4 and 7": counted from 1, as everywhere on the screen. */
function namesOf(dead: readonly number[]): string {
  const named = dead.slice(0, MOST_NAMED).map(unit => String(unit + 1));
  if (named.length === 1) return `unit ${named[0]}`;
  const more = dead.length - named.length;
  const last = more > 0 ? `${more} more` : named.pop();
  return `units ${named.join(', ')} and ${last}`;
}
