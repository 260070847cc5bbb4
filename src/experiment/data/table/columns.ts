/** Which columns of a table are inputs, and which are targets. */
import { atValue, replaceValue } from '../../format/core';
import type { Report } from '../../format/core';
import { nearest } from '../../format/suggest';
import type { JsonPath } from '../../format/finding';

/** A column, by 0-based index or by header name. */
export type Column = number | string;

/** Which columns a source takes from which file. */
export interface ColumnChoice {
  path: string;
  /** null: every column but the label. */
  features: (Column | { column: Column })[] | null;
  /** null: the last column; in a file of targets all of them. */
  label: Column | Column[] | null;
  /** What the columns of the file are; absent: inputs and targets. */
  holds?: 'inputs' | 'targets';
}

export interface Columns {
  width: number;
  names: string[] | null;
  features: number[];
  labels: number[];
}

/** null after reporting what is wrong; `path` is the place of the source. */
export function findColumns(
  source: ColumnChoice,
  width: number,
  names: string[] | null,
  path: JsonPath,
  report: Report,
): Columns | null {
  const finder = new Finder(source, width, names, path, report);
  const labels = finder.labels();
  const features = finder.features(labels);
  if ([...labels, ...features].includes(-1)) return null;
  finder.checkOverlap(labels, features);
  const twice = finder.twice(features, 'features') || finder.twice(labels, 'label');
  if (twice || finder.noneLeft(features)) return null;
  return { width, names, labels, features };
}

/** As many as a sentence bears. */
const NAMES_SHOWN = 20;
const LETTERS_SHOWN = 30;

/** A text of a file in quotes, short enough for a sentence. */
export function quoted(text: string): string {
  return `"${text.length > LETTERS_SHOWN ? `${text.slice(0, LETTERS_SHOWN)}…` : text}"`;
}

/** `"a", "b"` */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).map(quoted);
  if (names.length > NAMES_SHOWN) shown.push(`… (${names.length} in all)`);
  return shown.join(', ');
}

class Finder {
  constructor(
    private readonly source: ColumnChoice,
    private readonly width: number,
    private readonly names: string[] | null,
    private readonly path: JsonPath,
    private readonly report: Report,
  ) {}

  labels(): number[] {
    const { label, holds } = this.source;
    if (holds === 'inputs') return [];
    if (label === null) return holds === 'targets' ? this.all() : [this.width - 1];
    if (!Array.isArray(label)) return [this.find(label, ['label'])];
    return label.map((column, index) => this.find(column, ['label', index]));
  }

  features(labels: readonly number[]): number[] {
    const { features, holds } = this.source;
    if (holds === 'targets') return [];
    if (features) {
      return features.map((feature, index) =>
        typeof feature === 'object'
          ? this.find(feature.column, ['features', index, 'column'])
          : this.find(feature, ['features', index]),
      );
    }
    return this.all().filter(column => !labels.includes(column));
  }

  private all(): number[] {
    return Array.from({ length: this.width }, (_, column) => column);
  }

  /** A network that is given the answer learns to read it; one that is to give back its inputs may. */
  checkOverlap(labels: readonly number[], features: readonly number[]): void {
    if (labels.length > 1) return;
    const index = features.indexOf(labels[0]);
    if (index < 0) return;
    const at = [...this.path, 'features', index];
    const message = `The label is a feature as well: ${this.nameOf(labels[0])} gives the network the answer.`;
    this.report.warn('label-is-feature', message, atValue(...at), [
      { title: 'Remove it from the features', path: at, part: 'removal' },
    ]);
  }

  twice(columns: readonly number[], key: 'features' | 'label'): boolean {
    const seen = new Set<number>();
    const index = columns.findIndex(column => seen.size === seen.add(column).size);
    if (index < 0) return false;
    const at = [...this.path, key, index];
    const message = `\`${key}\` names ${this.nameOf(columns[index])} twice.`;
    this.report.error('repeated-column', message, atValue(...at), [
      { title: 'Remove it', path: at, part: 'removal' },
    ]);
    return true;
  }

  /** Inputs that are not named are the columns that no label takes. */
  noneLeft(features: readonly number[]): boolean {
    if (features.length > 0 || this.source.holds === 'targets') return false;
    const { path: file } = this.source;
    const message = `\`label\` names all ${this.width} columns of ${file}: none is left as an input. Name the inputs in \`features\`, or fewer targets.`;
    this.report.error('no-features', message, atValue(...this.path, 'label'));
    return true;
  }

  private nameOf(column: number): string {
    return this.names ? `the column "${this.names[column]}"` : `column ${column}`;
  }

  /** −1 after reporting that there is no such column, or more than one. */
  private find(column: Column, keys: JsonPath): number {
    const { names, width, report } = this;
    const at = [...this.path, ...keys];
    const { path: file } = this.source;
    if (typeof column === 'number') {
      if (column < width) return column;
      const message = `${file} has ${width} columns, numbered from 0 to ${width - 1}: there is no column ${column}.`;
      report.error('unknown-column', message, atValue(...at));
      return -1;
    }
    const index = names?.indexOf(column) ?? -1;
    if (index < 0) {
      this.refuseName(column, at);
      return -1;
    }
    const second = names?.indexOf(column, index + 1) ?? -1;
    if (second < 0) return index;
    const message = `${file} has more than one column "${column}": name it by its number, ${index} or ${second}.`;
    report.error('unknown-column', message, atValue(...at), [
      replaceValue(`Change to ${index}`, at, index),
      replaceValue(`Change to ${second}`, at, second),
    ]);
    return -1;
  }

  private refuseName(column: string, at: JsonPath): void {
    const { names } = this;
    const { path: file } = this.source;
    const meant = names && nearest(column, names);
    const message = names
      ? `${file} has no column "${column}"; its columns are ${listed(names)}.`
      : `${file} is read without a header, so its columns have no names: give the number of "${column}", from 0.`;
    const fixes = meant ? [replaceValue(`Change to "${meant}"`, at, meant)] : [];
    this.report.error('unknown-column', message, atValue(...at), fixes);
  }
}
