/** What a producer of findings is: one thing that may be wrong with a run, and how it shows. */
import type { TensorName } from '../../engine/ground/tensors';
import { atValue } from '../format/core';
import type { Evidence, Finding, Fix } from '../format/finding';
import type { LayerLook, Look } from './look';

export interface Producer {
  /** The id of what it finds. */
  readonly id: string;
  find(look: Look): Finding[];
}

/** What is said of a layer. */
interface Said {
  message: string;
  evidence: Evidence;
  fixes?: Fix[];
}

interface LayerProducer {
  readonly id: string;
  /** The tensor that shows it. */
  readonly tensor: TensorName;
  /** The field of the layer that decides it. */
  readonly field: string;
  /** @returns null where nothing is wrong */
  look(layer: LayerLook, index: number, look: Look): Said | null;
}

/** A producer that looks at each layer by itself; what it finds is a warning at a field of the layer. */
export function ofLayers(producer: LayerProducer): Producer {
  const { id, tensor, field } = producer;
  return {
    id,
    find: all =>
      all.layers.flatMap((each, layer): Finding[] => {
        const said = producer.look(each, layer, all);
        if (!said) return [];
        const place = atValue(...each.path, field);
        return [{ id, severity: 'warning', place, layer, tensor, fixes: [], ...said }];
      }),
  };
}
