import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { symbolsOf, type PartSymbol } from '../../../src/host/editor/symbolTree';

const flat = (symbols: PartSymbol[]): string[] =>
  symbols.flatMap(({ name, detail, children }) => [`${name}: ${detail}`, ...flat(children)]);

describe('the symbols of an experiment', () => {
  it('are its parts by name', () => {
    assert.deepEqual(
      flat(symbolsOf(readFileSync('samples/three-gaussians.backprop.json', 'utf8'))),
      [
        'data: ',
        'train: csv · data/three-gaussians-train.csv',
        'test: csv · data/three-gaussians-test.csv',
        'model: ',
        'layer 1: 5 · sigmoid',
        'layer 2: 3 · sigmoid',
        'loss: mse',
        'optimizer: sgd · 0.01',
        'trainer: 400 epochs',
        'metrics: ',
        'loss: mse',
        'accuracy: ',
      ],
    );
  });

  it('are dense layers by their number, and dropout by its rate', () => {
    const layers = '[{"units": 3}, {"type": "dropout", "rate": 0.2}, {"units": 1}]';
    assert.deepEqual(flat(symbolsOf(`{"model": {"layers": ${layers}}}`)), [
      ...['model: ', 'layer 1: 3', 'dropout: 0.2', 'layer 2: 1'],
    ]);
  });

  it('are the values of a sweep', () => {
    const text = '{"sweep": {"parameters": {"seed": {"values": [1, {"a": 2}]}}, "method": "grid"}}';
    assert.deepEqual(flat(symbolsOf(text)), ['sweep: grid', 'seed: 1, …']);
  });

  it('are the inputs and the steps of an expression', () => {
    const text = '{"expression": {"inputs": {"x": -2}, "steps": ["q = 2*x", "", 3, "f"]}}';
    assert.deepEqual(flat(symbolsOf(text)), ['expression: ', 'x: -2', 'q: = 2*x', 'f: ']);
  });

  it('stand inside each other, whatever is typed', () => {
    const text = readFileSync('samples/three-gaussians.backprop.json', 'utf8');
    for (let end = 0; end < text.length; end += 7) {
      const check = ({ name, range, selection, children }: PartSymbol): void => {
        assert.notEqual(name, '');
        assert.ok(selection.offset >= range.offset);
        assert.ok(selection.offset + selection.length <= range.offset + range.length);
        for (const child of children) {
          assert.ok(child.range.offset >= range.offset);
          check(child);
        }
      };
      symbolsOf(text.slice(0, end)).forEach(check);
    }
  });
});
