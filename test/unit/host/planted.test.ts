/** The hostile files of the host tests: they have every field of text that the format has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readExperiment } from '../../../src/experiment/read';
import { plain } from '../../../src/host/surfaces/plainText';
import * as planted from '../../host/planted';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  items?: Schema | Schema[];
  [key: string]: unknown;
}

/** The names of all properties that may be any text, or a list of such. */
function textFields(schema: Schema, name: string, found: Set<string>): void {
  const types = [schema.type].flat();
  if (types.includes('string') && !schema.enum && schema.const === undefined) found.add(name);
  for (const [key, child] of Object.entries(schema)) {
    if (key === 'properties' || key === 'definitions')
      for (const [property, inner] of Object.entries(child as Record<string, Schema>))
        textFields(inner, property, found);
    else if (Array.isArray(child))
      for (const item of child as unknown[]) {
        if (typeof item === 'object' && item !== null) textFields(item as Schema, name, found);
      }
    else if (typeof child === 'object' && child !== null) textFields(child as Schema, name, found);
  }
}

function plantedFields(value: unknown, name: string, found: Set<string>): void {
  if (typeof value === 'string' && value.includes('[x](command:')) found.add(name);
  if (Array.isArray(value)) for (const item of value) plantedFields(item, name, found);
  else if (typeof value === 'object' && value !== null)
    for (const [key, child] of Object.entries(value)) plantedFields(child, key, found);
}

describe('the hostile files', () => {
  const files = [planted.trainable('x.csv'), planted.EXPRESSION, planted.MORE_FIELDS];

  it('have hostile text in every field that takes any text', () => {
    const schema = JSON.parse(readFileSync('media/experiment.schema.json', 'utf8')) as Schema;
    const [wanted, found] = [new Set<string>(), new Set<string>()];
    textFields(schema, '', wanted);
    for (const file of files) plantedFields(file, '', found);
    // A step is no free text: what is none is a Problem, in the spoilt files.
    const missing = [...wanted].filter(name => !found.has(name) && name !== 'steps');
    assert.ok(wanted.size > 20, [...wanted].join());
    assert.deepEqual(missing, []);
  });

  it('train where they can', () => {
    for (const file of [files[0], files[1]])
      assert.deepEqual(readExperiment(JSON.stringify(file)).problems, []);
  });

  it('have Problems and fixes that are text', () => {
    let carried = 0;
    for (const text of planted.TEXTS)
      for (const file of files) {
        const spoilt = { ...(planted.spoilt(file, text) as object), version: 1 };
        for (const { message, fixes } of readExperiment(JSON.stringify(spoilt)).problems)
          for (const each of [message, ...fixes.map(({ title }) => title)]) {
            planted.assertPlain('Problems', plain(each));
            if (each.includes(text.slice(0, 8))) carried++;
          }
      }
    assert.ok(carried > 20, `${carried} messages have some of it`);
  });
});
