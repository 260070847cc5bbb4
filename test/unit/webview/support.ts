/** What tests of the page share. */
import assert from 'node:assert/strict';
import type { Watch } from '../../../src/protocol/snapshot';
import { PageModel } from '../../../webview/run/model';
import { sessionOf } from '../host/support';
import { NO_FINDINGS } from './noFindings';

/** The page after `steps` steps of a real run. */
export async function pageAfter(steps: number, watch: Partial<Watch> = {}): Promise<PageModel> {
  const { session } = sessionOf();
  await session.watch(watch);
  await session.step(steps);
  const { description, state, status, history, steps: log } = session.view;
  assert.ok(state);
  const frame = { ...state, status, history: history.slice(0), steps: log.slice(0) };
  const model = new PageModel();
  const parts = {
    uri: '',
    title: 'test',
    task: null,
    read: null,
    stale: false,
    remembered: null,
    substep: null,
    gradients: null,
    sweep: null,
    findings: NO_FINDINGS,
    myLog: null,
  };
  const snapshot = { ...parts, status, description, frame };
  assert.equal(
    model.apply({ type: 'snapshot', revision: 1, reveal: null, runs: null, snapshot }),
    'applied',
  );
  return model;
}
