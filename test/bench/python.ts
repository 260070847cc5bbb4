/** PyTorch and NumPy, each in a Python of its own, spoken to in lines of JSON; see peers.py. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Contestant } from './contestants';

const SCRIPT = path.join(import.meta.dirname, 'peers.py');
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
const NAMES = ['PyTorch', 'NumPy'] as const;

type Answer = Record<string, unknown>;

class Python {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private complaints = '';

  constructor(command: string) {
    this.child = spawn(command, [SCRIPT], { env: { ...process.env, ...ONE_THREAD } });
    this.child.stderr.on('data', (text: Buffer) => (this.complaints += text.toString()));
    this.child.on('error', error => (this.complaints += error.message));
    this.child.stdin.on('error', () => undefined);
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async ask(request: unknown): Promise<Answer> {
    this.child.stdin.write(`${JSON.stringify(request)}\n`);
    const line: IteratorResult<string, unknown> = await this.lines.next();
    if (line.done === true) throw new Error(`Python ended: ${this.complaints}`);
    return JSON.parse(line.value) as Answer;
  }

  end(): void {
    this.child.stdin.end();
  }
}

/** The peers that the first Python with any of them has; none where there is no Python. */
export async function pythonPeers(): Promise<Contestant[]> {
  const commands = [process.env.PYTHON ?? '', '/usr/bin/python3', 'python3'];
  for (const command of commands) {
    if (command === '' || (path.isAbsolute(command) && !existsSync(command))) continue;
    const versions = await versionsOf(command);
    const present = NAMES.filter(name => typeof versions[name] === 'string');
    if (present.length > 0) {
      const { BLAS: blas } = versions;
      const by = typeof blas === 'string' ? ` on ${blas}` : '';
      return present.map(name => contestant(command, name, `${String(versions[name])}${by}`));
    }
  }
  return [];
}

async function versionsOf(command: string): Promise<Answer> {
  const python = new Python(command);
  try {
    return await python.ask({ versions: true });
  } catch {
    return {};
  } finally {
    python.end();
  }
}

function contestant(command: string, name: (typeof NAMES)[number], version: string): Contestant {
  const idiom = name === 'PyTorch' ? 'usual idiom' : 'by hand';
  return {
    name,
    about: `${name} ${version}, ${idiom}, one thread`,
    start: async work => {
      const python = new Python(command);
      await python.ask({ start: work, peer: name });
      return {
        train: async updates => Number((await python.ask({ train: updates })).ms),
        end: () => Promise.resolve(python.end()),
      };
    },
  };
}
