/** Which faces the predictions of a run have: what its data allows. */
import type { PredictionFace } from '../../src/protocol/choices';
import type { RunDescription } from '../../src/protocol/snapshot';

/** From left to right; the first is shown until another one is chosen. */
export function facesOf({ data, layers, points, pairs }: RunDescription): PredictionFace[] {
  const { inputs } = layers[0];
  const classes = data.classNames?.length ?? 0;
  const rows = [data.train, data.validation, data.test].reduce(
    (sum, part) => sum + (part?.rows ?? 0),
    0,
  );
  // Of a single row there is no picture.
  if (rows < 2) return ['table'];
  const plane: PredictionFace[] = [classes > 0 ? 'boundary' : 'surface', 'truth', 'before'];
  return [
    ...(points.length > 0 ? plane : []),
    ...(pairs.length > 0 ? (['fit'] as const) : []),
    ...(classes === 0 ? (['parity'] as const) : []),
    ...(classes > 2 || (classes > 0 && inputs > 2) ? (['confusion'] as const) : []),
    'table',
  ];
}
