/** Lines as Python writes them. Expected texts: Python 3's `str.format`. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseLogFormat, renderLog, repr } from '../../../src/experiment/notation/logFormat';
import type { LogValue } from '../../../src/experiment/notation/logFormat';
import { complaints } from './support';

function line(format: string, values: { [name: string]: LogValue }): string {
  const parts = parseLogFormat(format);
  assert.ok(typeof parts !== 'string', format);
  return renderLog(parts, new Map(Object.entries(values)));
}

const real = (number: number): LogValue => ({ number, whole: false });
const whole = (number: number): LogValue => ({ number, whole: true });

describe('numbers in a log line', () => {
  const cases: [spec: string, value: LogValue, expected: string][] = [
    ['', real(0.1), '0.1'],
    ['', real(1), '1.0'],
    ['', real(1e-5), '1e-05'],
    ['', real(1.5e16), '1.5e+16'],
    ['', real(123456789012), '123456789012.0'],
    ['', real(NaN), 'nan'],
    ['', real(-Infinity), '-inf'],
    ['', whole(7), '7'],
    ['5', whole(7), '    7'],
    ['<5', whole(7), '7    '],
    ['^5', whole(7), '  7  '],
    ['*>5', whole(7), '****7'],
    ['05', whole(-7), '-0007'],
    ['+', whole(7), '+7'],
    ['d', whole(7), '7'],
    [',', whole(1234567), '1,234,567'],
    ['.4f', real(0.12345), '0.1235'],
    ['10.4f', real(-0.5), '   -0.5000'],
    ['f', real(2), '2.000000'],
    ['.3e', real(12345), '1.234e+04'],
    ['.3e', real(12355), '1.236e+04'],
    ['.2f', real(0.125), '0.12'],
    ['.2f', real(0.375), '0.38'],
    ['.0f', real(2.5), '2'],
    ['.0f', real(0.5), '0'],
    ['.2f', real(1e-30), '0.00'],
    ['e', real(0), '0.000000e+00'],
    ['.3g', real(0.00012345), '0.000123'],
    ['.3g', real(0.000012345), '1.23e-05'],
    ['g', real(100000), '100000'],
    ['g', real(1000000), '1e+06'],
    ['.1%', real(0.1234), '12.3%'],
    ['.0f', real(1e21), '1000000000000000000000'],
  ];
  for (const [spec, value, expected] of cases) {
    it(`{:${spec}} of ${value.number}`, () => {
      assert.equal(line(spec === '' ? '{v}' : `{v:${spec}}`, { v: value }), expected);
    });
  }

  it('are what Python writes, in every format that the line takes', () => {
    const file = path.join(__dirname, '../../fixtures/reference/formats.json');
    const written = JSON.parse(readFileSync(file, 'utf8')) as [string, string, boolean, string][];
    assert.ok(written.length > 1000);
    const numberOf = (text: string) => Number(text.replace('inf', 'Infinity'));
    for (const [spec, text, isWhole, expected] of written) {
      const value = { number: numberOf(text), whole: isWhole };
      assert.equal(line(`{v:${spec}}`, { v: value }), expected, `{:${spec}} of ${text}`);
    }
  });

  it("repr is Python's", () => {
    assert.deepEqual([0, 0.30000000000000004, 1e-4, 1e100].map(repr), [
      '0.0',
      '0.30000000000000004',
      '0.0001',
      '1e+100',
    ]);
  });
});

describe('log lines', () => {
  it('keep text, braces and names without a value', () => {
    assert.equal(line('{{a}}\t{b} {c}', { b: whole(1) }), '{a}\t1 {c}');
  });

  it('are those of the labs', () => {
    const values = {
      epoch: whole(100),
      epoch0: whole(0),
      loss: real(0.41854),
      accuracy: real(0.95),
    };
    assert.equal(
      line('\tLoss: {loss:.4f}, \tAccuracy: {accuracy:.4f}', values),
      '\tLoss: 0.4185, \tAccuracy: 0.9500',
    );
    assert.equal(
      line('epoch {epoch} , loss: {loss} , accuracy: {accuracy}', values),
      'epoch 100 , loss: 0.41854 , accuracy: 0.95',
    );
    assert.equal(line('Epochs: {epoch0:4d}', values), 'Epochs:    0');
  });

  it('that cannot be read are errors', () => {
    const complaint = (log_format: string) => complaints({ trainer: { log_format } })[0];
    assert.match(complaint('{'), /a single { must be written {{/);
    assert.match(complaint('}'), /a single } must be written }}/);
    assert.match(complaint('{loss:x}'), /"x" in {loss:x} is not a number format/);
    assert.match(complaint('{val_loss}'), /{val_loss}, which is nothing the log has/);
    assert.match(complaint('{}'), /names {}/);
  });
});
