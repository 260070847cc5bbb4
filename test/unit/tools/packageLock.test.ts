/** `npm ci` refuses a lock file that lacks the optional packages of other systems. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../tools/library/process';

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string> }>;
}

describe('package-lock.json', () => {
  it('has every optional package that a package names', async () => {
    const { packages } = JSON.parse(
      await readFile(path.join(ROOT, 'package-lock.json'), 'utf8'),
    ) as Lock;
    const locked = new Set(
      Object.keys(packages).map(key => key.slice(key.lastIndexOf('node_modules/') + 13)),
    );
    const missing = Object.entries(packages).flatMap(([key, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter(name => !locked.has(name))
        .map(name => `${name} of ${key}`),
    );
    assert.deepEqual(missing, []);
  });
});
