/** The texts of a JSON Schema, and the schema in another language. Knows nothing of vscode. */

export type Translations = Readonly<Record<string, string>>;

/** Of a schema, what a person reads: in hovers, in completion and of its snippets. */
const READ = ['title', 'description', 'enumDescriptions', 'label'];
/** Keywords whose keys are names of the file, such as its field `description`. */
const NAMING = ['properties', 'definitions'];

/** The texts of a schema that a person reads, each once. */
export function textsIn(schema: unknown): string[] {
  const found = new Set<string>();
  inWordsOf({}, schema, text => found.add(text));
  return [...found].sort();
}

/** The same schema with its texts translated; where there is no translation, the text stays. */
export function inWordsOf(
  words: Translations,
  schema: unknown,
  meet: (text: string) => void = () => undefined,
): unknown {
  const said = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(said);
    if (typeof value !== 'string') return value;
    meet(value);
    return words[value] || value;
  };
  const visit = (value: unknown, isNames: boolean): unknown => {
    if (Array.isArray(value)) return value.map(each => visit(each, false));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]: [string, unknown]) => [
        key,
        !isNames && READ.includes(key) ? said(each) : visit(each, !isNames && NAMING.includes(key)),
      ]),
    );
  };
  return visit(schema, false);
}
