/** Which faces the predictions of a run have: what its data allows. */
import type { PredictionFace } from '../../src/protocol/choices';
import type { RunDescription } from '../../src/protocol/snapshot';

/** From left to right; the first is shown until another one is chosen. */
export function facesOf({ data, layers, points }: RunDescription): PredictionFace[] {
  const { inputs } = layers[0];
  const classes = data.classNames?.length ?? 0;
  const plane: PredictionFace[] = [classes > 0 ? 'boundary' : 'surface', 'truth'];
  return [
    ...(points.length > 0 ? plane : []),
    ...(classes > 2 || (classes > 0 && inputs > 2) ? (['confusion'] as const) : []),
  ];
}
