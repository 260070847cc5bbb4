/** `node dist/cli.js`: hands the process to the runner. */
import { readFileSync } from 'node:fs';
import { runCli } from './runCli';

/** A reader that has seen enough, such as `head`, is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = runCli(process.argv.slice(2), {
  cwd: process.cwd(),
  readFile: path => {
    try {
      return readFileSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  },
  out: text => process.stdout.write(text),
  err: text => process.stderr.write(text),
  terminal: process.stderr.isTTY,
  now: () => performance.now(),
});
