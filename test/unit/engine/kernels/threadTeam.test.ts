/** The helpers of a network: when they are called, on how many threads a call is made, and their end. */
import assert from 'node:assert/strict';
import { ThreadTeam, type TeamInstance } from '../../../../src/engine/kernels/threadTeam';
import { HELPER_PROGRAM } from '../../../../src/engine/kernels/threads';

const CONTROL = 640;
const SHARED: Pick<TeamInstance, 'module' | 'memory'> = {
  module: { kind: 'module' },
  memory: { buffer: new ArrayBuffer(8), grow: () => 0 },
};

/** A team of three, whose helpers are there when a test says so. */
function teamOf(automatic: boolean) {
  const told: unknown[] = [];
  const started: unknown[] = [];
  const world = { now: 0, ready: 0, gone: 0 };
  const exports = {
    readyThreads: () => world.ready,
    goneThreads: () => world.gone,
    setThreads: (control: number, count: number) => void told.push(['setThreads', control, count]),
    inviteHelpers: (...of: number[]) => void told.push(['inviteHelpers', ...of]),
    dismissHelpers: () => void told.push(['dismissHelpers']),
  };
  const instance: TeamInstance = { exports, ...SHARED };
  const threads = {
    count: 3,
    automatic,
    now: () => world.now,
    start: (program: string, work: unknown) => {
      started.push([program, work]);
      const number = started.length;
      return () => void told.push(['ended', number]);
    },
  };
  const plan = {
    ...{ threads, count: 3, patience: 255, control: CONTROL },
    ...{ works: [100, 200], inputs: 7, units: 5 },
  };
  return { team: new ThreadTeam(instance, plan), told, started, world };
}

describe('A team of threads', () => {
  it('is called at the first training, each helper to a place of its own', () => {
    const { team, told, started } = teamOf(false);
    assert.equal(team.used, 1);
    assert.deepEqual(started, []);
    team.begin();
    assert.deepEqual(started, [
      [HELPER_PROGRAM, { ...SHARED, order: [CONTROL, 100, 7, 5, 1, 3] }],
      [HELPER_PROGRAM, { ...SHARED, order: [CONTROL, 200, 7, 5, 2, 3] }],
    ]);
    assert.deepEqual(told, [
      ['setThreads', CONTROL, 1],
      ['inviteHelpers', CONTROL, 26],
      ['setThreads', CONTROL, 1],
    ]);
    team.begin();
    assert.equal(started.length, 2, 'once');
  });

  it('trains alone until all are there', () => {
    const { team, told, world } = teamOf(false);
    for (const [ready, used] of [
      [0, 1],
      [1, 1],
      [2, 3],
    ]) {
      world.ready = ready;
      team.begin();
      assert.equal(team.used, used, `${ready} are ready`);
      assert.deepEqual(told.at(-1), ['setThreads', CONTROL, used]);
    }
  });

  it('tries both ways by turns, where it may choose, and takes the faster one', () => {
    const { team, world } = teamOf(true);
    world.ready = 2;
    const call = (batches: number, ms: number): number => {
      team.begin();
      world.now += ms;
      team.measured(batches);
      return team.used;
    };
    assert.equal(call(0, 30), 3, 'a call that did nothing says nothing');
    assert.equal(call(10, 30), 3);
    assert.equal(call(10, 50), 1);
    assert.equal(call(10, 30), 3);
    assert.equal(call(10, 30), 3, 'three threads are faster');
    assert.equal(call(10, 30), 3);
  });

  it('does not measure what was trained before all were there', () => {
    const { team, world } = teamOf(true);
    team.begin();
    world.now += 1000;
    team.measured(10);
    world.ready = 2;
    for (const used of [3, 1]) {
      team.begin();
      assert.equal(team.used, used);
      world.now += 30;
      team.measured(10);
    }
  });

  it('is called again after it was dismissed, once all have left', () => {
    const { team, told, started, world } = teamOf(false);
    team.begin();
    world.ready = 2;
    team.begin();
    assert.equal(team.used, 3);
    told.length = 0;
    team.dismiss();
    const dismissed = [['setThreads', CONTROL, 3], ['dismissHelpers'], ['setThreads', CONTROL, 1]];
    assert.deepEqual(told, dismissed);
    team.dismiss();
    assert.deepEqual(told, dismissed, 'once');
    for (const gone of [0, 1]) {
      world.gone = gone;
      team.begin();
      assert.equal(started.length, 2, `${gone} have left`);
      assert.equal(team.used, 1);
    }
    world.gone = 2;
    world.ready = 0;
    team.begin();
    assert.equal(started.length, 4);
    assert.equal(team.used, 1, 'until they are there');
    world.ready = 2;
    team.begin();
    assert.equal(team.used, 3);
    team.end();
    assert.deepEqual(told.slice(-2), [
      ['ended', 3],
      ['ended', 4],
    ]);
  });

  it('is dismissed at the end, and not called again', () => {
    const { team, told, started, world } = teamOf(false);
    team.begin();
    world.ready = 2;
    team.begin();
    told.length = 0;
    team.end();
    const dismissed = [
      ['setThreads', CONTROL, 3],
      ['dismissHelpers'],
      ['setThreads', CONTROL, 1],
      ['ended', 1],
      ['ended', 2],
    ];
    assert.deepEqual(told, dismissed);
    team.end();
    assert.deepEqual(told, dismissed, 'once');
    team.begin();
    assert.equal(team.used, 1);
    assert.equal(started.length, 2);
  });

  it('has nobody to dismiss before it was called', () => {
    const { team, told, started } = teamOf(false);
    team.end();
    assert.deepEqual(told, []);
    team.begin();
    assert.deepEqual(started, []);
  });
});
