/** What runs in a paused program, in Python itself: what it finds, and that it leaves no trace. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  expressionOf,
  readAnswer,
  type Answer,
  type Piece,
} from '../../../src/host/debug/collector';

const PYTHON = process.env.BACKPROP_TEST_PYTHON ?? '/usr/bin/python3';
const COLLECTOR = readFileSync(
  path.resolve(__dirname, '../../../media/debugger/collect.py'),
  'utf8',
);

/** Evaluates as a debugger does in a frame: with its locals and globals as they are. */
const HARNESS = `
import sys, json, struct, binascii, time, types

def paused(program, expression):
    space = {"__name__": "__main__"}
    exec(compile(program, "lab.py", "exec"), space)
    frame_globals, frame_locals = space, space.pop("frame", lambda: space)()
    before = (sorted(frame_globals), sorted(frame_locals), sorted(sys.modules))
    answer = eval(expression, frame_globals, frame_locals)
    assert before == (sorted(frame_globals), sorted(frame_locals), sorted(sys.modules)), "it left a trace"
    return answer

given = json.load(sys.stdin)
print(paused(given["program"], given["expression"]))
`;

function ask(program: string, piece?: Piece): Answer {
  const input = JSON.stringify({ program, expression: expressionOf(COLLECTOR, piece) });
  return readAnswer(execFileSync(PYTHON, ['-c', HARNESS], { input, encoding: 'utf8' }).trim());
}

const pathsOf = ({ arrays }: Answer): string[] => arrays.map(each => each.path).sort();
const of = ({ arrays }: Answer, name: string) => arrays.find(each => each.path === name);

function lacks(module: string): boolean {
  try {
    execFileSync(PYTHON, ['-c', `import ${module}`], { stdio: 'ignore' });
    return false;
  } catch {
    return process.env.BACKPROP_TEST_PYTHON_NEEDED !== 'yes';
  }
}

describe('what runs in a paused program', () => {
  if (lacks('json')) {
    it(`skipped: there is no ${PYTHON}`);
    return;
  }

  it('reads lists and numbers without NumPy, and says that there is none', () => {
    const answer = ask(
      'W = [[1, 2.5], [3, 4]]\nb = (1, 2)\nlr = 0.5\nwords = ["a"]\nragged = [[1], [1, 2]]',
    );
    assert.equal(answer.hasNumPy, false);
    assert.deepEqual(pathsOf(answer), ['W', 'b', 'lr', 'ragged[0]', 'ragged[1]']);
    const { shape, data, kind } = of(answer, 'W') ?? assert.fail();
    assert.deepEqual([shape, [...data], kind], [[2, 2], [1, 2.5, 3, 4], 'list']);
    assert.equal(of(answer, 'lr')?.kind, 'number');
  });

  it('goes through dictionaries, lists and the program’s own objects, and knows second names', () => {
    const answer = ask(`
class Net:
    def __init__(self):
        self.W = [[1.0, 2.0]]
        self.__b = [3.0, 4.0]
def frame():
    net = Net()
    grads = {"W1": [5.0, 6.0], 2: [7.0, 8.0]}
    params = [net.W]
    return locals()
`);
    assert.deepEqual(pathsOf(answer), ['grads["W1"]', 'grads[2]', 'net.W', 'net._Net__b']);
    assert.deepEqual(of(answer, 'net.W')?.also, ['params[0]']);
    assert.equal(of(answer, 'net._Net__b')?.owner, 'Net');
  });

  it('runs nothing of the program, and is not led astray by its names', () => {
    const answer = ask(`
class Trap:
    def __init__(self):
        self.W = [1.0, 2.0]
    @property
    def dW(self):
        raise SystemExit("a property ran")
    def __getattr__(self, name):
        raise SystemExit("__getattr__ ran")
    def __len__(self):
        raise SystemExit("__len__ ran")
def frame():
    trap, list, sum, locals_, sorted, id = Trap(), 1.0, 2.0, 3.0, 4.0, 5.0
    return {"trap": trap, "list": list, "sum": sum, "locals": locals_, "sorted": sorted, "id": id}
`);
    assert.deepEqual(pathsOf(answer), ['id', 'list', 'locals', 'sorted', 'sum', 'trap.W']);
  });

  describe('with NumPy', () => {
    if (lacks('numpy')) {
      it(`skipped: ${PYTHON} has no NumPy (apt-get install python3-numpy)`);
      return;
    }

    it('reads arrays of every kind of number, as they are seen', () => {
      const answer = ask(`
import numpy as np
base = np.arange(6.0).reshape(2, 3)
turned, part = base.T, base[:, ::2]
whole, single, mask = np.array([1, 2]), np.float32([0.1]), base > 2
big = np.arange(2, dtype=">f8")
zero, text, cube = np.array(0.25), np.array(["a"]), np.zeros((2, 2, 2))
`);
      const values = (name: string) => Array.from(of(answer, name)?.data ?? []);
      assert.deepEqual(values('turned'), [0, 3, 1, 4, 2, 5]);
      assert.deepEqual(values('part'), [0, 2, 3, 5]);
      assert.deepEqual(values('mask'), [0, 0, 0, 1, 1, 1]);
      assert.deepEqual(
        [values('whole'), values('big')],
        [
          [1, 2],
          [0, 1],
        ],
      );
      assert.deepEqual([values('single'), values('zero')], [[Math.fround(0.1)], [0.25]]);
      assert.deepEqual(of(answer, 'zero')?.shape, []);
      const why = answer.left.map(each => [each.path, each.why]);
      assert.deepEqual(why, [
        ['text', 'type'],
        ['cube', 'dimensions'],
      ]);
    });

    it('leaves out what is too large for one answer, and gives it in pieces', () => {
      const program = 'import numpy as np\nX = np.arange(200_000.0)\ndW = np.ones((2, 2))';
      const answer = ask(program);
      assert.deepEqual(pathsOf(answer), ['dW']);
      const [{ path: name, why, bytes }] = answer.left;
      assert.deepEqual([name, why, bytes], ['X', 'size', 1_600_000]);
      const start = 1 << 20;
      const [piece] = ask(program, { only: 'X', start }).arrays;
      assert.equal(piece.data[0], start / 8);
      assert.equal(start / 8 + piece.data.length, 200_000);
    });

    it('imports no file of the folder in the place of a module', () => {
      const answer = ask(
        'import sys, types\nsys.modules["numpy"] = types.ModuleType("numpy")\nW = [1, 2]',
      );
      assert.deepEqual([answer.hasNumPy, pathsOf(answer)], [false, ['W']]);
    });
  });
});
