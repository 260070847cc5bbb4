/** Autopsies: the whole pass in its states, and the mistakes that were tried. */
import assert from 'node:assert/strict';
import type { AutopsyReport } from '../../../../../src/experiment/autopsy/report';
import { passLayout } from '../../../../../webview/autopsy/pass/passLayout';
import { drawPass } from '../../../../../webview/autopsy/passPaint';
import { drawTried, MOST_SHOWN } from '../../../../../webview/autopsy/triedScene';
import { DEEP, MISSING, plantedReport, SUMMED } from '../../autopsyReports';
import { inEveryTheme, onBackground, picture, type PictureCase } from './case';

const WRONG = plantedReport({ bugs: [SUMMED] });
const DELTA = plantedReport({ bugs: [MISSING], how: { deltas: true } });

export const AUTOPSIES: PictureCase[] = [
  ...inEveryTheme('pass-wrong', pass(WRONG, 800)),
  picture('pass-narrow', 'dark', pass(WRONG, 440)),
  picture('pass-delta-first', 'light', pass(DELTA, 800, 'layers.0.delta')),
  picture('pass-correct', 'light', pass(plantedReport({}), 800)),
  picture('pass-unknown', 'dark', pass(plantedReport({ noise: 'dW2' }), 800)),
  picture(
    'pass-folded',
    'light',
    pass(plantedReport({ plan: DEEP, bugs: [{ id: 'derivative_missing', layer: 1 }] }), 800),
  ),
  picture(
    'pass-columns',
    'light',
    pass(plantedReport({ bugs: [MISSING], how: { layout: 'columns' } }), 800),
  ),
  ...inEveryTheme('tried', tried(WRONG, true)),
  picture('tried-none-fits', 'light', tried(plantedReport({ noise: 'dW2' }), false)),
];

/** @param at what an array is that is pointed at */
function pass(report: AutopsyReport, width: number, at: string | null = null) {
  const { model } = report;
  assert.ok(model);
  const layout = passLayout(report, model, width);
  const find = (is: string | null) => layout.boxes.find(box => box.is === is) ?? null;
  const chosen = layout.boxes.find(({ isFirst }) => isFirst) ?? null;
  return onBackground({
    size: () => layout,
    draw: (pen, theme) => drawPass(pen, layout, theme, { cursor: find(at), chosen }),
  });
}

function tried(report: AutopsyReport, isFound: boolean) {
  const shown = report.tried.slice(0, MOST_SHOWN);
  const size = { width: 440, height: shown.length * 22 + 24 };
  return onBackground({
    size: () => size,
    draw: (pen, theme) => drawTried(pen, shown, isFound, size, theme, 0),
  });
}
