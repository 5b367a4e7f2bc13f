"""Penalties and their gradients, from Keras in float64 and from PyTorch.

    python3 core/src/test/resources/rookery/golden/regularizers.py

writes regularizers.json beside itself. Versions: reference.py.

Each tensor has float32 values, row-major, and for some members the penalty and its gradient. Keras's
by jax.value_and_grad of the Keras regularizer. PyTorch has no penalties: their formulas are written
out in it and differentiated by autograd; the script demands that the two agree to 1e-9. At 0, JAX
takes 1 for the derivative of |x|, TensorFlow and PyTorch take 0: Keras is given theirs.

Shapes: 1, 3, 40 columns, 1, 5, 40 rows, vectors; 33 columns reach into a second panel. Edge values:
0, ±1e4, ±1e-6; rows that are equal, opposite or orthogonal, and one shorter than Keras's 1e-7.
orthogonal_regularizer is left out where there is one row or one column: for a single vector Keras
gives 0/0, vectors of one number have a gradient of 0 but for rounding, and Keras refuses tensors of
one dimension.
"""

from pathlib import Path

import numpy as np
import torch
from golden_file import rounded, write
from reference import SOURCE, float32, jax, keras  # keras as set up there: on JAX, in float64
from keras.src.backend.jax import numpy as keras_numpy

keras_numpy.absolute = lambda x: x * jax.lax.stop_gradient(jax.numpy.sign(x))
SEED = 20264
ELEMENTWISE = [
    ("l1", {"l1": 0.01}),
    ("l2", {"l2": 0.3}),
    ("l1_l2", {"l1": 0.02, "l2": 0.001}),
]
ORTHOGONAL = [
    ("orthogonal_regularizer", {"factor": 0.01, "mode": "rows"}),
    ("orthogonal_regularizer", {"factor": 2.0, "mode": "columns"}),
]
KERAS = {
    "l1": keras.regularizers.L1,
    "l2": keras.regularizers.L2,
    "l1_l2": keras.regularizers.L1L2,
    "orthogonal_regularizer": keras.regularizers.OrthogonalRegularizer,
}


def torch_penalty(member, arguments, w):
    if member != "orthogonal_regularizer":
        return arguments.get("l1", 0) * w.abs().sum() + arguments.get("l2", 0) * (w**2).sum()
    u = w if arguments["mode"] == "rows" else w.T
    u = torch.nn.functional.normalize(u, dim=1, eps=1e-7)
    cosines = torch.tril(u @ u.T, -1)
    pairs = u.shape[0] * (u.shape[0] - 1) / 2
    return arguments["factor"] * cosines.abs().sum() / pairs


def penalty(member, arguments, values):
    value, gradient = jax.value_and_grad(KERAS[member](**arguments))(jax.numpy.asarray(values))
    w = torch.tensor(values, requires_grad=True)
    other = torch_penalty(member, arguments, w)
    other.backward()
    gradient = np.array(gradient)
    near = np.allclose(gradient, w.grad.numpy(), rtol=1e-9, atol=1e-9 * np.abs(gradient).max())
    if not near or not np.isclose(float(value), other.item(), rtol=1e-9):
        raise ArithmeticError(f"{member}: Keras and PyTorch differ")
    return {"member": member, "arguments": arguments, "value": float(value),
            "gradient": gradient.ravel()}


def tensor(values):
    values = float32(values)
    members = list(ELEMENTWISE)
    if values.ndim == 2:
        members += ORTHOGONAL if min(values.shape) > 1 else []
    return {"shape": list(values.shape), "values": values.ravel(),
            "penalties": [penalty(*member, values) for member in members]}


def tensors():
    rng = np.random.default_rng(SEED)
    for shape in [(1, 1), (1, 40), (5, 3), (3, 5), (40, 1), (40, 33), (3,), (40,)]:
        yield tensor(rng.normal(size=shape))
    edges = np.array([[0, 1e4, -1e4, 1e-6], [-1e-6, 0, 1, -1], [1e-6, 1e-6, 0, 1e4]])
    yield tensor(edges)
    yield tensor(np.array([[1, 2, 0, 0], [1, 2, 0, 0], [-1, -2, 0, 0], [-2, 1, 0, 0],
                           [1, 1, 1, 1]]))
    yield tensor(np.vstack([rng.normal(size=(3, 5)), 1e-9 * rng.normal(size=(1, 5))]))


if __name__ == "__main__":
    golden = {"source": SOURCE, "tensors": rounded(list(tensors()))}
    write(Path(__file__).with_suffix(".json"), golden)
