/** Every transcript of the page that is kept. */
import type { PageCase } from './case';
import { CONTROLS } from './controls';
import { DERIVATIONS } from './derivations';
import { PICTURES } from './pictures';
import { STATES } from './states';

export const PAGES: PageCase[] = [...STATES, ...PICTURES, ...CONTROLS, ...DERIVATIONS];
