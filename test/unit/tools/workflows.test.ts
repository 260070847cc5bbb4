/** The workflows: what runs in them cannot change by itself, and gets no right that it does not need. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { ROOT } from '../../tools/library/process';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  steps: Step[];
  permissions?: Record<string, string>;
  environment?: string;
  needs?: string | string[];
  strategy?: { matrix: { os: string[] } };
  'timeout-minutes'?: number;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions?: unknown;
  jobs: Record<string, Job>;
}

const FOLDER = path.join(ROOT, '.github/workflows');
const NAMES = readdirSync(FOLDER);
const text = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8');
const workflow = (name: string): Workflow => load(text(name)) as Workflow;
const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

describe('the workflows', () => {
  for (const name of NAMES) {
    const { permissions, jobs } = workflow(name);
    const steps = Object.values(jobs).flatMap(job => job.steps);

    it(`${name} names each action by its commit, and says which version that is`, () => {
      const used = text(name).match(/\buses:.*/g) ?? [];
      assert.equal(used.length, steps.filter(({ uses }) => uses).length);
      for (const line of used) assert.match(line, /^uses: [\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name} reads the repository, and nothing more unless a job says so`, () => {
      assert.deepEqual(permissions, { contents: 'read' });
      for (const { uses, with: given } of steps)
        if (uses?.startsWith('actions/checkout@'))
          assert.equal(given?.['persist-credentials'], false);
    });

    it(`${name} ends by itself, and runs commands that there are`, () => {
      for (const [job, { 'timeout-minutes': minutes }] of Object.entries(jobs))
        assert.ok(minutes && minutes <= 40, job);
      for (const [, script] of steps.flatMap(({ run = '' }) => [...run.matchAll(/npm run (\S+)/g)]))
        assert.ok(script in scripts, script);
    });

    it(`${name} puts nothing that a stranger can write into a command`, () => {
      for (const { run = '' } of steps) assert.doesNotMatch(run, /\$\{\{/);
    });
  }

  it('that strangers start have no secrets and no other rights', () => {
    const open = NAMES.filter(name => Object.keys(workflow(name).on).some(on => on !== 'push'));
    assert.deepEqual(open, ['ci.yml']);
    for (const name of open) {
      assert.deepEqual(Object.keys(workflow(name).on), ['push', 'pull_request']);
      assert.doesNotMatch(text(name), /secrets|github\.token/);
      for (const job of Object.values(workflow(name).jobs))
        assert.equal(job.permissions, undefined);
    }
  });

  it('try unit tests and packages on Windows and macOS, too', () => {
    const { elsewhere } = workflow('ci.yml').jobs;
    assert.deepEqual(elsewhere.strategy?.matrix.os, ['macos-latest', 'windows-latest']);
    const commands = elsewhere.steps.map(({ run }) => run).join('\n');
    for (const script of ['lint', 'typecheck', 'test:unit', 'test:package'])
      assert.ok(commands.includes(`npm run ${script}`), script);
  });

  it('publish on a tag what was tested, and each secret is in the one step that needs it', () => {
    const { on, jobs } = workflow('release.yml');
    assert.deepEqual(on, { push: { tags: ['v*'] } });
    const { packages, page, ...shops } = jobs;
    const commands = packages.steps.map(({ run = '' }) => run);
    const order = ['.ci/run', 'npm run package', 'npm pack'].map(each => commands.indexOf(each));
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.ok(order[0] > 0, 'after the look at the version');
    const secrets = Object.entries(shops).map(([name, job]) => {
      assert.equal(job.needs, 'packages', name);
      assert.equal(job.environment, 'release', name);
      return [name, job.steps.flatMap(({ env = {} }) => Object.keys(env))];
    });
    assert.deepEqual(Object.fromEntries(secrets), {
      marketplace: ['VSCE_PAT'],
      'open-vsx': ['OVSX_PAT'],
      npm: ['NODE_AUTH_TOKEN'],
    });
    assert.deepEqual(page.needs, Object.keys(shops));
    const rights = Object.entries(jobs).map(([name, { permissions }]) => [name, permissions]);
    assert.deepEqual(Object.fromEntries(rights.filter(([, some]) => some)), {
      npm: { 'id-token': 'write' },
      page: { contents: 'write' },
    });
    assert.match(shops.npm.steps.at(-1)?.run ?? '', /^npm publish \S+ --provenance/);
  });
});
