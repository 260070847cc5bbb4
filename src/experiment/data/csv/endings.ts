/** What the names of tables end in, in small letters; programs write them in capitals, too. */

/** A file that ends so is a table. */
export const TABLE_ENDINGS = ['csv', 'tsv'] as const;
/** A file that ends so may hold any text, and only its rows tell whether it is a table. */
export const TEXT_ENDINGS = ['txt', 'data', 'dat'] as const;
export const ALL_ENDINGS = [...TABLE_ENDINGS, ...TEXT_ENDINGS] as const;

const TABLE = endingIn(TABLE_ENDINGS);
const ANY = endingIn(ALL_ENDINGS);

/** Whether a file is a table by its name alone. */
export function isTableName(path: string): boolean {
  return TABLE.test(path);
}

/** Whether a file is a table by its name, or may be one. */
export function mayBeTableName(path: string): boolean {
  return ANY.test(path);
}

function endingIn(endings: readonly string[]): RegExp {
  return new RegExp(`\\.(?:${endings.join('|')})$`, 'i');
}
