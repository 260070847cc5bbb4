/**
 * The worker, on a thread of Node's or in a browser. It is one program for both, so that the package
 * holds the engine once.
 */
import { serveInBrowser } from './main.web';
import { serveInNode, type NodeProcess } from './main.node';

const { process } = globalThis as { process?: NodeProcess };
if (process?.versions.node) serveInNode(process);
else serveInBrowser();
