/** media/docs/panel.md speaks of everything that the panel shows, by the name that it has there. */
import assert from 'node:assert/strict';
import { confusionStrings } from '../../../webview/confusion/confusionStrings';
import { words as derivation } from '../../../webview/derivation/formula/words';
import { findingsStrings } from '../../../webview/findings/findingsStrings';
import { layerStrings } from '../../../webview/layer/layerStrings';
import { logStrings } from '../../../webview/log/logStrings';
import { predictionsStrings } from '../../../webview/predictions/predictionsStrings';
import { runsStrings } from '../../../webview/runs/runsStrings';
import { sweepStrings } from '../../../webview/sweep/sweepStrings';
import { gradientCheckStrings } from '../../../webview/words/gradientCheckStrings';
import { strings } from '../../../webview/words/strings';
import { readPage } from './blocks';

/** By tab, as they are found on the page. */
const PARTS: Record<keyof typeof strings.tabs, readonly string[]> = {
  train: [
    ...[strings.task, predictionsStrings.title, logStrings.title, strings.graph],
    ...Object.values(predictionsStrings.faces),
  ],
  inspect: [
    ...[strings.network, layerStrings.title, strings.matrices, derivation.title, strings.flow],
  ],
  findings: [
    ...[findingsStrings.fixes, findingsStrings.apply, findingsStrings.runBoth],
    ...[findingsStrings.sanity, gradientCheckStrings.title],
  ],
  compare: [
    ...[runsStrings.title, sweepStrings.title, sweepStrings.acts.seeds.text],
    ...[confusionStrings.title, confusionStrings.misclassified],
  ],
};

describe('media/docs/panel.md', () => {
  const sections = new Map(
    readPage('media/docs/panel.md')
      .split(/^## /m)
      .map(section => [section.slice(0, section.indexOf('\n')), section.replace(/\s+/g, ' ')]),
  );

  for (const [tab, parts] of Object.entries(PARTS)) {
    const heading = strings.tabs[tab as keyof typeof PARTS];
    it(`names under ${heading} what stands there: ${parts.join(' · ')}`, () => {
      const section = sections.get(heading);
      assert.ok(section, `it has no heading ${heading}`);
      for (const part of parts)
        assert.ok(section.includes(`**${part}**`) || section.includes(`_${part}_`), part);
    });
  }

  it('names what the menu ⋯ offers', () => {
    for (const item of [strings.stepEpoch, strings.stopWhen, strings.fork])
      assert.ok(sections.get('Header')?.includes(item), item);
  });
});
