/** The gradient check of a session: what it finds, when it ends, and how long it holds. */
import assert from 'node:assert/strict';
import { readExperiment } from '../../../src/experiment/read';
import type { GradientCheck } from '../../../src/host/session/gradientCheck';
import { FakeClock } from '../worker/support';
import { FakeSource, sessionOf, until } from './support';

/** So much time passes at every look that each portion is a few entries. */
const SLOW = 60;

const expressionOf = (...steps: string[]) => {
  const inputs = { x: -2, y: 5, z: -4 };
  const text = JSON.stringify({ version: 1, kind: 'expression', expression: { inputs, steps } });
  return readExperiment(text);
};

function changesOf(check: GradientCheck): () => number {
  let changes = 0;
  check.onDidChange(() => changes++);
  return () => changes;
}

describe('a gradient check', () => {
  it('is of the next batch of the run, which stays where it is', async () => {
    const { session, gradients } = sessionOf(new FakeSource(), new FakeClock(SLOW));
    await session.step(4);
    const progress: number[] = [];
    gradients.onDidProgress(({ done, total }) => progress.push(done / total));
    const report = await gradients.run();
    assert.ok(report);
    assert.equal(gradients.report, report);
    assert.deepEqual([report.step, report.rows], [4, 7]);
    assert.ok(report.parameters.every(({ verdict }) => verdict === 'agrees'));
    assert.ok(progress.length > 1 && progress.every((share, i) => share > (progress[i - 1] ?? 0)));
    assert.equal(session.view.state?.position.step, 4);
  });

  it('starts a run at step 0 where there is none, and pauses one that trains', async () => {
    const { session, gradients } = sessionOf(new FakeSource(), new FakeClock(SLOW));
    assert.equal((await gradients.run())?.step, 0);
    const training = session.train();
    await until(session, () => (session.view.state?.position.step ?? 0) > 0);
    const report = await gradients.run();
    assert.equal((await training).state, 'paused');
    assert.equal(report?.step, session.view.state?.position.step);
  });

  it('can be cancelled, and asked for again', async () => {
    const { gradients } = sessionOf(new FakeSource(), new FakeClock(SLOW));
    const following = gradients.onDidProgress(() => gradients.cancel());
    assert.equal(await gradients.run(), null);
    assert.equal(gradients.report, null);
    following.dispose();
    assert.notEqual(await gradients.run(), null);
  });

  it('ends with a sentence where the run goes on meanwhile', async () => {
    const { session, gradients } = sessionOf(new FakeSource(), new FakeClock(SLOW));
    const following = gradients.onDidProgress(() => {
      following.dispose();
      void session.step(1);
    });
    await assert.rejects(gradients.run(), /run went on/);
    assert.equal(gradients.report, null);
  });

  it('is forgotten with the run that it was made of', async () => {
    const { session, gradients } = sessionOf();
    await gradients.run();
    const changes = changesOf(gradients);
    await session.step(2);
    assert.notEqual(gradients.report, null);
    await session.reset();
    assert.equal(gradients.report, null);
    assert.equal(changes(), 1);
  });

  it('is refused where the file has an error, and where the loss is not finite', async () => {
    const broken = sessionOf(new FakeSource('{'));
    await assert.rejects(broken.gradients.run());
    const infinite = sessionOf(
      new FakeSource(`{
        "version": 1, "data": {"train": {"type": "inline", "x": [[1e200]], "y": [0]}},
        "model": {"layers": [
          {"units": 1, "kernel_initializer": {"type": "constant", "value": 1e200}}]},
        "loss": {"type": "mse"}}`),
    );
    await assert.rejects(infinite.gradients.run(), /The loss is not finite/);
  });
});

describe('a gradient check of an expression', () => {
  it('is of its inputs, and follows its edits', async () => {
    const { expression, gradients } = sessionOf();
    expression.take(expressionOf('q = 2*x + y', 'f = q * z'));
    const report = await gradients.run();
    assert.deepEqual(
      report?.parameters.map(({ name, layer, verdict, worst: [entry] }) => [
        name,
        layer,
        verdict,
        entry.analytic,
      ]),
      [
        ['x', null, 'agrees', -8],
        ['y', null, 'agrees', -4],
        ['z', null, 'agrees', 1],
      ],
    );
    const changes = changesOf(gradients);
    expression.step();
    assert.equal(changes(), 0, 'stepping changes no gradient');
    expression.take(expressionOf('q = 3*x + y', 'f = q * z'));
    assert.equal(gradients.report?.parameters[0].worst[0].analytic, -12);
  });

  it('names the gate at whose kink an input stands', async () => {
    const { expression, gradients } = sessionOf();
    expression.take(expressionOf('q = relu(x + 2)', 'f = q * y + z'));
    const report = await gradients.run();
    const [x, y] = report?.parameters ?? [];
    assert.equal(x.verdict, 'unknown');
    assert.deepEqual(x.firstKinks, [{ index: [], of: 'relu', at: { gate: 'relu(x + 2)' } }]);
    assert.equal(y.verdict, 'agrees');
  });
});
