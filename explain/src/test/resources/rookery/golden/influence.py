"""Influences of training rows on a row, by PyTorch in float64: TracIn over three checkpoints.

    python3 explain/src/test/resources/rookery/golden/influence.py

writes influence.json beside itself. Each row's gradient is taken by itself, by autograd, as one vector
over all kernels and biases; an influence is the sum over the checkpoints of learning rate times dot
product. Neither the formula for dense layers nor a batch is used.

Two hidden layers, tanh and relu, and softmax with categorical cross-entropy; 12 training rows and
one more. Weights and features are rounded to float32, in which ours are kept.
"""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[5] / "core/src/test/resources/rookery/golden"))
from golden_file import rounded, write  # noqa: E402

SEED, ROWS, INPUTS, UNITS = 5, 12, 4, (6, 5, 3)
RATES = (0.1, 0.05, 0.02)


def float32(values):
    return np.asarray(values).astype(np.float32).astype(np.float64)


def weights(rng):
    tensors, inputs = {}, INPUTS
    for k, units in enumerate(UNITS):
        name = f"dense_{k}" if k else "dense"
        tensors[f"{name}/kernel"] = float32(rng.normal(0, 0.7, (inputs, units)))
        tensors[f"{name}/bias"] = float32(rng.normal(0, 0.3, units))
        inputs = units
    return tensors


def gradient(tensors, x, c):
    p = [torch.tensor(value, requires_grad=True) for value in tensors.values()]
    h = torch.tanh(torch.tensor(x) @ p[0] + p[1])
    h = torch.relu(h @ p[2] + p[3])
    loss = torch.nn.functional.cross_entropy((h @ p[4] + p[5])[None], torch.tensor([int(c)]))
    return torch.cat([g.flatten() for g in torch.autograd.grad(loss, p)]).numpy()


def main():
    rng = np.random.default_rng(SEED)
    features = float32(rng.normal(0, 1, (ROWS + 1, INPUTS)))
    classes = rng.integers(0, UNITS[-1], ROWS + 1)
    checkpoints = [weights(rng) for _ in RATES]
    influence, own = np.zeros(ROWS), np.zeros(ROWS)
    for rate, tensors in zip(RATES, checkpoints):
        g = np.stack([gradient(tensors, x, c) for x, c in zip(features, classes)])
        influence += rate * g[:ROWS] @ g[ROWS]
        own += rate * (g[:ROWS] ** 2).sum(1)
    write(
        HERE / "influence.json",
        {
            "source": {name: version(name).split("+")[0] for name in ("torch", "numpy")},
            "units": list(UNITS),
            "features": features,
            "classes": classes,
            "learning_rates": list(RATES),
            "checkpoints": checkpoints,
            "influence": rounded(influence),
            "self_influence": rounded(own),
        },
    )


main()
