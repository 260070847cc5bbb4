/** News for a page that no session would send by itself. */
import assert from 'node:assert/strict';
import type { ToPanel } from '../../../src/protocol/panel';
import type { Frame } from '../../../src/protocol/snapshot';
import type { Panel } from './panel';

type Update = ToPanel & { type: 'update' };

/** The page is sent the next update, with these parts of it changed. */
export async function told(panel: Panel, change: Partial<Update>): Promise<void> {
  const { model } = panel.page ?? assert.fail();
  await panel.tell({
    ...{ type: 'update', revision: model.revision + 1, reveal: null, runs: null },
    ...{ stale: false, status: model.status, substep: null, frame: null },
    ...change,
  });
}

/** The frame that the page has, with these parts of it changed. */
export function frameOf(panel: Panel, change: Partial<Frame>): Frame {
  return { ...(panel.page?.model.frame ?? assert.fail()), ...change };
}
