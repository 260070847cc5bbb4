import assert from 'node:assert/strict';
import {
  classColor,
  contrast,
  cssColor,
  divergingRamp,
  divergingShare,
  mix,
  packColor,
  parseColor,
  rampIndex,
  unpackColor,
  type Rgb,
  type ThemeKind,
} from '../../../webview/drawing/colors';

const BACKGROUNDS: [ThemeKind, Rgb][] = [
  ['dark', [31, 31, 31]],
  ['light', [255, 255, 255]],
  ['hc-dark', [0, 0, 0]],
  ['hc-light', [255, 255, 255]],
];

describe('colours', () => {
  it('reads what themes write', () => {
    assert.deepEqual(parseColor('#1f1f1f'), [31, 31, 31]);
    assert.deepEqual(parseColor(' #FFF '), [255, 255, 255]);
    assert.deepEqual(parseColor('rgb(1, 2, 3)'), [1, 2, 3]);
    assert.deepEqual(parseColor('rgb(1 2 3 / 100%)'), [1, 2, 3]);
    assert.equal(parseColor(''), null);
    assert.equal(parseColor('#12345'), null);
    assert.equal(parseColor('rgb(1, x, 3)'), null);
  });

  it('lays a transparent colour over what is below', () => {
    assert.deepEqual(parseColor('rgba(255, 255, 255, 0)', [9, 9, 9]), [9, 9, 9]);
    assert.deepEqual(parseColor('#ffffff80', [0, 0, 0])?.map(Math.round), [128, 128, 128]);
  });

  it('mixes from one end to the other', () => {
    const near = (a: Rgb, b: Rgb) => a.every((channel, i) => Math.abs(channel - b[i]) < 0.6);
    assert.ok(near(mix([10, 200, 30], [250, 0, 90], 0), [10, 200, 30]));
    assert.ok(near(mix([10, 200, 30], [250, 0, 90], 1), [250, 0, 90]));
    assert.ok(near(mix([80, 80, 80], [80, 80, 80], 0.5), [80, 80, 80]));
  });

  it('packs and unpacks a colour', () => {
    assert.deepEqual(unpackColor(packColor([1, 128, 255])), [1, 128, 255]);
    assert.equal(packColor([0, 0, 0]), 0xff000000);
    assert.equal(cssColor([1.4, 2.6, 3], 0.5), 'rgba(1, 3, 3, 0.5)');
  });

  it('gives equal distances from zero equal places at both sides', () => {
    assert.equal(divergingShare(0, 3), 0.5);
    assert.equal(divergingShare(-3, 3), 0);
    assert.equal(divergingShare(3, 3), 1);
    assert.equal(divergingShare(1, 3) + divergingShare(-1, 3), 1);
    assert.equal(divergingShare(0, 0), 0.5);
    assert.equal(rampIndex(-1), 0);
    assert.equal(rampIndex(2), 255);
  });

  for (const [kind, background] of BACKGROUNDS) {
    it(`shows zero as the background, and tells the signs apart (${kind})`, () => {
      const scale = divergingRamp(background, kind);
      const [low, middle, high] = [0, 0.5, 1].map(share => unpackColor(scale[rampIndex(share)]));
      assert.ok(contrast(middle, background) < 1.05);
      assert.ok(low[2] > low[0] + 60, 'blue below zero');
      assert.ok(high[0] > high[2] + 60, 'orange above zero');
    });

    it(`keeps class colours readable (${kind})`, () => {
      const least = kind.startsWith('hc') ? 4.5 : 3;
      for (let index = 0; index < 20; index++) {
        const ratio = contrast(classColor(index, kind), background);
        assert.ok(ratio >= least, `class ${index}: ${ratio.toFixed(2)}`);
      }
    });

    it(`has sixteen class colours that can be told apart (${kind})`, () => {
      const luma = (color: Rgb) => color.map(channel => channel / 255);
      for (let a = 0; a < 16; a++)
        for (let b = 0; b < a; b++) {
          const [one, other] = [classColor(a, kind), classColor(b, kind)].map(luma);
          const distance = Math.hypot(...one.map((channel, i) => channel - other[i]));
          assert.ok(distance > 0.08, `${b} and ${a}: ${distance.toFixed(3)}`);
        }
      assert.deepEqual(classColor(16, kind), classColor(0, kind));
    });
  }
});
