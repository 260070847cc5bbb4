/** The derivatives that the labs write out, as the page writes them: symbols, numbers, reasons. */
import assert from 'node:assert/strict';
import type { Place } from '../../../../src/engine/derivation/terms/numbers';
import { conventionsOf, notesOf } from '../../../../webview/derivation/formula/notes';
import { placeText, placeWords } from '../../../../webview/derivation/formula/places';
import { derivationLatex } from '../../../../webview/derivation/exported';
import { writeNumber } from '../../../../webview/derivation/formula/shown';
import { allPlaces } from '../../engine/derivation/support';
import { experiment, parse, run as runCli, type Inspected } from '../../cli/support';
import { derived, labOf, namingOf, readLines, sampleText, type Lab } from './support';

const gradW = (layer: number, row: number, col: number): Place => ({
  tensor: 'gradW',
  layer,
  row,
  col,
});

/** A sample with these symbols in place of its own. */
function withNotation(name: string, notation: object): Lab {
  const text = sampleText(name).replace(/"notation": .*\n/, '');
  return labOf(
    text.replace('"version": 1,', `"version": 1, "notation": ${JSON.stringify(notation)},`),
  );
}

describe('the hand example 2-2-2', () => {
  const { run, description } = labOf(sampleText('by-hand'));
  const near = (value: number | null | undefined, expected: number, digits: number): void =>
    assert.equal(value?.toFixed(digits), expected.toFixed(digits));

  it('has the loss, the gradients and the new weights of the textbook', () => {
    near(run.peek().loss, 0.298371109, 9);
    const w5 = derived(run, gradW(1, 0, 0));
    near(w5.value, 0.082167041, 9);
    near(w5.step?.next, 0.35891648, 8);
    const w1 = derived(run, gradW(0, 0, 0));
    near(w1.value, 0.000438568, 9);
    near(w1.step?.next, 0.14978072, 8);
    run.step();
    const [hidden, output] = run.parameters;
    near(output.weights.data[0], 0.35891648, 8);
    near(hidden.weights.data[0], 0.14978072, 8);
  });

  it('is written in the symbols of its file', () => {
    const naming = { description, rows: 1 };
    assert.equal(placeText(description, gradW(0, 0, 1)), '∂E/∂W¹[1, 2]');
    const { lines } = readLines(derived(run, gradW(1, 0, 0)), naming);
    assert.match(lines.symbols ?? '', /h_\{1\}.*\\delta\^\{\(2\)\}_\{1\}/);
    assert.match(lines.chain ?? '', /\\mathit\{net\}\}\^\{\(2\)\}_\{1\}/);
    const [loss, half, sign] = conventionsOf(derived(run, gradW(1, 0, 0)), naming);
    assert.match(loss, /E = ½ \(o − t\)², summed over 2 outputs/);
    assert.match(half, /½/);
    assert.match(sign, /o − t, prediction minus target/);
    assert.match(derivationLatex(derived(run, gradW(1, 0, 0)), naming, 4), /^\\begin\{aligned\}\n/);
  });
});

describe('lab 001: every derivative of the 2-2-2-1 net', () => {
  const lab = labOf(sampleText('linear'));
  const parameters = allPlaces(lab.run).filter(({ tensor }) => /^grad[WB]$/.test(tensor));

  it('are fifteen', () => assert.equal(parameters.length, 15));

  for (const place of parameters) {
    it(`${placeText(lab.description, place)} is written out down to the loss, with its numbers`, () => {
      const derivation = derived(lab.run, place);
      const { lines, calculated } = readLines(derivation, namingOf(lab));
      assert.equal(writeNumber(calculated, 4), lines.result);
      assert.equal(derivation.difference?.kind, 'computed');
      assert.ok(derivation.difference.relativeError < 1e-6);
      const { paths } = derivation;
      // One way for each unit of the layers above, but the last one has one unit.
      assert.equal(paths?.list.length, place.layer === 0 ? 2 : 1);
      for (const { partials, value } of paths.list) {
        // dL/dŷ · dŷ/dz · … · dz/dw: two for each layer on the way, and the last one.
        assert.equal(partials.length, 2 * (3 - place.layer) + 1);
        assert.equal(partials[0].of.tensor, 'loss');
        const product = partials.reduce((all, partial) => all * partial.value, 1);
        assert.equal(product, value);
      }
      assert.match(
        placeWords(namingOf(lab), place),
        /^How the loss changes with the (weight|bias)/,
      );
    });
  }
});

describe('lab 002: the 2-3-2 net before its first step', () => {
  it('says why ∂W is exactly 0: two terms cancel', () => {
    const lab = labOf(sampleText('softmax-2-3-2'));
    for (const col of [0, 1, 2]) {
      const derivation = derived(lab.run, gradW(0, 1, col));
      const [reason] = notesOf(derivation, namingOf(lab));
      assert.equal(
        reason,
        `Exactly 0, because δ¹[1, ${col + 1}] is: its two terms cancel, 0.5000 and −0.5000.`,
      );
      const { lines } = readLines(
        derived(lab.run, { ...gradW(0, 0, col), tensor: 'delta' }),
        namingOf(lab),
      );
      assert.match(lines.numbers.join(' '), /-0\.5/);
      assert.equal(lines.result.replace('−', ''), '0');
    }
  });

  it('is written with the lab’s own k, h, o, y', () => {
    const notation = {
      preactivations: ['k', 'o'],
      activations: ['h', 'y'],
      weights: ['W', 'V'],
      target: 't',
      loss: '\\ell',
    };
    const lab = withNotation('softmax-2-3-2', notation);
    const text = (tensor: Place['tensor'], layer: number): string =>
      placeText(lab.description, { tensor, layer, row: 0, col: 1 });
    assert.deepEqual(
      [text('z', 0), text('a', 0), text('z', 1), text('a', 1), text('gradW', 1)],
      ['k[1, 2]', 'h[1, 2]', 'o[1, 2]', 'y[1, 2]', '∂ℓ/∂V[1, 2]'],
    );
    const { lines } = readLines(derived(lab.run, gradW(1, 0, 0)), namingOf(lab));
    assert.equal(
      lines.symbols,
      '\\underset{\\class{shape}{1\\times 3}}{h_{1}} \\cdot \\underset{\\class{shape}{1\\times 2}}{\\delta^{(2)}_{1}}',
    );
    const delta = derived(lab.run, { tensor: 'delta', layer: 1, row: 0, col: 0 });
    assert.match(notesOf(delta, namingOf(lab)).join(' '), /and y − t is left/);
  });
});

describe('labs 000 and 004 in their own symbols', () => {
  it('h1, z1, h2, o', () => {
    const notation = { preactivations: ['h1', 'h2'], activations: ['z1', 'o'] };
    const { description } = withNotation('softmax-2-3-2', notation);
    const { layers } = description.symbols;
    assert.deepEqual(
      layers.map(({ z, a }) => [z.text, a.text]),
      [
        ['h1', 'z1'],
        ['h2', 'o'],
      ],
    );
  });

  it('have no sum where there is one term', () => {
    const lab = labOf(sampleText('five-points'));
    const delta = derived(lab.run, { tensor: 'delta', layer: 1, row: 2, col: 1 });
    const { lines } = readLines(delta, namingOf(lab));
    assert.doesNotMatch(lines.symbols ?? '', /sum|left\(\\under/);
    assert.doesNotMatch(lines.numbers.join(' '), /left\(\\left/);
  });

  it('Z_in, Z_out, Δ', () => {
    const notation = { preactivations: 'Z_{in}', activations: 'Z_{out}', deltas: '\\Delta' };
    const lab = withNotation('five-points', notation);
    const { lines } = readLines(derived(lab.run, gradW(1, 0, 0)), namingOf(lab));
    assert.match(lines.symbols ?? '', /Z\^\{\(1\)\}_\{r1,\\,\\mathrm\{out\}\}/);
    assert.match(lines.symbols ?? '', /\\Delta\^\{\(2\)\}_\{r1\}/);
    assert.match(lines.matrices ?? '', /^.*Z\^\{\(1\)\}_\{\\mathrm\{out\}\}.*\\top/);
    assert.equal(placeText(lab.description, { ...gradW(1, 0, 0), tensor: 'delta' }), 'Δ²[1, 1]');
  });
});

describe('a derivation', () => {
  it('shows the very bits that the terminal prints', () => {
    const text = experiment({ seed: 4 });
    const lab = labOf(text);
    const { status, out } = runCli(['inspect', 'lab.json', '--json'], { 'lab.json': text });
    assert.equal(status, 0);
    const { layers } = parse<Inspected>(out);
    for (const tensor of ['z', 'a', 'delta', 'gradW'] as const) {
      layers.forEach((layer, index) => {
        layer[tensor].forEach((line, row) => {
          line.forEach((value, col) => {
            const derivation = derived(lab.run, { tensor, layer: index, row, col });
            assert.equal(derivation.value, value);
            assert.equal((derivation.formula?.value ?? NaN) + 0, value + 0);
          });
        });
      });
    }
  });
});
