/** Shapes of the factors in a line of NumPy, from those of the arrays that it names. */
import type { AutopsyReport } from '../../src/protocol/autopsy/arrays';
import { tokensOf } from '../comparison/codeParts';

export type Shape = readonly [rows: number, cols: number];

/** The arrays of a report by their names, and those of its pass that are not given, as lines of code call them. */
export function shapesIn({ arrays, model }: AutopsyReport): Map<string, Shape> {
  const known = new Map(arrays.map(({ name, rows, cols }) => [name, [rows, cols] as Shape]));
  const x = arrays.find(({ is }) => is === 'x');
  if (!model || !x) return known;
  const isRows = model.layout === 'rows';
  const batch = isRows ? x.rows : x.cols;
  model.layers.forEach(({ units }, layer) => {
    const number = layer + 1;
    const shape: Shape = isRows ? [batch, units] : [units, batch];
    for (const name of [`z${number}`, `a${number}`, `delta${number}`])
      if (!known.has(name)) known.set(name, shape);
  });
  return known;
}

export interface Factors {
  shapes: Shape[];
  /** Between them, `*` or `@`. */
  operators: string[];
}

/** What is multiplied on the right side of `name = …`; null where a part of it has no known shape. */
export function factorsOf(line: string, known: ReadonlyMap<string, Shape>): Factors | null {
  const tokens = tokensOf(line).filter(token => token.trim() !== '');
  const reader = new Reader(tokens.slice(tokens.indexOf('=') + 1), known);
  const factors = reader.product();
  return factors && reader.isDone && factors.operators.length > 0 ? factors : null;
}

class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly known: ReadonlyMap<string, Shape>,
  ) {}

  get isDone(): boolean {
    return this.at === this.tokens.length;
  }

  product(): Factors | null {
    const factors: Factors = { shapes: [], operators: [] };
    for (;;) {
      const shape = this.power();
      if (!shape) return null;
      factors.shapes.push(shape);
      const operator = this.tokens.at(this.at);
      if (operator !== '*' && operator !== '@') return factors;
      factors.operators.push(operator);
      this.at++;
    }
  }

  private sum(): Shape | null {
    let shape: Shape | null = null;
    do {
      const factors = this.product();
      const next = factors && multiplied(factors);
      if (!next) return null;
      shape = shape ? together(shape, next) : next;
    } while (this.take('+') || this.take('-'));
    return shape;
  }

  private power(): Shape | null {
    const shape = this.primary();
    if (this.take('**')) this.at++;
    return shape;
  }

  private primary(): Shape | null {
    const token = this.tokens.at(this.at++);
    if (token === undefined) return null;
    if (token === '(') {
      const inner = this.sum();
      return this.take(')') && inner ? this.after(inner) : null;
    }
    if (/^[\d.]+$/.test(token)) return [1, 1];
    const [, name, method] = /^(.*?)(\.T|\.sum|\.mean)?$/.exec(token) ?? [];
    const shape = this.known.get(token) ?? this.known.get(name);
    if (!shape) return null;
    return method === undefined || this.known.has(token) ? shape : this.apply(method, shape);
  }

  private after(shape: Shape): Shape | null {
    const method = this.tokens.at(this.at);
    if (method !== '.T' && method !== '.sum' && method !== '.mean') return shape;
    this.at++;
    return this.apply(method, shape);
  }

  private apply(method: string, [rows, cols]: Shape): Shape | null {
    if (method === '.T') return [cols, rows];
    const end = this.tokens.indexOf(')', this.at);
    const words = this.tokens.slice(this.at + 1, end).join('');
    this.at = end + 1;
    if (/^axis=0/.test(words)) return [1, cols];
    return /^axis=1,keepdims=True$/.test(words) ? [rows, 1] : null;
  }

  private take(token: string): boolean {
    if (this.tokens.at(this.at) !== token) return false;
    this.at++;
    return true;
  }
}

function multiplied({ shapes, operators }: Factors): Shape | null {
  return shapes.slice(1).reduce<Shape | null>((left, right, index) => {
    if (!left) return null;
    return operators[index] === '@' ? [left[0], right[1]] : together(left, right);
  }, shapes[0]);
}

/** As NumPy broadcasts them. */
function together([rows, cols]: Shape, other: Shape): Shape {
  return [Math.max(rows, other[0]), Math.max(cols, other[1])];
}
