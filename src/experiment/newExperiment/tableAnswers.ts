/** What a person who sees the columns of a table decides about them. */
import type { ColumnPreview, FeatureAs } from './columns';
import type { Inferred } from './csvExperiment';
import type { Feature, TableChoice } from './target';

/** The ways in which a column may be an input; dates and other texts are none. */
export function usesOf({ kind }: Pick<ColumnPreview, 'kind'>): FeatureAs[] {
  if (kind === 'category') return ['one_hot', 'ordinal'];
  const isUsable = kind === 'number' || kind === 'counter' || kind === 'constant';
  return isUsable ? ['number', 'one_hot', 'ordinal'] : [];
}

/** Another target: the inputs are told anew. A group of columns stays one. */
export function withTarget({ choice, decided }: Inferred, column: number): TableChoice {
  const likely = choice?.target ?? [];
  const target = likely.includes(column) ? likely : [column];
  return { ...decided, target, features: undefined };
}

/** One input more or less. */
export function withInput(inferred: Inferred, column: number, isInput: boolean): TableChoice {
  const { columns } = inferred;
  const others = featuresOf(inferred).filter(each => each.column !== column);
  const [as] = usesOf(columns[column]);
  const added = isInput && as ? [{ column, as: columns[column].as }] : [];
  return withFeatures(inferred, [...others, ...added]);
}

/** An input that is given to the network in another way. */
export function withUse(inferred: Inferred, column: number, as: FeatureAs): TableChoice {
  const changed = featuresOf(inferred).map(each =>
    each.column === column ? { column, as } : each,
  );
  return withFeatures(inferred, changed);
}

function featuresOf({ choice }: Inferred): Feature[] {
  return choice?.features ?? [];
}

function withFeatures({ choice, decided }: Inferred, features: Feature[]): TableChoice {
  const sorted = features.sort((a, b) => a.column - b.column);
  return { ...decided, target: choice?.target, features: sorted };
}
