/** What the network says at a value of its input, and of one of the points; and all points as a table. */
import type { RunDescription } from '../../src/protocol/snapshot';
import type { Fit } from '../../src/protocol/tensors';
import type { TableData } from '../kit/tableView';
import type { TooltipRow } from '../kit/tooltip';
import type { Said } from '../picture/cursor';
import { exactNumber, formatNumber } from '../words/numbers';
import { strings } from '../words/strings';
import { curvesOf, outputAt, outputName, type FitPoint } from './fitParts';
import { fitStrings as words } from './fitStrings';

/** What is told about. */
export interface FitSubject {
  description: RunDescription;
  fit: Fit | null;
  /** The step where the run began. */
  start: number;
}

export function fitPlaceWords({ description, fit, start }: FitSubject, x: number): Said {
  const [input] = description.data.featureNames;
  const outputs = Array.from({ length: curvesOf(description) }, (_, output) => output);
  const at = (values: Float64Array, label: string, output: number): TooltipRow[] => {
    const value = fit && outputAt(fit, values, x, output);
    return value === null ? [] : [{ label, value: formatNumber(value) }];
  };
  return {
    title: '',
    rows: [
      { label: input, value: formatNumber(x) },
      ...outputs.flatMap(output => {
        const name = outputName(description, output);
        if (!fit) return [];
        return [
          ...at(fit.now.values, words.now(name), output),
          ...at(fit.start.values, words.start(name, start), output),
        ];
      }),
    ],
  };
}

export function fitPointWords({ description, fit, start }: FitSubject, point: FitPoint): Said {
  const { part, row, output, x, y } = point;
  const name = outputName(description, output);
  const at = row * description.data.outputs + output;
  const now = fit?.now.atRows[part][at];
  const before = fit?.start.atRows[part][at];
  const known =
    now === undefined || before === undefined
      ? []
      : [
          { label: words.now(name), value: exactNumber(now) },
          { label: words.error, value: exactNumber(now - y) },
          { label: words.start(name, start), value: exactNumber(before) },
        ];
  return {
    title: strings.pointOf(strings.parts[description.pairs[part].part], row),
    rows: [
      { label: description.data.featureNames[0], value: exactNumber(x) },
      { label: words.target, value: exactNumber(y) },
      ...known,
    ],
  };
}

/** A row for each row of the data, with every output. */
export function fitTable({ description, fit, start }: FitSubject, caption: string): TableData {
  const { pairs, data } = description;
  const { outputs } = data;
  const rows = pairs.flatMap(({ x }, part) => Array.from(x, (_, row) => ({ part, row })));
  const each = <T>(make: (output: number) => T): T[] =>
    Array.from({ length: outputs }, (_, output) => make(output));
  const name = (output: number): string => outputName(description, output);
  const targetName = (output: number): string =>
    outputs === 1 ? words.target : words.targetOf(data.classNames?.[output] ?? String(output + 1));
  return {
    caption,
    columns: [
      ...[strings.point, data.featureNames[0]],
      ...each(targetName),
      ...each(output => words.now(name(output))),
      ...each(output => words.start(name(output), start)),
    ],
    rows: rows.length,
    thin: 'first',
    cell: (at, column) => {
      const { part, row } = rows[at];
      const pair = pairs[part];
      if (column === 0) return strings.pointOf(strings.parts[pair.part], row);
      if (column === 1) return pair.x[row];
      const kind = Math.floor((column - 2) / outputs);
      const place = row * outputs + ((column - 2) % outputs);
      if (kind === 0) return pair.y[place];
      const curves = kind === 1 ? fit?.now : fit?.start;
      return curves?.atRows[part][place] ?? strings.notYet;
    },
  };
}
