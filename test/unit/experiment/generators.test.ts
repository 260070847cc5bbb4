/** Generated rows: scikit-learn's to the last digit, the labs' exactly, the Playground's in shape. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createStream } from '../../../src/engine/rng/createStream';
import { toRows } from '../../../src/engine/ground/matrix';
import { generate } from '../../../src/experiment/data/generators/generators';
import type { Generation } from '../../../src/experiment/data/generators/generators';
import { checked, prepared } from './support';
import type { Json } from './support';

/** What a generator makes, with the defaults of the format. */
function made(source: Json, seed = 0) {
  const { data } = checked({ data: { train: { type: 'generator', ...source } } });
  return generate(data.train as Generation, createStream('numpy', seed), 'float64');
}

function rowsOf(source: Json, seed = 0): number[][] {
  const { cols, x, labels } = made(source, seed);
  return Array.from(labels, (label, row) => [...x.slice(row * cols, (row + 1) * cols), label]);
}

const fixture = path.join(__dirname, '../../fixtures/generators.json');
const { cases } = JSON.parse(readFileSync(fixture, 'utf8')) as {
  cases: { source: Json; x: number[][]; y: number[] }[];
};

describe('generators with a counterpart in Python', () => {
  for (const { source, x, y } of cases) {
    it(JSON.stringify(source), () => {
      const train = { type: 'generator', ...source };
      const encoding = y.includes(2) ? 'one_hot' : 'none';
      const units = y.includes(2) ? 3 : 1;
      const { data, summary } = prepared({
        data: { train, encoding },
        model: { layers: [{ units }] },
      });
      const rows = toRows(data.train.x);
      assert.equal(rows.length, x.length);
      rows.forEach((row, index) =>
        row.forEach((value, col) => assert.ok(Math.abs(value - x[index][col]) < 1e-13)),
      );
      assert.equal(summary.train.rows, y.length);
      const labels = toRows(data.train.y).map(row => (units === 1 ? row[0] : row.indexOf(1)));
      assert.deepEqual(labels, y);
    });
  }
});

describe('generators of the labs', () => {
  it('xor_easy has 21 rows: the middle belongs to the first diagonal', () => {
    const rows = rowsOf({ name: 'xor_easy' });
    assert.equal(rows.length, 21);
    assert.deepEqual(rows.slice(0, 4), [
      [0, 0, 0],
      [0, 1, 1],
      [0.1, 0.1, 0],
      [0.1, 0.9, 1],
    ]);
    assert.deepEqual(rows[10], [0.5, 0.5, 0]);
    assert.deepEqual(rows[20], [1, 0, 1]);
  });

  it('xor_linspace has 69 rows for n = 70', () => {
    const rows = rowsOf({ name: 'xor_linspace' });
    assert.equal(rows.length, 69);
    assert.deepEqual(rows[68], [1, 0, 1]);
    assert.equal(rowsOf({ name: 'xor_linspace', n_samples: 8 }).length, 8);
  });

  it('xor_corners and five_points are as documented', () => {
    assert.deepEqual(
      rowsOf({ name: 'xor_corners' }).map(([, , label]) => label),
      [0, 1, 1, 0],
    );
    assert.deepEqual(rowsOf({ name: 'five_points' }), [
      [0, 0, 1],
      [1, 0, 0],
      [0, -1, 0],
      [-1, 0, 0],
      [0, 1, 0],
    ]);
  });

  it('linear draws float32 numbers where the run is in float32', () => {
    const { data } = prepared({
      dtype: 'float32',
      rng: { type: 'torch' },
      data: { train: { type: 'generator', name: 'linear', n_samples: 3, seed: 0 } },
    });
    // torch.manual_seed(0); torch.rand(3, 2)
    assert.deepEqual(
      [...data.train.x.data].map(value => value.toFixed(4)),
      ['0.4963', '0.7682', '0.0885', '0.1320', '0.3074', '0.6341'],
    );
  });
});

describe("the Playground's generators", () => {
  it('xor_quadrants keeps off the axes and labels by the sign of the product', () => {
    for (const [x1, x2, label] of rowsOf({ name: 'xor_quadrants' })) {
      assert.ok(Math.abs(x1) >= 0.3 && Math.abs(x1) <= 5.3);
      assert.equal(label, x1 * x2 >= 0 ? 1 : 0);
    }
  });

  it('circle is a disc in a ring', () => {
    const rows = rowsOf({ name: 'circle', n_samples: 100 });
    const radii = rows.map(([x1, x2]) => Math.hypot(x1, x2));
    assert.ok(radii.slice(0, 50).every(radius => radius < 2.5));
    assert.ok(radii.slice(50).every(radius => radius >= 3.5 && radius <= 5));
    assert.deepEqual([...new Set(rows.slice(0, 50).map(row => row[2]))], [1]);
    assert.deepEqual([...new Set(rows.slice(50).map(row => row[2]))], [0]);
  });

  it('spiral has two arms that mirror each other', () => {
    const rows = rowsOf({ name: 'spiral', n_samples: 20 });
    for (let row = 0; row < 10; row++) {
      assert.ok(Math.abs(rows[row][0] + rows[row + 10][0]) < 1e-12);
      assert.ok(Math.abs(rows[row][1] + rows[row + 10][1]) < 1e-12);
      assert.deepEqual([rows[row][2], rows[row + 10][2]], [1, 0]);
    }
  });

  for (const name of ['xor_quadrants', 'circle', 'spiral']) {
    it(`${name} draws nothing for noise 0 and follows the seed`, () => {
      assert.deepEqual(rowsOf({ name }, 3), rowsOf({ name, noise: 0 }, 3));
      assert.notDeepEqual(rowsOf({ name, noise: 0.2 }, 3), rowsOf({ name, noise: 0 }, 3));
      assert.notDeepEqual(rowsOf({ name, noise: 0.2 }, 3), rowsOf({ name, noise: 0.2 }, 4));
    });
  }
});

describe('digits', () => {
  it('are ten different glyphs on 64 pixels from 0 to 1, shifted', () => {
    const rows = rowsOf({ name: 'digits', n_samples: 200, noise: 0 });
    assert.equal(rows[0].length, 65);
    assert.deepEqual(
      rows.slice(0, 11).map(row => row[64]),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0],
    );
    // 8 places for each glyph, and no two glyphs that look alike.
    const pictures = new Map(rows.map(row => [row.slice(0, 64).join(''), row[64]]));
    for (const row of rows) assert.equal(pictures.get(row.slice(0, 64).join('')), row[64]);
    assert.ok(pictures.size > 40 && pictures.size <= 80);
  });

  it('have the noise that is asked for', () => {
    const noise = 0.05;
    const plain = rowsOf({ name: 'digits', n_samples: 1, noise: 0 });
    const noisy = made({ name: 'digits', n_samples: 400, noise });
    assert.equal(plain.length, 1);
    // Noise at an edge of [0, 1] is cut in half: what is off by is the size of half a normal one.
    const off = Array.from(noisy.x, value => Math.abs(value - Math.round(value)));
    const [mean, square] = [1, 2].map(
      power => off.reduce((sum, each) => sum + each ** power, 0) / off.length,
    );
    assert.ok(Math.abs(mean / (noise / Math.sqrt(2 * Math.PI)) - 1) < 0.05, `${mean}`);
    assert.ok(Math.abs(square / (noise ** 2 / 2) - 1) < 0.05, `${square}`);
  });

  it('stay in range with noise', () => {
    const { x } = made({ name: 'digits', n_samples: 50, noise: 2 });
    assert.ok(x.every(value => value >= 0 && value <= 1));
    assert.ok(x.some(value => value > 0 && value < 1));
  });
});

describe('every generator', () => {
  const names: Generation['name'][] = [
    'linear',
    'gaussians',
    'moons',
    'circles',
    'blobs',
    'digits',
  ];
  for (const name of names) {
    it(`${name} with a seed of its own leaves the stream of the experiment alone`, () => {
      const weights = (seed?: number) =>
        prepared({
          data: {
            train: {
              type: 'generator',
              name,
              n_samples: 30,
              ...(seed === undefined ? {} : { seed }),
            },
            encoding: 'one_hot',
          },
          model: {
            layers: [{ units: { digits: 10, gaussians: 3, blobs: 3 }[name as string] ?? 2 }],
          },
        }).parameters[0].weights.data;
      assert.deepEqual(weights(1), weights(2));
      assert.notDeepEqual(weights(), weights(1));
    });
  }
});
