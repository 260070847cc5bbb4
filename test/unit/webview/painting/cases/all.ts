/** Every picture that is kept as a golden SVG. */
import type { PictureCase } from './case';
import { AUTOPSIES } from './autopsies';
import { CONFUSIONS } from './confusions';
import { CURVES } from './curves';
import { DISTRIBUTIONS } from './distributions';
import { EVIDENCE } from './evidence';
import { FIGURES } from './figures';
import { FITS } from './fits';
import { FLOWS } from './flows';
import { GRAPHS } from './graphs';
import { LAYERS } from './layers';
import { MARKS } from './marks';
import { MATRICES } from './matrices';
import { NETWORKS } from './networks';
import { PARITIES } from './parities';
import { PLANES } from './planes';
import { SWEEPS } from './sweeps';

export const PICTURES: PictureCase[] = [
  ...[...PLANES, ...FITS, ...PARITIES, ...CURVES, ...MATRICES, ...NETWORKS, ...LAYERS],
  ...[...GRAPHS, ...FLOWS, ...MARKS, ...AUTOPSIES, ...EVIDENCE, ...SWEEPS],
  ...[...DISTRIBUTIONS, ...CONFUSIONS, ...FIGURES],
];
