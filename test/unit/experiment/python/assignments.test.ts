/** Where a program assigned its arrays: the forms that students write. */
import assert from 'node:assert/strict';
import { lastAssignments } from '../../../../src/experiment/python/assignments';

/**
 * A program whose lines end in `# ← path` where that path is expected to be found, with the stop at the
 * line that says `# stop`. The function is the one around it.
 */
function check(
  program: string,
  options: {
    function?: string;
    owner?: string;
    values?: Record<string, number>;
    none?: string[];
  } = {},
): void {
  const lines = program.split('\n');
  const expected = new Map<string, number>();
  lines.forEach((line, i) => {
    for (const path of /# ← (.*)$/.exec(line)?.[1]?.split('; ') ?? []) expected.set(path, i + 1);
  });
  const stop = lines.findIndex(line => line.includes('# stop')) + 1;
  const wanted = [...expected.keys(), ...(options.none ?? [])].map(path => ({
    path,
    owner: options.owner,
  }));
  const found = lastAssignments(
    program,
    { line: stop, function: options.function ?? 'f' },
    wanted,
    new Map(Object.entries(options.values ?? {})),
  );
  for (const path of options.none ?? []) expected.set(path, 0);
  assert.deepEqual(
    Object.fromEntries([...expected.keys()].map(path => [path, found.get(path)?.line ?? 0])),
    Object.fromEntries(expected),
  );
}

describe('the last assignment', () => {
  it('of names, in any form', () =>
    check(
      `
def f(X, Y):  # ← X; Y
    dW1 = 0
    dW1 = X.T @ dZ  # ← dW1
    a = b = c == d  # ← a; b
    p, (q, *r) = 1, (2, 3)  # ← p; q; r
    [s, t] = 1, 2  # ← s; t
    u: float = 3  # ← u
    v = (1 +
         2); w = "# no = comment"  # ← w
    g += 1  # ← g
    np.dot(X, Y, out=h)  # ← h
    if (i := 5) > 3: j = 2  # ← i; j
    for k, l in enumerate(X): pass  # ← k; l
    with open("x") as m:  # ← m
        pass
    n = lambda x: x == 1  # ← n
    return dW1  # stop
`,
      { none: ['x', 'd', 'nothing'] },
    ));

  it('of a statement over several lines is its first', () =>
    check(`
def f():
    dW1 = np.dot(  # ← dW1
        X.T,
        dZ)
    dZ = """
dW1 = 5
"""
    return  # stop
`));

  it('of entries and attributes', () =>
    check(`
def f(self):
    grads = {}
    grads["W2"] = 1  # ← grads["W2"]
    grads['W1'] = 2  # ← grads["W1"]
    self.dW1 = 3  # ← self.dW1
    self.grads["b"] += 4  # ← self.grads["b"]
    self.layers[0].dW = 5  # ← self.layers[0].dW
    pass  # stop
`));

  it('of parts: in the array, not in what it contains', () =>
    check(`
def f(self):
    gV = np.zeros(3)
    for j in range(3):
        gV[:, j] = h  # ← gV
        gW[j] += h  # ← gW
    gW.shape.x = 3
    return  # stop
`));

  it('with a key that is computed', () =>
    check(
      `
def f(parameters, cache):
    grads["dA" + str(L - 1)], grads["dW" + str(L)], grads["db" + str(L)] = back(1)  # ← grads["dW3"]; grads["db3"]; grads["dA2"]
    for l in reversed(range(L - 1)):
        grads["dA" + str(l)] = 1  # ← grads["dA1"]; grads["dA0"]
        grads["dW" + str(l + 1)] = 2  # ← grads["dW1"]; grads["dW2"]
        grads[f"db{l + 1}"] = 3  # ← grads["db1"]; grads["db2"]
        memory["x%d" % l] = 4  # ← memory["x0"]
        memory["y{}".format(l)] = 5  # ← memory["y7"]
        memory[key] = 6  # ← memory["z"]
    return grads  # stop
`,
      { values: { L: 3, l: 0 } },
    ));

  it('of lists from their end', () =>
    check(
      `
def f(self, x, y):
    nabla_w = [np.zeros(w.shape) for w in self.weights]
    nabla_w[-1] = 1  # ← nabla_w[2]
    for l in range(2, self.num_layers):
        nabla_w[-l] = 2  # ← nabla_w[0]; nabla_w[1]
    return nabla_w  # stop
`,
      { values: { l: 3 } },
    ));

  it('of what lies in a literal or was appended', () =>
    check(`
def f():
    dW1 = 1  # ← grads["W1"]; both[0]
    grads = {"W1": dW1,
             "b1": np.sum(dZ1)}  # ← grads["b1"]
    other = dict(W1=dW1 * 2, b1=3)  # ← other["W1"]
    both = [dW1,
            2 * dW1]  # ← both[1]
    caches.append((1, 2))  # ← caches[0]
    delta = 5  # ← deltas[0]
    deltas.insert(0, delta)
    made = backward(X)  # ← made["W1"]; made[3]
    return  # stop
`));

  it('in a loop is before the stop, else behind it', () =>
    check(
      `
def f():
    late = 0
    while True:
        early = 1  # ← early
        print(early)  # stop
        late = 2
        only = 3  # ← only
`,
      { none: ['never'] },
    ));

  it('at the level of the module', () =>
    check(
      `
W = 1  # ← W
def g():
    global V
    W = 2
for epoch in range(3):  # ← epoch
    dW = W  # ← dW
    print(dW)  # stop
`,
      { function: '<module>' },
    ));

  it('of a global, seen from a function', () =>
    check(`
W = 1
W = 2  # ← W
def f():
    dW = 3  # ← dW
    return  # stop
`));

  it('in another method, of the class of the object', () =>
    check(
      `
class Dense:
    def __init__(self):
        self.W = 0
    def backward(self, dout):
        self.dW = dout  # ← net.layers[0].dW
class Conv:
    def backward(self, dout):
        self.dW = dout
def f(net):
    return net  # stop
`,
      { owner: 'Dense' },
    ));

  it('of private attributes', () =>
    check(
      `
class Net:
    def __init__(self):
        self.__W = 0  # ← self._Net__W
    def f(self):
        self.__dW = 1  # ← self._Net__dW
        return  # stop
`,
      { owner: 'Net' },
    ));

  it('of gradients of tensors is where they were computed', () =>
    check(`
def f(W):
    loss = (W ** 2).sum()
    loss.backward()  # ← W.grad; self.fc.weight.grad
    return loss  # stop
`));

  it('ends, whatever the text', () => {
    for (const text of [
      '',
      '"',
      "'''",
      '(((',
      ')]}',
      'x = = =',
      'def',
      'a[',
      'a.b.',
      ':=',
      '\\',
      'f"{',
      '\u00a0',
      'd = {"a": ',
      'x[1:',
      'class',
      '5 = 6',
      'lambda: = 3',
    ])
      lastAssignments(`${text}\nW = 1`, { line: 3, function: 'f' }, [
        { path: 'W' },
        { path: 'd["a"]' },
        { path: '' },
        { path: '[' },
      ]);
  });
});
