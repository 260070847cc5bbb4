/** Rows of a CSV file, read in pieces: the same rows at the same places, wherever the pieces end. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { finished, readRows } from '../../../src/experiment/data/csv/rows';
import type { CellPlace } from '../../../src/experiment/data/csv/rowReader';
import { encodingOf } from '../../../src/experiment/data/csv/dialect/encoding';
import { PLAIN } from '../../../src/experiment/data/csv/dialect/dialect';
import type { Dialect } from '../../../src/experiment/data/csv/dialect/dialect';
import { bytesOf } from './support';

interface Visited {
  cells: string[];
  places: CellPlace[];
}

/** Commas, in UTF-8 or in UTF-16 with a mark. */
function dialectOf(bytes: ArrayLike<number>) {
  return { ...PLAIN, encoding: encodingOf(Uint8Array.from(bytes)) };
}

function rowsOf(text: string | Uint8Array, piece?: number) {
  const rows: Visited[] = [];
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  const reading = readRows(
    'f',
    bytes,
    dialectOf(bytes),
    row => {
      const places = row.cells.map((_, cell) => row.placeOf(cell));
      rows.push({ cells: [...row.cells], places });
      return true;
    },
    piece,
  );
  return { broken: finished(reading)?.line ?? null, rows };
}

/** A cell as it is written, and what it says. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab1 é😀;'), maxLength: 4 }).map(text => [text, text]),
  fc
    .string({ unit: fc.constantFrom(...'a",\n '), maxLength: 5 })
    .map(text => [`"${text.replaceAll('"', '""')}"`, text]),
);
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });

describe('rows of a CSV file', () => {
  it('are the same, at the same places, wherever a piece ends', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 30 }),
        (rows, end, piece) => {
          let line = 1;
          const expected = rows.map((row): Visited => {
            let column = 1;
            const places = row.map(([written]) => {
              const place = { line, column };
              const lines = written.split('\n');
              line += lines.length - 1;
              const { length } = lines[lines.length - 1];
              column = (lines.length > 1 ? 1 : column) + length + 1;
              return place;
            });
            line++;
            return { cells: row.map(([, text]) => text), places };
          });
          const text = rows.map(row => row.map(([written]) => written).join(',')).join('\n');
          const { rows: found, broken } = rowsOf(text.replaceAll('\n', end), piece);
          assert.deepEqual(found, expected);
          assert.equal(broken, null);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are no blank lines, wherever these stand', () => {
    const cellsOf = (text: string, piece: number) =>
      rowsOf(text, piece).rows.map(({ cells, places }) => [...cells, places[0].line]);
    for (const piece of [1, 3, 100]) {
      assert.deepEqual(cellsOf('\na,b\n1,2\n\n\n', piece), [
        ['a', 'b', 2],
        ['1', '2', 3],
      ]);
      assert.deepEqual(cellsOf('a,b\n\n \r\n""\n1,2', piece), [
        ['a', 'b', 1],
        ['1', '2', 5],
      ]);
    }
  });

  it('say where a quote is not closed', () => {
    for (const piece of [1, 5, 1000]) {
      assert.equal(rowsOf('a,b\n1,2\n"3,4\n5,6\n', piece).broken, 3);
      assert.equal(rowsOf('a,b\n"1"x,2\n3,4\n', piece).broken, 2);
    }
  });

  it('without an end of a quote are not read to the end of a large file', () => {
    const rows = `a,b\n"${'x,y\n'.repeat(4_000_000)}`;
    const started = performance.now();
    assert.equal(rowsOf(rows).broken, 2);
    assert.ok(performance.now() - started < 10_000);
  });

  it('are read as UTF-8 and UTF-16, cut through a character or not', () => {
    const text = 'é,😀\n1,2';
    const utf16 = Uint8Array.from([
      ...[0xff, 0xfe],
      ...Array.from(text).flatMap(c =>
        c.split('').flatMap(unit => [unit.charCodeAt(0) & 255, unit.charCodeAt(0) >> 8]),
      ),
    ]);
    for (const piece of [1, 2, 3, 100]) {
      assert.deepEqual(rowsOf(`\uFEFF${text}`, piece).rows[0].cells, ['é', '😀']);
      assert.deepEqual(rowsOf(utf16, piece).rows[0].cells, ['é', '😀']);
    }
  });

  it('stop where no more is wanted, and say how far they have come', () => {
    let seen = 0;
    const bytes = bytesOf('1,2\n'.repeat(100));
    const stopping = readRows('f', bytes, PLAIN, () => ++seen < 3, 40);
    assert.equal(finished(stopping), null);
    assert.equal(seen, 3);
    const steps = [...readRows('f', bytes, PLAIN, () => true, 150)];
    assert.deepEqual(steps, [
      { file: 'f', done: 150, total: 400 },
      { file: 'f', done: 300, total: 400 },
      { file: 'f', done: 400, total: 400 },
    ]);
  });

  describe('of other dialects', () => {
    const read = (text: string, dialect: Partial<Dialect>, piece: number) => {
      const found: (string | number)[][] = [];
      const reading = readRows(
        'f',
        bytesOf(text),
        { ...PLAIN, ...dialect },
        row => {
          const last = row.placeOf(row.cells.length - 1);
          return found.push([...row.cells, last.line, last.column]) > 0;
        },
        piece,
      );
      assert.equal(finished(reading), null);
      return found;
    };
    const cases: { [name: string]: [string, Partial<Dialect>, (string | number)[][]] } = {
      'between blanks and tabs': [
        '  1.5 2\t 3 \n\n4  "5 a" 6\n',
        { delimiter: ' ' },
        [
          ['1.5', '2', '3', 1, 10],
          ['4', '5 a', '6', 3, 10],
        ],
      ],
      'with comments': [
        '# a, b\n1,2\n #x\n3,4',
        { comment: '#' },
        [
          ['1', '2', 2, 3],
          ['3', '4', 4, 3],
        ],
      ],
      'with names in a comment': [
        '# made\n# a,b\n1,2\n# end\n',
        { comment: '#', namesInComment: true, skip: 1 },
        [
          [' a', 'b', 2, 5],
          ['1', '2', 3, 3],
        ],
      ],
      'with names in a comment between blanks': [
        '# a b\n1 2\n',
        { comment: '#', namesInComment: true, delimiter: ' ', width: 2 },
        [
          ['a', 'b', 1, 3],
          ['1', '2', 2, 3],
        ],
      ],
      'below a title': ['sep=;\n1;2\n', { delimiter: ';', skip: 1 }, [['1', '2', 2, 3]]],
      'that end in a delimiter': [
        'a,b\n1,2,\n3,4, \n5,6,7\n',
        { width: 2 },
        [
          ['a', 'b', 1, 3],
          ['1', '2', 2, 3],
          ['3', '4', 3, 3],
          ['5', '6', '7', 4, 5],
        ],
      ],
      'with single quotes': [
        "'a,b',\"c\n'it''s',d\n",
        { quote: "'" },
        [
          ['a,b', '"c', 1, 7],
          ["it's", 'd', 2, 9],
        ],
      ],
    };
    for (const [name, [text, dialect, expected]] of Object.entries(cases)) {
      it(name, () => {
        for (const piece of [1, 2, 3, 5, 100])
          assert.deepEqual(read(text, dialect, piece), expected);
      });
    }
  });

  it('understand a blank before a quote', () => {
    for (const piece of [1, 100]) {
      const { rows } = rowsOf('1, "2", "a ""b""" ,3\n" ""x""", "y"z,4\n', piece);
      assert.deepEqual(
        rows.map(({ cells }) => cells),
        [
          ['1', '2', 'a "b"', '3'],
          [' "x"', ' "y"z', '4'],
        ],
      );
      assert.deepEqual(
        rows[0].places.map(({ column }) => column),
        [1, 3, 8, 20],
      );
    }
  });

  const strange: [name: string, bytes: number[], line: number, words: RegExp][] = [
    ['Latin-1', [...bytesOf('a,b\n1,2\n3,'), 0xe9, 10], 3, /byte E9, which is é in Windows-1252/],
    ['half a character', [...bytesOf('a,b\n1,€\r\n3,'), 0xe2, 0x82], 3, /byte E2/],
    ['half a character inside', [...bytesOf('a,b\r1,'), 0xe2, 0x82, 10, 65], 2, /byte E2/],
    ['a byte of no character', [...bytesOf('a,b\n1,'), 0x81], 2, /byte 81; save it as UTF-8/],
    ['UTF-16 without a mark', [...'a,b\n1,2\n'].flatMap(c => [c.charCodeAt(0), 0]), 1, /UTF-16/],
    ['half of a UTF-16 pair', [0xff, 0xfe, 0x3d, 0xd8, 65, 0], 1, /not good UTF-16/],
    ['the other half of one', [0xfe, 0xff, 0, 49, 0, 13, 0, 10, 0xdc, 0], 2, /not good UTF-16/],
    ['half a unit', [0xff, 0xfe, 49, 0, 10, 0, 50, 0, 13, 0, 51], 3, /not good UTF-16/],
  ];
  for (const [name, bytes, line, words] of strange) {
    it(`that are in another encoding are told: ${name}`, () => {
      for (const piece of [1, 2, 3, 5, 100]) {
        const broken = finished(
          readRows('f', Uint8Array.from(bytes), dialectOf(bytes), () => true, piece),
        );
        assert.equal(broken?.id, 'encoding');
        assert.equal(broken.line, line, `piece ${piece}`);
        assert.match(broken.what, words);
      }
    });
  }

  const mistaken: [first: string, bytes: number[], rows: number, line: number, code: string][] = [
    ['a quote', [...bytesOf('a,é\n"1"x,2"\n3,'), 0xe9, 10], 1, 2, 'quotes'],
    ['a byte', [...bytesOf('a,é\n3,'), 0xe9, ...bytesOf('\n"1"x,2"\n')], 1, 2, 'encoding'],
    ['a byte in a quote', [...bytesOf('a,b\n"1,\n'), 0xe9, ...bytesOf('"x,2\n')], 1, 3, 'encoding'],
    ['a byte after €', [...bytesOf('a,b\n1,€'), 0x81, 10], 1, 2, 'encoding'],
    [
      'half a unit',
      [0xff, 0xfe, ...[...'a,b\n1,2'].flatMap(c => [c.charCodeAt(0), 0]), 51],
      1,
      2,
      'encoding',
    ],
  ];
  for (const [first, bytes, count, line, code] of mistaken) {
    it(`break off at the first mistake, wherever a piece ends: ${first}`, () => {
      for (const piece of [1, 2, 3, 4, 5, 7, 10, 100]) {
        let seen = 0;
        const visit = () => ++seen > 0;
        const broken = finished(
          readRows('f', Uint8Array.from(bytes), dialectOf(bytes), visit, piece),
        );
        assert.deepEqual([broken?.id, broken?.line], [code, line], `piece ${piece}`);
        assert.equal(seen, count, `piece ${piece}`);
      }
    });
  }

  it('are read up to the last that is wanted: what follows is not looked at', () => {
    const bytes = Uint8Array.from([...bytesOf('1,2\n3,4\n5,'), 0xe9]);
    for (const piece of [1, 3, 100]) {
      let seen = 0;
      assert.equal(finished(readRows('f', bytes, PLAIN, () => ++seen < 2, piece)), null);
      assert.equal(seen, 2);
    }
  });

  it('that have no end and no quote are too long', () => {
    const broken = finished(readRows('f', bytesOf('1,'.repeat(3_000_000)), PLAIN, () => true));
    assert.equal(broken?.id, 'long-row');
    assert.match(broken.what, /longer than 4,194,304 characters/);
  });
});
