/** A layer's equations are true: computed as they are written, with the numbers that they show. */
import assert from 'node:assert/strict';
import { equationsOf, isFactor, type Piece } from '../../../webview/layer/equations';
import { XOR } from '../host/support';
import { useDom } from './dom';
import { Panel } from './panel';
import * as scenes from './transcripts/scenes';

interface Matrix {
  rows: number;
  cols: number;
  data: number[];
}

const SLOPE: Record<string, (z: number) => number> = {
  'σ →': z => 1 / (1 + Math.exp(-z)),
  'tanh →': Math.tanh,
  'relu →': z => Math.max(0, z),
};

function softmax({ rows, cols, data }: Matrix): Matrix {
  const all = Array.from({ length: rows }, (_, row) => {
    const powers = data.slice(row * cols, (row + 1) * cols).map(Math.exp);
    const sum = powers.reduce((a, b) => a + b);
    return powers.map(power => power / sum);
  });
  return { rows, cols, data: all.flat() };
}

function turned({ rows, cols, data }: Matrix): Matrix {
  const at = (index: number): number => data[(index % rows) * cols + Math.floor(index / rows)];
  return { rows: cols, cols: rows, data: data.map((_, index) => at(index)) };
}

function product(a: Matrix, b: Matrix): Matrix {
  assert.equal(a.cols, b.rows, 'shapes of a product');
  const data = Array.from({ length: a.rows * b.cols }, (_, index) => {
    const [row, col] = [Math.floor(index / b.cols), index % b.cols];
    return a.data
      .slice(row * a.cols, (row + 1) * a.cols)
      .reduce((sum, value, at) => sum + value * b.data[at * b.cols + col], 0);
  });
  return { rows: a.rows, cols: b.cols, data };
}

/** A row is added to every row. */
function entrywise(a: Matrix, b: Matrix, by: (x: number, y: number) => number): Matrix {
  assert.equal(a.cols, b.cols, 'columns of what stands side by side');
  assert.ok(b.rows === a.rows || b.rows === 1, 'rows of what stands side by side');
  return { ...a, data: a.data.map((value, at) => by(value, b.data[at % b.data.length])) };
}

const OPERATORS: Record<string, (a: Matrix, b: Matrix) => Matrix> = {
  '·': product,
  '+': (a, b) => entrywise(a, b, (x, y) => x + y),
  '−': (a, b) => entrywise(a, b, (x, y) => x - y),
  '⊙': (a, b) => entrywise(a, b, (x, y) => x * y),
};

/** From left to right, brackets first: what stands before the sign of equality. */
function computed(pieces: (Matrix | string)[]): Matrix {
  const [first] = pieces;
  const opening = typeof first === 'string' ? /^(?:([\d.]+)(?:\/(\d+))? )?\($/.exec(first) : null;
  let value: Matrix;
  let rest: (Matrix | string)[];
  if (opening) {
    const end = pieces.indexOf(')');
    const [, above = '1', below = '1'] = opening;
    const inner = computed(pieces.slice(1, end));
    value = { ...inner, data: inner.data.map(each => (each * Number(above)) / Number(below)) };
    rest = pieces.slice(end + 1);
  } else {
    assert.ok(typeof first === 'object', 'a matrix');
    value = first;
    rest = pieces.slice(1);
  }
  while (rest.length > 0) {
    const [sign, next] = rest;
    assert.ok(typeof sign === 'string' && typeof next === 'object', 'a sign and a matrix');
    value = OPERATORS[sign](value, next);
    rest = rest.slice(2);
  }
  return value;
}

function near(shown: Matrix, expected: Matrix, words: string): void {
  assert.deepEqual([shown.rows, shown.cols], [expected.rows, expected.cols], words);
  shown.data.forEach((value, at) => {
    assert.ok(Math.abs(value - expected.data[at]) < 1e-12, `${words}: ${value}`);
  });
}

/** Computes an equation, and every matrix that a sign leads to. Answers how many there were. */
function check(pieces: (Matrix | string)[], words: string): number {
  let done = 0;
  let begin: (Matrix | string)[] = [];
  let open: (Matrix | string)[] = [];
  for (const piece of pieces) {
    const sign = open.at(-1);
    const isResult = typeof piece === 'object' && typeof sign === 'string';
    if (isResult && sign === '=') {
      near(piece, computed(open.slice(0, -1)), words);
      begin = open;
    } else if (isResult && sign.startsWith('Σ')) {
      const delta = begin.at(-2) as Matrix;
      const ones = { rows: 1, cols: delta.rows, data: new Array<number>(delta.rows).fill(1) };
      near(piece, product(ones, delta), words);
    } else if (isResult && sign.endsWith('→')) {
      const z = open[0] as Matrix;
      const right = sign === 'softmax →' ? softmax(z) : { ...z, data: z.data.map(SLOPE[sign]) };
      near(piece, right, words);
    } else {
      open.push(piece);
      continue;
    }
    done++;
    open = [piece];
  }
  return done;
}

describe("A layer's equations", () => {
  const { screen } = useDom();
  const mean = scenes.VALUES.replace(
    '"type": "mse"',
    '"type": "mse", "scale": 0.5, "batch_reduction": "mean", "output_reduction": "mean"',
  );
  const sum = scenes.VALUES.replace('"type": "mse"', '"type": "mse", "batch_reduction": "sum"');
  const squares = XOR.replace('binary_cross_entropy', 'mse');
  const bare = XOR.replace('"units": 3,', '"units": 3, "use_bias": false,');
  const cases = {
    ...{ 'binary cross-entropy': XOR, 'softmax and cross-entropy': scenes.CLASSES },
    ...{ dropout: scenes.DROPOUT, pictures: scenes.IMAGES, 'a penalty': scenes.PENALISED },
    ...{ 'a mean': mean, 'a sum': sum, 'squares of a sigmoid': squares, 'no biases': bare },
  };

  for (const [name, text] of Object.entries(cases))
    it(`hold for the numbers that they show, with ${name}`, async () => {
      const panel = await Panel.open(screen(), text);
      await panel.does(() => panel.session.step(2));
      const { model } = panel.page ?? assert.fail();
      const description = model.description ?? assert.fail();
      for (const [layer, { useBias }] of description.layers.entries()) {
        await panel.does(() => panel.page?.highlight({ layer, tensor: 'weights' }, null));
        const rows = model.stats({ layer, tensor: 'delta' })?.rows ?? assert.fail();
        const numbers = (piece: Piece): Matrix | string => {
          if (!isFactor(piece)) return piece;
          const { of, transposed } = piece;
          const found =
            'part' in of ? model.data.batch.find(({ part }) => part === of.part) : model.tensor(of);
          assert.ok(found, `${piece.symbol} is sent`);
          const matrix = { rows: found.rows, cols: found.cols, data: [...found.data] };
          return transposed ? turned(matrix) : matrix;
        };
        const counts = equationsOf(description, layer, rows).map(({ name: of, pieces }) =>
          check(pieces.map(numbers), `${of} of layer ${layer + 1}`),
        );
        assert.deepEqual(counts, [2, 1, useBias ? 2 : 1]);
      }
    });

  it('show no gradients where the file shows no solutions', async () => {
    const off = XOR.replace('"seed": 3,', '"seed": 3, "policy": {"solution": "off"},');
    const panel = await Panel.open(screen(), off);
    const { description } = panel.page?.model ?? assert.fail();
    assert.ok(description);
    assert.deepEqual(
      equationsOf(description, 0, 7).map(({ name }) => name),
      ['forward'],
    );
  });
});
