/** Every kind of source, by its name in the file. */
import { named } from '../../format/compounds';
import { variants } from '../../format/variants';
import type { ValueOfVariants } from '../../format/variants';
import { csv } from './csv';
import { generator } from './generator';
import { idx } from './idx';
import { inline } from './inline';
import type { DrawnKind, FileKind, NamedFile } from './kind';
import { npy } from './npy';

const SOURCES = { csv, inline, generator, idx, npy };

export type Source = ValueOfVariants<'type', typeof SOURCES>;
type SourceKind = FileKind | DrawnKind;

const kinds: [name: string, kind: SourceKind][] = Object.entries(SOURCES);

/** `data.train`, `data.validation` and `data.test`: where rows come from. */
export const sourceFormat = named(
  'source',
  variants('type', SOURCES, {
    noun: 'a data source',
    description: 'Where the rows come from.',
    ofText: path => {
      const found = kinds.find(([, { endings = [] }]) =>
        endings.some(ending => path.toLowerCase().endsWith(ending)),
      );
      return found ? { type: found[0], path } : null;
    },
    snippets: kinds
      .flatMap(([, { snippet }]) => snippet ?? [])
      .sort((a, b) => (a.label < b.label ? -1 : 1)),
  }),
);

export function kindOf({ type }: Source): SourceKind {
  return SOURCES[type];
}

/** The files that a source names. */
export function filesOf(source: Source): NamedFile[] {
  const kind = kindOf(source);
  return 'files' in kind ? kind.files(source) : [];
}

/** The seed of a source's own stream; null where it has none. */
export function seedOf(source: Source): number | null {
  const kind = kindOf(source);
  return 'seed' in kind ? kind.seed(source) : null;
}
