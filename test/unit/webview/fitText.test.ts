import assert from 'node:assert/strict';
import { fitText, lettersIn, textWidth } from '../../../webview/drawing/fitText';

describe('a text in a picture', () => {
  it('of Chinese characters is as wide as they are', () => {
    assert.equal(lettersIn('train 12'), 8);
    assert.ok(Math.abs(textWidth('訓練', 10) - 20) < 1e-9);
    assert.ok(textWidth('測試', 10) > textWidth('tes', 10));
  });

  it('keeps as much of its beginning as there is room for', () => {
    assert.equal(fitText('validation', 58, 10), 'validation');
    assert.equal(fitText('validation', 40, 10), 'valid…');
    assert.equal(fitText('損失與準確率', 60, 10), '損失與準確率');
    assert.equal(fitText('損失與準確率', 40, 10), '損失與…');
  });
});
