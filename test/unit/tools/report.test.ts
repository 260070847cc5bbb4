/** What a suite's report says of failures, and of further attempts. */
import assert from 'node:assert/strict';
import {
  complaints,
  filesToRepeat,
  type Report,
  succeeded,
  summary,
  withFurtherAttempt,
} from '../../tools/library/report';

const FIRST: Report = {
  passed: ['a', 'b'],
  failed: [
    { title: 'c', error: 'Error: no c\n    at here', file: '/c.test.ts' },
    { title: 'd', error: 'Error: no d', file: '/c.test.ts' },
  ],
  pending: [],
  milliseconds: 1000,
};

describe('the report of a suite', () => {
  it('has not passed with a failure, nor without any test', () => {
    assert.ok(!succeeded(FIRST));
    assert.ok(!succeeded({ ...FIRST, passed: [], failed: [] }));
    assert.ok(succeeded({ ...FIRST, failed: [] }));
  });

  it('names each failure with the beginning of its error', () => {
    assert.deepEqual(complaints(FIRST), [
      'failed: c\n    Error: no c\n        at here',
      'failed: d\n    Error: no d',
    ]);
  });

  it('names the files that are worth another attempt: a few', () => {
    const failing = (...files: (string | undefined)[]): Report => ({
      ...FIRST,
      failed: files.map(file => ({ title: 'x', error: '', file })),
    });
    assert.deepEqual(filesToRepeat(FIRST), ['/c.test.ts']);
    assert.deepEqual(filesToRepeat(failing()), []);
    assert.deepEqual(filesToRepeat(failing('1', '2', '3', '4', '4')), ['1', '2', '3', '4']);
    assert.deepEqual(filesToRepeat(failing('1', '2', '3', '4', '5')), []);
    assert.deepEqual(filesToRepeat(failing('1', undefined)), [], 'not of any file');
  });

  it('passes when a further attempt does, and names what needed it', () => {
    const report = withFurtherAttempt(FIRST, {
      passed: ['b', 'c', 'd'],
      failed: [],
      pending: [],
      milliseconds: 500,
    });
    assert.ok(succeeded(report));
    assert.deepEqual(report.passed, ['a', 'b', 'c', 'd']);
    assert.deepEqual(complaints(report), [
      'passed at a further attempt only: c',
      'passed at a further attempt only: d',
    ]);
    assert.equal(
      summary('ui', report),
      'ui: 4 tests passed, 2 at a further attempt, 0 failed in 1.5 s',
    );
  });

  it('names what needed a third attempt, and what needed the second', () => {
    const again = { passed: ['d'], failed: [{ title: 'c', error: 'Error: no c' }], pending: [] };
    const second = withFurtherAttempt(FIRST, { ...again, milliseconds: 500 });
    const third = { passed: ['c', 'd'], failed: [], pending: [], milliseconds: 500 };
    const report = withFurtherAttempt(second, third);
    assert.ok(succeeded(report));
    assert.deepEqual(report.furtherAttempts, ['d', 'c']);
  });

  it('fails when the further attempt does, even in what had passed before', () => {
    const report = withFurtherAttempt(FIRST, {
      passed: ['c'],
      failed: [{ title: 'b', error: 'Error: no b', file: '/c.test.ts' }],
      pending: [],
      milliseconds: 500,
    });
    assert.ok(!succeeded(report));
    assert.deepEqual(report.passed, ['a', 'c']);
    assert.deepEqual(
      report.failed.map(({ title }) => title),
      ['b'],
    );
  });
});
