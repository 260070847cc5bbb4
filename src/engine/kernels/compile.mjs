// Compiles assembly/ to WebAssembly, once for each kind of number, into one generated module of
// text that bundlers, tests and the terminal import alike. Nothing is done while it is up to date.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = import.meta.dirname ?? path.dirname(fileURLToPath(import.meta.url));
const SOURCES = path.join(FOLDER, 'assembly');
const OUTPUT = path.join(FOLDER, 'generated', 'modules.ts');

const COMMON = [
  ...['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--initialMemory', '2'],
  ...['--disableWarning', '--baseDir', SOURCES],
];
/** Fused products and sums change the last bits: only for float32, and only where asked for. */
const NUMBERS = {
  FLOAT64: ['--use', 'Float=f64', '--use', 'RELAXED=0'],
  FLOAT32: ['--use', 'Float=f32', '--use', 'RELAXED=0'],
  FLOAT32_FUSED: ['--use', 'Float=f32', '--use', 'RELAXED=1', '--enable', 'relaxed-simd'],
};
/** On a memory of its own; on one that is given, which several threads may share. */
const MEMORIES = {
  '': ['--use', 'SHARED=0'],
  _SHARED: [
    ...['--use', 'SHARED=1', '--enable', 'threads'],
    ...['--importMemory', '--sharedMemory', '--maximumMemory', '65536'],
  ],
};

export async function compileKernels() {
  const stamp = `// Made by compile.mjs from assembly/ ${fingerprint()}`;
  if (current().startsWith(stamp)) return;
  const { default: compiler } = await import('assemblyscript/asc');
  const lines = [stamp];
  for (const [name, numbers] of Object.entries(NUMBERS)) {
    for (const [suffix, memory] of Object.entries(MEMORIES)) {
      const binary = await compile(compiler, [...numbers, ...memory]);
      const text = Buffer.from(binary).toString('base64');
      lines.push(`export const ${name}${suffix} =\n  '${text}';`);
    }
  }
  mkdirSync(path.dirname(OUTPUT), { recursive: true });
  writeFileSync(OUTPUT, `${lines.join('\n')}\n`);
}

/** Of the sources, this file and the compiler's version. */
function fingerprint() {
  const hash = createHash('sha256');
  const own = readdirSync(SOURCES, { recursive: true })
    .filter(name => name.endsWith('.ts'))
    .sort();
  const files = [...own.map(name => path.join(SOURCES, name)), path.join(FOLDER, 'compile.mjs')];
  for (const file of files) hash.update(readFileSync(file));
  const lock = JSON.parse(readFileSync(path.join(FOLDER, '../../../package-lock.json'), 'utf8'));
  hash.update(lock.packages['node_modules/assemblyscript'].version);
  return hash.digest('hex');
}

function current() {
  try {
    return readFileSync(OUTPUT, 'utf8');
  } catch {
    return '';
  }
}

async function compile(compiler, options) {
  let binary = null;
  let complaints = '';
  const { error } = await compiler.main(['index.ts', ...COMMON, ...options, '--outFile', 'out'], {
    stderr: { write: text => (complaints += text) },
    writeFile: (_name, contents) => (binary = contents),
  });
  if (error || !binary) throw new Error(`The kernels do not compile.\n${complaints}`);
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileKernels();
