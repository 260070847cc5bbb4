/** What a suite's report says of failures, and of what did not run. */
import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { collect, remarks, type Report, succeeded, summary } from '../../tools/library/report';

const FIRST: Report = {
  passed: ['a', 'b'],
  failed: [
    { title: 'c', error: 'Error: no c\n    at here' },
    { title: 'd', error: 'Error: no d' },
  ],
  skipped: ['e skipped: no such file'],
  milliseconds: 1000,
};

/** The report of a run that ended so. */
function reportOf(...events: [event: string, title: string, error?: Error][]): Report {
  const runner = new EventEmitter();
  const report = collect(runner as unknown as Mocha.Runner);
  for (const [event, title, error] of events) runner.emit(event, { fullTitle: () => title }, error);
  return report;
}

describe('the report of a suite', () => {
  it('has not passed with a failure, nor without any test', () => {
    assert.ok(!succeeded(FIRST));
    assert.ok(!succeeded({ ...FIRST, passed: [], failed: [] }));
    assert.ok(succeeded({ ...FIRST, failed: [] }));
  });

  it('names each failure with the beginning of its error, and what was skipped', () => {
    assert.deepEqual(remarks(FIRST), [
      'failed: c\n    Error: no c\n        at here',
      'failed: d\n    Error: no d',
      'not run: e skipped: no such file',
    ]);
  });

  it('counts what was skipped in its closing line', () => {
    assert.equal(summary('unit', FIRST), 'unit: 2 passed, 2 failed, 1 skipped in 1.0 s');
    const all = { ...FIRST, failed: [], skipped: [] };
    assert.equal(summary('unit', all), 'unit: 2 passed, 0 failed in 1.0 s');
  });

  it('has a test that is skipped with its reason, and one without among the failures', () => {
    const report = reportOf(
      ['pass', 'a'],
      ['pending', 'reads digits skipped: there are none'],
      ['pending', 'reads digits'],
      ['fail', 'b', new Error('no b')],
    );
    assert.deepEqual(report.skipped, ['reads digits skipped: there are none']);
    assert.deepEqual(
      report.failed.map(({ title }) => title),
      ['reads digits', 'b'],
    );
  });
});
