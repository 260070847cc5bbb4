/** A gradient check in words: its verdict, how much was compared, which entries differ most. */
import assert from 'node:assert/strict';
import type { CheckedParameters, GradientReport } from '../../../src/protocol/gradientCheck';
import type { RunDescription } from '../../../src/protocol/snapshot';
import {
  gradientTitle,
  kinkWords,
  sampleWords,
  scopeWords,
  verdictOfAll,
  worstEntries,
} from '../../../webview/gradientCheck/gradientCheckWords';
import { sessionOf } from '../host/support';

function tensor(layer: number | null, changes: Partial<CheckedParameters> = {}): CheckedParameters {
  return {
    name: layer === null ? 'x' : `layers.${layer}.weights`,
    layer,
    tensor: layer === null ? 'input' : 'weights',
    size: 6,
    checked: 6,
    verdict: 'agrees',
    maxRelativeError: 1e-9,
    worst: [{ index: [1, 0], analytic: 0.5, numeric: 0.5000001 }],
    kinks: 0,
    firstKinks: [],
    ...changes,
  };
}

function report(parameters: CheckedParameters[], changes: Partial<GradientReport> = {}) {
  return {
    of: 'loss' as const,
    step: 3,
    rows: 32,
    tolerance: 1e-5,
    parameters,
    wrong: [],
    ...changes,
  };
}

describe('a gradient check in words', () => {
  /** Of a net with two inputs, three units and one output. */
  let description: RunDescription | null = null;
  before(async () => {
    const { session } = sessionOf();
    await session.ensureRun();
    description = session.view.description;
  });

  it('says that all agree, by how much', () => {
    const { verdict, text } = verdictOfAll(
      report([tensor(0, { maxRelativeError: 2e-8 }), tensor(1)]),
      description,
    );
    assert.equal(verdict, 'agrees');
    assert.match(
      text,
      /agrees with finite differences: the largest relative error is 2\.000e−8\.$/,
    );
  });

  it('names the layer where it starts to differ, and what that means for those before', () => {
    const wrong = { verdict: 'differs', maxRelativeError: 0.5 } as const;
    const parameters = [tensor(0, wrong), tensor(1, wrong)];
    const late = verdictOfAll(report(parameters, { wrong: [1] }), description);
    assert.equal(late.verdict, 'differs');
    assert.match(
      late.text,
      /starts in layer 2: ∂L\/∂W², relative error 0\.5000\. The layers before/,
    );
    const early = verdictOfAll(report([parameters[0], tensor(1)], { wrong: [0] }), description);
    assert.match(early.text, /starts in layer 1: ∂L\/∂W¹, relative error 0\.5000\.$/);
  });

  it('tells gradients that are all 0 from gradients that agree, and from none', () => {
    const zeros = [{ index: [0, 0], analytic: 0, numeric: 0 }];
    const zero = report([tensor(0, { worst: zeros, maxRelativeError: 0 })]);
    assert.match(verdictOfAll(zero, description).text, /exactly 0/);
    const none = { checked: 0, verdict: 'unknown', worst: [], maxRelativeError: null } as const;
    assert.match(
      verdictOfAll(report([tensor(0, { ...none, worst: [] })]), description).text,
      /Nothing could/,
    );
  });

  it('says how many were sampled', () => {
    const large = tensor(0, { size: 235_200, checked: 1000 });
    assert.equal(sampleWords(large), '1,000 of 235,200');
    assert.match(scopeWords(report([large])), /step 3, 32 rows\. 1,000 of 235,200 parameters/);
    const all = [tensor(0), tensor(1)];
    assert.match(scopeWords(report(all)), /12 parameters, all compared\./);
    assert.doesNotMatch(scopeWords(report(all)), /objective/);
    assert.match(scopeWords(report(all, { of: 'objective' })), /L is the objective here: the loss/);
    assert.match(scopeWords({ ...report([tensor(null)]), step: null, rows: null }), /^6 inputs/);
  });

  it('lists the worst entries of all tensors by their relative error', () => {
    const first = tensor(0, {
      maxRelativeError: 1e-3,
      worst: [
        { index: [1, 0], analytic: 1, numeric: 1.002 },
        { index: [0, 2], analytic: 2, numeric: 2.001 },
      ],
    });
    const biases = tensor(1, {
      tensor: 'biases',
      maxRelativeError: null,
      worst: [{ index: [0], analytic: null, numeric: 1 }],
    });
    const entries = worstEntries(report([first, biases]), description);
    assert.deepEqual(
      entries.map(({ name, place }) => [name, place]),
      [
        ['∂L/∂b²[1]', 'bias → unit 1'],
        ['∂L/∂W¹[2, 1]', 'x2 → unit 1'],
        ['∂L/∂W¹[1, 3]', 'x1 → unit 3'],
      ],
    );
    assert.equal(entries[0].error, Infinity);
    assert.ok(Math.abs(entries[2].error - 5e-4) < 1e-12);
    assert.deepEqual(entries[1].target, {
      tensor: { layer: 0, tensor: 'gradW' },
      cell: { row: 1, col: 0 },
    });
  });

  it('names the kinks', () => {
    const at = { layer: 0, row: 4, unit: 1 };
    const kinked = tensor(0, {
      checked: 3,
      kinks: 3,
      firstKinks: [{ index: [0, 1], of: 'relu', at }],
    });
    assert.equal(sampleWords(kinked), '3 of 6 · 3 at kinks');
    assert.deepEqual(kinkWords(report([kinked, tensor(1)]), description), [
      '3 entries of ∂L/∂W¹ left out, where a kink lies within the step: x1 → unit 2 (kink of relu at unit 2 of layer 1, row 5); and 2 more.',
    ]);
    const gate = { index: [], of: 'relu', at: { gate: 'relu(x + 2)' } };
    const input = tensor(null, { checked: 0, kinks: 1, firstKinks: [gate] });
    assert.equal(gradientTitle(input, null), '∂/∂x');
    assert.match(kinkWords(report([input]), null)[0], /^1 entry of ∂\/∂x left out.*relu\(x \+ 2\)/);
  });
});
