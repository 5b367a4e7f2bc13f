"""PyTorch: an eager loop with the fused optimizer, or the same compiled if that is faster.

Loss and hits stay tensors until the end of the epoch.
"""

import sys

import torch
from torch import nn
from torch.nn import functional

from laps import measure, times, workload


def network(work):
    torch.manual_seed(0)
    layers = []
    for inputs, units in zip(work.layers, work.layers[1:]):
        layers += [nn.Linear(inputs, units), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def compiled(function):
    """Nothing where there is no C++ compiler."""
    try:
        fast = torch.compile(function)
        fast(*function.example)
        return fast
    except Exception as problem:
        print(f"torch.compile does not work here: {problem}", file=sys.stderr)
        return None


def train(work):
    x, y = (torch.from_numpy(values) for values in work.data())
    y = y.long()
    model = network(work)
    optimizer = {
        "sgd": lambda: torch.optim.SGD(model.parameters(), lr=0.01, fused=True),
        "adam": lambda: torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7, fused=True),
    }[work.optimizer]()

    def forward(inputs, targets):
        logits = model(inputs)
        return functional.cross_entropy(logits, targets), (logits.argmax(1) == targets).sum()

    def epoch(forward):
        order = torch.randperm(work.data_rows)
        total, hits = torch.zeros(()), torch.zeros((), dtype=torch.long)
        for rows in order.split(work.rows):
            optimizer.zero_grad(set_to_none=True)
            loss, right = forward(x[rows], y[rows])
            loss.backward()
            optimizer.step()
            total += loss.detach()
            hits += right
        return total.item() / work.steps, hits.item() / work.data_rows

    candidates = {"eager, fused optimizer": lambda: epoch(forward)}
    forward.example = x[: work.rows], y[: work.rows]
    fast = compiled(forward)
    if fast:
        candidates["torch.compile, fused optimizer"] = lambda: epoch(fast)
    measure(f"PyTorch {torch.__version__}", work.steps, candidates)


def predict(work):
    x, _ = work.data()
    model = network(work).eval()

    def rows(threads, forward):
        def lap():
            torch.set_num_threads(threads)
            with torch.inference_mode():
                for _ in range(work.steps):
                    functional.softmax(forward(torch.from_numpy(x)), 1).numpy()

        return lap

    most = torch.get_num_threads()
    candidates = {f"eager, {n} threads": rows(n, model) for n in {1, most}}
    with torch.inference_mode():
        traced = torch.jit.freeze(torch.jit.trace(model, torch.from_numpy(x)))
    candidates |= {f"frozen trace, {n} threads": rows(n, traced) for n in {1, most}}
    measure(f"PyTorch {torch.__version__}", work.steps, candidates)


if __name__ == "__main__":
    work = workload()
    train(work) if work.training else predict(work)
