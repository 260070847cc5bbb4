/** A paused Python program in VS Code's debugger, with the real debugpy of this machine. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import { answering } from './answering';
import { closeAll, eventually, fresh, problemsOf } from './support';

const PYTHON = process.env.BACKPROP_TEST_PYTHON ?? '/usr/bin/python3';
const PROGRAM = `import numpy as np

rng = np.random.RandomState(1024)
X = rng.randn(6, 3)
y = np.eye(2)[[0, 1, 0, 1, 1, 0]]
W1, b1 = rng.randn(3, 4), rng.randn(4)
W2, b2 = rng.randn(4, 2), rng.randn(2)


def step(is_mended):
    z1 = X @ W1 + b1
    a1 = np.tanh(z1)
    z2 = a1 @ W2 + b2
    exp = np.exp(z2)
    a2 = exp / exp.sum(axis=1, keepdims=True)
    dz2 = (a2 - y) / len(X)
    dW2 = a1.T @ dz2
    db2 = dz2.sum(axis=0)
    dz1 = (dz2 @ W2.T) * (1 - a1**2 if is_mended else 1)
    dW1 = X.T @ dz1
    db1 = dz1.sum(axis=0)
    return dW1, db1, dW2, db2


step(False)
step(True)
`;
const lineOf = (text: string): number => PROGRAM.split('\n').findIndex(line => line.includes(text));

/** null: it can be tested here. */
function whyNot(): string | null {
  if (!vscode.extensions.getExtension('test.python-debugger'))
    return 'this host has no debugger of Python';
  try {
    execFileSync(PYTHON, ['-c', 'import debugpy, numpy'], { stdio: 'ignore' });
    return null;
  } catch {
    return `${PYTHON} has no debugpy or NumPy (apt-get install python3-debugpy python3-numpy)`;
  }
}

/** The next frame in which a program stops. */
function nextStop(act: () => PromiseLike<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    const subscription = vscode.debug.onDidChangeActiveStackItem(item => {
      if (!(item instanceof vscode.DebugStackFrame)) return;
      subscription.dispose();
      resolve();
    });
    act().then(undefined, reject);
  });
}

describe('a paused Python program', () => {
  const reason = whyNot();
  if (reason !== null && process.env.BACKPROP_TEST_PYTHON_NEEDED !== 'yes') {
    it(`skipped: ${reason}`);
    return;
  }
  after(async () => {
    vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
    await vscode.debug.stopDebugging();
    await closeAll();
  });

  it('has its mistake on the line that makes it, until it is mended', async () => {
    assert.equal(reason, null);
    const uri = await fresh(PROGRAM, 'py');
    const stop = new vscode.Location(uri, new vscode.Position(lineOf('return dW1'), 0));
    vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(stop)]);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    const launch = { type: 'debugpy', request: 'launch', name: 'lab', program: uri.fsPath };
    await nextStop(() => vscode.debug.startDebugging(folder, launch));
    await answering({ press: (_message, [find]) => find }, ({ questions }) =>
      vscode.commands
        .executeCommand('backprop.findMyBugInFrame')
        .then(() => assert.equal(questions.length, 1)),
    );
    const [problem, ...more] = await problemsOf(uri, problems => problems.length > 0);
    assert.deepEqual(more, []);
    assert.equal(problem.range.start.line, lineOf('dz1 = '));
    assert.match(problem.message, /dz1 lacks f′\(z1\)/);
    await nextStop(() => vscode.commands.executeCommand('workbench.action.debug.continue'));
    await problemsOf(uri, problems => problems.length === 0);
    const ended = eventually(
      listener => vscode.debug.onDidTerminateDebugSession(listener),
      () => vscode.debug.activeDebugSession === undefined,
    );
    await vscode.commands.executeCommand('workbench.action.debug.continue');
    await ended;
  });
});
