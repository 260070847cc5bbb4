/**
 * Writes the schemas in media/ from the description of the format: `npm run schema`.
 * `experiment.schema.json` is strict, for other programs; the editor has one that judges nothing.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { editorSchema, experimentSchema } from '../../src/experiment/schema';

const MEDIA = path.join(__dirname, '../../media');

/** Each file with the text it has to have, formatted as everything else. */
export async function schemaFiles(): Promise<{ file: string; text: string }[]> {
  const schemas = {
    'experiment.schema.json': experimentSchema(),
    'experiment.editor.json': editorSchema(),
  };
  return Promise.all(
    Object.entries(schemas).map(async ([name, schema]) => {
      const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 100 });
      return { file: path.join(MEDIA, name), text };
    }),
  );
}

if (process.argv[1]?.endsWith('writeSchema.ts')) {
  void schemaFiles().then(files => {
    for (const { file, text } of files) writeFileSync(file, text);
  });
}
