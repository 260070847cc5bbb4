/**
 * The same pass in several worlds: 0 with the numbers as they were given, the others with each
 * moved as far as its rounding allows. What a computation makes of them says how exact it can be.
 */
import type { Numbers, Observed } from '../ground/given';
import type { Net, NetLayer } from '../identify/net';
import { activated } from '../identify/links';
import { affine, map } from '../ground/products';

/** Worlds beside the nominal one. */
export const WORLDS = 10;

export class World {
  readonly y: Numbers;
  readonly z: Numbers[] = [];
  readonly a: Numbers[] = [];
  private readonly moved = new Map<Observed, Numbers>();
  private state: number;

  constructor(
    readonly index: number,
    private readonly net: Net,
    y: Observed,
  ) {
    this.state = index * 7919 + 17;
    this.y = this.of(y);
    for (const [number, layer] of net.layers.entries()) {
      const z = layer.z ? this.of(layer.z) : this.affine(number, layer);
      const isComputed = layer.agrees && !layer.otherAxis;
      const a = layer.a && !isComputed ? this.of(layer.a) : activated(layer.activation, z);
      this.z.push(z);
      this.a.push(a);
    }
  }

  weights(layer: number): Numbers {
    return this.of(this.net.layers[layer].weights);
  }

  /** What layer `layer` reads. */
  input(layer: number): Numbers {
    return layer === 0 ? this.of(this.net.x) : this.a[layer - 1];
  }

  /** An array in this world: always the same for the same array. */
  of(observed: Observed): Numbers {
    if (this.index === 0) return observed.values;
    let values = this.moved.get(observed);
    if (!values) {
      const { storage } = this.net.precision;
      const { slack } = observed;
      values = map(observed.values, (value, i) => {
        return value + (slack[i] + storage * Math.abs(value)) * this.noise();
      });
      this.moved.set(observed, values);
    }
    return values;
  }

  private affine(layer: number, { biases }: NetLayer): Numbers {
    return affine(this.input(layer), this.weights(layer), biases && this.of(biases));
  }

  /** Evenly between −1 and 1, the same sequence each time. */
  private noise(): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) >>> 0;
    return this.state / 2 ** 31 - 1;
  }
}

export class Worlds {
  private readonly made: World[] = [];

  constructor(
    readonly net: Net,
    private readonly y: Observed,
  ) {}

  at(index: number): World {
    return (this.made[index] ??= new World(index, this.net, this.y));
  }
}

/** Numbers that are computed in a world when they are asked for, once. */
export type Made = (world: number) => Numbers;

export function once(make: Made): Made {
  const made: Numbers[] = [];
  return world => (made[world] ??= make(world));
}
