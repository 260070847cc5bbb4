"""PyTorch and NumPy for the bench: one request per line in, one answer per line out, in JSON.

{"start": {...work}, "peer": "PyTorch" | "NumPy"} -> {}       makes a network, ready to train
{"train": 100}                                    -> {"ms": …} trains it for so many updates
{"versions": true}           -> {"PyTorch": "…" | null, "NumPy": "…" | null, "BLAS": "…" | null}

PyTorch in its usual idiom (Sequential, autograd, torch.optim.SGD), NumPy by hand; one thread each.
"""
import json
import os
import sys
import time

try:
    import numpy as np
except ImportError:
    np = None
try:
    import torch
except ImportError:
    torch = None

clock = time.process_time if os.environ.get("BENCH_CLOCK") == "cpu" else time.perf_counter


def torch_updates(work):
    torch.set_num_threads(1)
    torch.manual_seed(1)
    dtype = getattr(torch, work["dtype"])
    sizes = work["sizes"]
    layers = []
    for i, (inputs, units) in enumerate(zip(sizes, sizes[1:])):
        layers.append(torch.nn.Linear(inputs, units, dtype=dtype))
        if i < len(sizes) - 2:
            layers.append(torch.nn.Tanh() if work["hidden"] == "tanh" else torch.nn.Sigmoid())
        elif work["output"] == "sigmoid":
            layers.append(torch.nn.Sigmoid())
    model = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    x = torch.rand(work["rows"], sizes[0], dtype=dtype)
    x = torch.where(torch.rand_like(x) < work["zeros"], torch.zeros_like(x), x)
    if work["output"] == "softmax":
        y = torch.randint(0, sizes[-1], (work["rows"],))
        loss_of = torch.nn.CrossEntropyLoss()
    else:
        y = torch.rand(work["rows"], sizes[-1], dtype=dtype)
        loss_of = torch.nn.MSELoss()
    batches = list(zip(x.split(work["batch"]), y.split(work["batch"])))
    done = 0

    def train(updates):
        nonlocal done
        for _ in range(updates):
            rows, targets = batches[done % len(batches)]
            done += 1
            optimizer.zero_grad()
            loss_of(model(rows), targets).backward()
            optimizer.step()

    return train


def numpy_updates(work):
    random = np.random.RandomState(1)
    dtype = np.dtype(work["dtype"]).type
    sizes, size = work["sizes"], work["batch"]
    last = len(sizes) - 2
    w, b = [], []
    for inputs, units in zip(sizes, sizes[1:]):
        limit = np.sqrt(6 / (inputs + units))
        w.append(random.uniform(-limit, limit, (inputs, units)).astype(dtype))
        b.append(np.zeros(units, dtype))
    x = random.rand(work["rows"], sizes[0])
    x = np.where(random.rand(*x.shape) < work["zeros"], 0, x).astype(dtype)
    softmax = work["output"] == "softmax"
    if softmax:
        y = np.eye(sizes[-1], dtype=dtype)[random.randint(0, sizes[-1], work["rows"])]
    else:
        y = random.rand(work["rows"], sizes[-1]).astype(dtype)
    batches = [(x[i : i + size], y[i : i + size]) for i in range(0, work["rows"], size)]
    rate = dtype(0.01)
    done = 0

    def forward(rows):
        a = [rows]
        for i in range(last + 1):
            z = a[-1] @ w[i] + b[i]
            if i < last and work["hidden"] == "tanh":
                a.append(np.tanh(z))
            elif i < last or not softmax:
                a.append(1 / (1 + np.exp(-z)))
            else:
                e = np.exp(z - z.max(1, keepdims=True))
                a.append(e / e.sum(1, keepdims=True))
        return a

    def train(updates):
        nonlocal done
        for _ in range(updates):
            rows, targets = batches[done % len(batches)]
            done += 1
            a = forward(rows)
            delta = (a[-1] - targets) * dtype((1 if softmax else 2) / targets.size)
            if softmax:
                delta *= dtype(sizes[-1])
            else:
                delta *= a[-1] * (1 - a[-1])
            for i in range(last, -1, -1):
                grad_w, grad_b = a[i].T @ delta, delta.sum(0)
                if i > 0:
                    slope = 1 - a[i] * a[i] if work["hidden"] == "tanh" else a[i] * (1 - a[i])
                    delta = (delta @ w[i].T) * slope
                w[i] -= rate * grad_w
                b[i] -= rate * grad_b

    return train


def blas():
    """What multiplies NumPy's matrices, by the libraries that are loaded; None where that is not told."""
    try:
        with open("/proc/self/maps") as maps:
            loaded = maps.read().lower()
    except OSError:
        return None
    for name, part in [("MKL", "libmkl"), ("OpenBLAS", "openblas"), ("BLIS", "libblis")]:
        if part in loaded:
            return name
    return "reference BLAS" if "libblas" in loaded else None


def main():
    train = None
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        if "versions" in request:
            answer = {
                "PyTorch": torch.__version__ if torch and np else None,
                "NumPy": np.__version__ if np else None,
                "BLAS": blas() if np else None,
            }
        elif "start" in request:
            make = torch_updates if request["peer"] == "PyTorch" else numpy_updates
            train = make(request["start"])
        else:
            start = clock()
            train(request["train"])
            answer = {"ms": max(1e-3, (clock() - start) * 1000)}
        print(json.dumps(answer), flush=True)


main()
