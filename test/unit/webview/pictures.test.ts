import assert from 'node:assert/strict';
import type { RunDescription } from '../../../src/protocol/snapshot';
import { contrast, cssColor, parseColor, rampIndex } from '../../../webview/drawing/colors';
import { cellColorsOf, heatScale } from '../../../webview/heat/heatScale';
import { shortNumber } from '../../../webview/words/numbers';
import { drawToSvg } from '../../../webview/drawing/svgPen';
import { tableText, type TableData } from '../../../webview/kit/tableView';
import { cellWords, columnName, rowName } from '../../../webview/words/tensorNames';
import { waitingWords, watchLimit } from '../../../webview/run/watchPolicy';
import { THEME_KINDS, themeOf } from './painting/themes';
import { matrixOf } from '../../../src/engine/ground/tensors';

describe('colours of matrices', () => {
  const dark = themeOf('dark');

  it('have symmetric limits that move in steps', () => {
    const scale = heatScale([[-0.31, 0.12], [0.02]], false, dark);
    assert.deepEqual([scale.low, scale.high], [-0.4, 0.4]);
    assert.equal(scale.share(0), 0.5);
    assert.deepEqual(heatScale([[-0.33, 0.2]], false, dark).high, 0.4);
  });

  it('ignore what is not finite, and stand in the middle where all is zero', () => {
    assert.equal(heatScale([[NaN, Infinity, 2]], false, dark).high, 2);
    assert.equal(heatScale([[0, 0]], false, dark).share(0), 0.5);
  });

  it('show probabilities from 0 to 1 on a scale of one hue', () => {
    const scale = heatScale([[0.2]], true, dark);
    assert.deepEqual([scale.low, scale.high], [0, 1]);
    assert.equal(scale.ramp, dark.sequential);
  });

  it('write short round ends', () => {
    assert.deepEqual(
      [-8, 0.5, 0, 1.5, 1e-6, 100, 1.5e5, 123456, NaN].map(value => shortNumber(value)),
      ['−8', '0.5', '0', '1.5', '1e−6', '100', '1.5e5', '1.235e5', 'NaN'],
    );
  });

  for (const kind of THEME_KINDS)
    it(`can be read from end to end (${kind})`, () => {
      const own = themeOf(kind);
      for (const ramp of [own.diverging, own.sequential]) {
        const { fills, inks } = cellColorsOf(ramp, own);
        for (let at = 0; at < ramp.length; at++) {
          const [paper, ink] = [fills[at], inks[at]].map(css => parseColor(css));
          assert.ok(paper && ink);
          const ratio = contrast(paper, ink);
          assert.ok(ratio >= 4.5, `${ratio.toFixed(2)} at ${at}: ${inks[at]} on ${fills[at]}`);
        }
      }
    });

  it('write in the colour of the text wherever that can be read', () => {
    const own = themeOf('light');
    const { inks } = cellColorsOf(own.diverging, own);
    assert.equal(inks[rampIndex(0.5)], cssColor(own.foreground));
    assert.equal(inks[rampIndex(0)], cssColor(own.background));
  });
});

describe('pictures as SVG', () => {
  it('are drawn with the same calls as on a canvas', () => {
    const svg = drawToSvg(40, 30, pen => {
      pen.fillStyle = 'rgb(1, 2, 3)';
      pen.fillRect(1, 2, 3, 4);
      pen.beginPath();
      pen.arc(10, 10, 5, 0, 2 * Math.PI);
      pen.strokeStyle = '#fff';
      pen.setLineDash([6, 3]);
      pen.stroke();
    });
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="40" height="30"/);
    assert.match(svg, /<rect x="1" y="2" width="3" height="4" fill="rgb\(1, 2, 3\)"\/>/);
    assert.match(svg, /stroke="#fff" stroke-width="1" stroke-dasharray="6 3"/);
  });

  it('close what they open, however it is nested', () => {
    const svg = drawToSvg(10, 10, pen => {
      pen.save();
      pen.translate(1, 1);
      pen.save();
      pen.clipRect(0, 0, 5, 5);
      pen.rotate(1);
      pen.restore();
      pen.fillRect(0, 0, 1, 1);
      pen.restore();
    });
    const tags = [...svg.matchAll(/<(\/?)(g|svg)\b/g)].map(([, end, name]) => end + name);
    assert.deepEqual(tags, ['svg', 'g', 'svg', 'g', '/g', '/svg', '/g', '/svg']);
  });

  it('take back with restore what was set since save, as a canvas does', () => {
    const svg = drawToSvg(10, 10, pen => {
      pen.fillStyle = '#111';
      pen.strokeStyle = '#222';
      pen.font = '9px a';
      pen.textAlign = 'right';
      pen.textBaseline = 'middle';
      pen.setLineDash([1, 2]);
      pen.save();
      pen.fillStyle = pen.strokeStyle = '#eee';
      pen.font = '20px b';
      pen.textAlign = 'center';
      pen.textBaseline = 'top';
      pen.lineWidth = 7;
      pen.setLineDash([]);
      pen.restore();
      pen.fillText('words', 1, 2);
      pen.strokeRect(1, 2, 3, 4);
    });
    const own = svg.slice(svg.indexOf('<text'));
    assert.equal(
      own,
      '<text x="1" y="5.15" fill="#111" style="font:9px a" text-anchor="end">words</text>\n' +
        '<rect x="1" y="2" width="3" height="4" fill="none" stroke="#222" stroke-width="1"' +
        ' stroke-dasharray="1 2"/></svg>\n',
    );
  });

  it('keep names from being read as markup', () => {
    const svg = drawToSvg(10, 10, pen => pen.fillText('a<b> & "c"', 0, 0));
    assert.match(svg, />a&lt;b&gt; &amp; &quot;c&quot;<\/text>/);
  });
});

describe('tables', () => {
  const data: TableData = {
    caption: '',
    columns: ['name', 'a,b'],
    rows: 2,
    thin: 'first',
    cell: (row, column) => (column === 0 ? `say "${row}"` : 0.1 + 0.2 * row),
  };

  it('leave as exact numbers, quoted where that is needed', () => {
    assert.equal(
      tableText(data, ','),
      'name,"a,b"\n"say ""0""",0.1\n"say ""1""",0.30000000000000004\n',
    );
    assert.equal(tableText(data, '\t').split('\n')[0], 'name\ta,b');
  });
});

describe('names of tensors', () => {
  const description = {
    layers: [
      { name: 'hidden', activation: 'tanh', inputs: 2, units: 3 },
      { name: 'out', activation: 'softmax', inputs: 3, units: 2 },
    ],
    data: { featureNames: ['width', 'height'], classNames: ['cat', 'dog'] },
  } as unknown as RunDescription;

  it('show biases with their weights', () => {
    assert.deepEqual(
      ['biases', 'gradB', 'delta'].map(name => matrixOf(name as 'biases')),
      ['weights', 'gradW', 'delta'],
    );
  });

  it('call inputs and classes by their names, and units by their numbers', () => {
    assert.equal(rowName(description, { layer: 0, tensor: 'weights' }, 1), 'height');
    assert.equal(columnName(description, { layer: 0, tensor: 'weights' }, 1), '2');
    assert.equal(rowName(description, { layer: 1, tensor: 'gradW' }, 2), '3');
    assert.equal(columnName(description, { layer: 1, tensor: 'gradW' }, 1), 'dog');
    assert.equal(rowName(description, { layer: 0, tensor: 'z' }, 1), '2');
  });

  it('say where a number belongs', () => {
    const first = { layer: 0, tensor: 'weights' } as const;
    const last = { layer: 1, tensor: 'weights' } as const;
    assert.equal(cellWords(description, first, 0, 2, false), 'width → unit 3');
    assert.equal(cellWords(description, last, 0, 1, false), 'unit 1 → unit dog');
    assert.equal(cellWords(description, last, 0, 0, true), 'bias → unit cat');
    assert.equal(cellWords(description, { layer: 0, tensor: 'a' }, 4, 0, false), 'row 5, unit 1');
  });
});

describe('watching', () => {
  it('sends small matrices always, large ones at rest, and any that was asked for', () => {
    const mnist = 784 * 300;
    assert.ok(watchLimit(false, false) >= 2500 && watchLimit(false, false) < mnist);
    assert.ok(watchLimit(false, true) >= mnist);
    assert.ok(watchLimit(true, false) >= mnist);
    // What is chosen comes also where it would not come by itself.
    for (const resting of [true, false])
      assert.ok(watchLimit(true, resting) > watchLimit(false, true));
  });

  it('says why a matrix is not there yet', () => {
    assert.equal(waitingWords(100, false, true, 0).asks, false);
    assert.deepEqual(waitingWords(235_200, false, true, 0), {
      words: '235,200 numbers: drawn when training rests, or ',
      asks: true,
    });
    assert.equal(waitingWords(235_200, true, true, 0).asks, false);
    assert.match(waitingWords(55_000 * 300, false, true, 0).words, /too many/);
    assert.equal(waitingWords(100, false, false, 1200).words, 'Computing step 1,200…');
  });
});
