/**
 * Starts the product on its samples in a real VS Code: the desktop one where `code` is on the PATH,
 * else (or with `--browser`) a workbench from npm packages, in the browser.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { serverHost } from './library/hosts';
import { packagedExtension } from './library/packaged';
import { main, npm, outcomeOf, ROOT, run, say, ToolError } from './library/process';
import { startServer } from './library/server';

const SAMPLES = path.join(ROOT, 'samples');

main(async () => {
  const { values } = parseArgs({
    options: { browser: { type: 'boolean', default: false }, port: { type: 'string' } },
  });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new ToolError(`--port takes a number up to 65535, not "${values.port}".`);
  const code = values.browser ? undefined : findCode();
  if (code) await startDesktop(code);
  else await startWorkbench(port);
});

function findCode(): string | undefined {
  const names = process.platform === 'win32' ? ['code.cmd'] : ['code', 'code-insiders'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.flatMap(folder => names.map(name => path.join(folder, name))).find(existsSync);
}

async function startDesktop(code: string): Promise<void> {
  say('Building the extension');
  await npm(['run', '--silent', 'build']);
  say(`Opening the samples in VS Code (${code})`);
  const args = [`--extensionDevelopmentPath=${ROOT}`, SAMPLES];
  // A .cmd file runs in a shell only, which wants its own quotes.
  if (code.endsWith('.cmd')) await run('cmd.exe', ['/c', code, ...args]);
  else await run(code, args);
}

async function startWorkbench(port: number): Promise<void> {
  const host = await serverHost('newest');
  const server = await startServer(host, { vsix: [await packagedExtension()], port });
  const address = server.address(SAMPLES);
  say(`Backprop Explorer runs at\n\n    ${address}\n\n  Ctrl+C ends it.`);
  await openInBrowser(address);
  await new Promise<void>(resolve => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await server.stop();
}

/** Where there is a screen; elsewhere the printed address has to do. */
async function openInBrowser(address: string): Promise<void> {
  if (process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY)
    await outcomeOf('xdg-open', [address], { quiet: true });
}
