/** Hovers that say what the schema cannot: shapes, numbers, formulas, what this run computes. */
import { formatInteger } from '../../engine/ground/numbers';
import { l10n, languages, Range, type Disposable, type TextDocument, type Uri } from 'vscode';
import type { Experiment } from '../../experiment/fields/experiment';
import { describePart, markdownRows, type PartName } from '../editor/dataText';
import { isExperiment } from '../documents/files';
import { TENSORS } from '../../engine/ground/tensors';
import type { TensorStats } from '../../protocol/tensors';
import { outlineOf } from '../editor/outline';
import { substepOf } from '../session/substeps';
import type { Opened, Sessions } from '../sessions/sessions';
import { filled, isEmpty, joined, markup, type Markup } from '../surfaces/markup';
import { hover, type GuideHeading } from '../surfaces/show';
import { hasPlace, layerInWords, statsTable } from './layerWords';
import { batchesOf, metricInWords, runInWords } from './lossWords';
import { FormulaPictures } from './pictures';
import { scalingInWords } from './scalingWords';
import { hoveredIn, type HoverTarget } from './target';

const HEADINGS: Readonly<Record<HoverTarget['kind'], GuideHeading>> = {
  layer: 'modellayers',
  activation: 'modellayers',
  loss: 'loss',
  metric: 'metrics',
  data: 'data',
  normalization: 'datanormalization',
};

/** First rows and inputs that fit into a hover without scrolling. */
const EXTENT = { rows: 5, inputs: 6 };

export function registerHovers(sessions: Sessions, extensionUri: Uri): Disposable {
  const pictures = new FormulaPictures(extensionUri);
  return languages.registerHoverProvider(
    { pattern: '**/*.backprop.json' },
    {
      provideHover: async (document, position) => {
        if (!isExperiment(document.uri)) return null;
        const hovered = hoveredIn(document.getText(), document.offsetAt(position));
        if (!hovered) return null;
        const { target, offset, length } = hovered;
        const paragraphs = await say(target, document, sessions.get(document.uri), pictures);
        const said = paragraphs.filter(paragraph => !isEmpty(paragraph));
        if (said.length === 0) return null;
        const start = document.positionAt(offset);
        const range = new Range(start, document.positionAt(offset + length));
        return hover(joined(said, '\n\n'), range, HEADINGS[target.kind]);
      },
    },
  );
}

async function say(
  target: HoverTarget,
  document: TextDocument,
  opened: Opened | undefined,
  pictures: FormulaPictures,
): Promise<Markup[]> {
  switch (target.kind) {
    case 'layer':
      return layer(target.place, document, opened);
    case 'activation':
      return [await pictures.markdown('activations', target.name)];
    case 'loss':
    case 'metric': {
      const picture =
        target.name === null ? markup`` : await pictures.markdown('losses', target.name);
      return [picture, ...(await run(target, opened))];
    }
    case 'data':
      return data(target.part, opened);
    case 'normalization': {
      const summary = opened?.session.checked.summary;
      return summary ? scalingInWords(summary) : [];
    }
    default:
      return target satisfies never;
  }
}

async function experimentOf(opened: Opened | undefined): Promise<Experiment | null> {
  if (!opened || opened.session.closed) return null;
  return (await opened.source.read(opened.session.ask)).experiment;
}

async function layer(
  place: number,
  document: TextDocument,
  opened: Opened | undefined,
): Promise<Markup[]> {
  const outline = outlineOf(document.getText());
  if (!outline) return [];
  const summary = opened?.session.checked.summary ?? null;
  const experiment = await experimentOf(opened);
  const rows = summary && experiment && batchesOf(experiment, summary.train.rows).rows;
  const features = summary?.featureNames.length ?? null;
  const words = layerInWords(outline, place, features, rows);
  const index = outline.layers.findIndex(each => hasPlace(each, place));
  const isOfPlace = ({ tensor }: TensorStats): boolean =>
    outline.layers[index].place === place || TENSORS[tensor].from === 'mask';
  return [...words, ...(opened ? statistics(opened, index, isOfPlace) : [])];
}

/** Tensors of the run; of a pass followed layer by layer, only those shown so far. */
function statistics(
  { session }: Opened,
  index: number,
  isWanted: (stats: TensorStats) => boolean,
): Markup[] {
  const { description, state, substep } = session.view;
  if (!description || !state || !description.layers[index]) return [];
  if (session.stale)
    return [
      filled(l10n.t('The file was edited after this run: train or step to see its numbers.')),
    ];
  const marks =
    substep === null ? null : substepOf(substep, description.layers.length).marks[index];
  const known = state.stats[index]
    .filter(({ tensor }) => marks?.[tensor] !== 'later')
    .filter(isWanted);
  const step = formatInteger(state.position.step);
  return [filled(l10n.t('At step {0}, on the next batch:'), step), statsTable(known)];
}

async function run(
  target: HoverTarget & { kind: 'loss' | 'metric' },
  opened: Opened | undefined,
): Promise<Markup[]> {
  const experiment = await experimentOf(opened);
  const rows = opened?.session.checked.summary?.train.rows;
  if (!experiment || rows === undefined) return [];
  if (target.kind === 'loss') return runInWords(experiment, rows);
  const metric = experiment.metrics?.find(({ name }) => name === target.metric);
  return metric ? [metricInWords(experiment, metric, rows)] : [];
}

function data(part: PartName, opened: Opened | undefined): Markup[] {
  const summary = opened?.session.checked.summary;
  if (!summary?.[part]) return [];
  const described = filled(l10n.t('{0}. The first rows:'), describePart(summary, part));
  return [described, markdownRows(summary, part, EXTENT)];
}
