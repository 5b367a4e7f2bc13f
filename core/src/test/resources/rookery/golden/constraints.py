"""Constrained tensors, from Keras in float64 and from PyTorch.

    python3 core/src/test/resources/rookery/golden/constraints.py

writes constraints.json beside itself. Versions: reference.py.

Each tensor has float32 values, row-major, and what each member makes of them in Keras with axis=0.
PyTorch's renorm is max_norm on columns, its F.normalize unit_norm, its clamp non_neg; for
min_max_norm the formula is written out. PyTorch's renorm leaves short columns alone and F.normalize
divides by max(norm, 1e-12), where Keras divides by norm + 1e-7: the script demands that no element
differs by more than 1e-9 + 1e-7 / norm of it; that is what the added 1e-7 does.

Shapes: 1, 3, 40 columns, 1, 5, 40 rows, vectors; 33 columns reach into a second panel. Edge values:
a column of zeros, ±1e4, ±1e-6.
"""

from pathlib import Path

import numpy as np
import torch
from golden_file import rounded, write
from reference import SOURCE, float32, keras  # keras as set up there: on JAX, in float64

SEED = 20265
MEMBERS = [
    ("max_norm", {"max_value": 2.0}),
    ("max_norm", {"max_value": 0.5}),
    ("non_neg", {}),
    ("unit_norm", {}),
    ("min_max_norm", {"min_value": 0.0, "max_value": 1.0, "rate": 1.0}),
    ("min_max_norm", {"min_value": 1.5, "max_value": 3.0, "rate": 0.3}),
]
KERAS = {
    "max_norm": keras.constraints.MaxNorm,
    "non_neg": keras.constraints.NonNeg,
    "unit_norm": keras.constraints.UnitNorm,
    "min_max_norm": keras.constraints.MinMaxNorm,
}


def torch_constrained(member, arguments, w):
    match member:
        case "max_norm":
            return torch.renorm(w, 2, 1, arguments["max_value"])
        case "non_neg":
            return w.clamp(min=0)
        case "unit_norm":
            return torch.nn.functional.normalize(w, dim=0)
    norm = w.norm(dim=0, keepdim=True)
    rate = arguments["rate"]
    desired = rate * norm.clip(arguments["min_value"], arguments["max_value"]) + (1 - rate) * norm
    return w * desired / norm.clamp(min=1e-12)


def constrained(member, arguments, values):
    result = np.array(KERAS[member](**arguments)(values))
    columns = values.reshape(-1, 1) if values.ndim == 1 else values
    other = torch_constrained(member, arguments, torch.tensor(columns)).numpy()
    norms = np.maximum(np.linalg.norm(columns, axis=0, keepdims=True), 1e-30)
    allowed = np.abs(other) * (1e-9 + 1e-7 / norms)
    if np.any(np.abs(result.reshape(columns.shape) - other) > allowed):
        raise ArithmeticError(f"{member}: Keras and PyTorch differ")
    return {"member": member, "arguments": arguments, "values": result.ravel()}


def tensor(values):
    values = float32(values)
    return {"shape": list(values.shape), "values": values.ravel(),
            "constrained": [constrained(*member, values) for member in MEMBERS]}


def tensors():
    rng = np.random.default_rng(SEED)
    for shape in [(1, 1), (1, 40), (5, 3), (40, 1), (40, 33), (3,), (40,)]:
        yield tensor(rng.normal(size=shape))
    yield tensor([[0, 1e4, -1e-6, 1], [0, -1e4, 1e-6, 1e4], [0, 0, 1e-6, -1e-6]])


if __name__ == "__main__":
    golden = {"source": SOURCE, "tensors": rounded(list(tensors()))}
    write(Path(__file__).with_suffix(".json"), golden)
