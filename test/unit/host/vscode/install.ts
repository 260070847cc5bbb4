/**
 * Import this before anything of `src/host`: there `vscode` is then the double of this folder. What
 * only a real editor can show stays with the host tests.
 */
import Module from 'node:module';
import path from 'node:path';

type Resolve = (request: string, ...rest: unknown[]) => string;

/** Node's own name of the function through which every `require` finds its file. */
const RESOLVE = '_resolveFilename';
const resolve = Reflect.get(Module, RESOLVE) as Resolve;

const findsDouble: Resolve = (request, ...rest) =>
  request === 'vscode' ? path.join(__dirname, 'double.ts') : resolve.call(Module, request, ...rest);
Reflect.set(Module, RESOLVE, findsDouble);
