"""Values and gradients of every activation, by Keras and by PyTorch where it has it, in float64.

    python3 core/src/test/resources/rookery/golden/activations.py

writes activations.json beside this file. Each case is a member with its arguments; for each of its
inputs z it has y = f(z) and dz, the gradient of Σ dy·y. Inputs are normal numbers of several
shapes (examples × units), "edges" (0, tiny numbers, all kinks), "large" (up to ±1e30) and "ties"
(equal logits). The script demands that Keras (on JAX) and PyTorch agree to 1e-9, but for:

- kinks, listed in KINKS with the derivative that Rookery takes and why;
- sparsemax, which Keras 3.15 computes wrongly on every backend: it adds up the running sums of the
  sorted logits where the paper takes the last one. Here it is the paper's algorithm 1, proved by the
  conditions of the projection; Keras must agree where one output alone is positive;
- softplus, where PyTorch has another formula above a threshold, which is set to 100 here;
- hard_sigmoid's gradient, where PyTorch holds 1/6 in single precision.

Versions: see reference.py.
"""

import json
from pathlib import Path

from golden_file import rounded, write
from reference import SOURCE, F, float32, jax, keras, np, torch  # sets JAX up for float64

SEED = 20260
jnp = jax.numpy
KERAS = keras.activations
SHAPES = [(1, 1), (5, 3), (2, 40), (33, 1)]
EVEN_SHAPES = [(1, 2), (5, 6), (2, 40), (33, 2)]
EDGES = [0, 1e-30, 1e-8, 1e-4, 0.01, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6, 8, 10, 20, 40]
LARGE = [80, 100, 1000, 1e10, 1e30]
TIES = [[1, 1, 1], [0, 0, 0], [5, 5, -5], [0.5, 0.5, 0], [100, -100, 0], [1000, 999.5, 0]]
EVEN_TIES = [[1, 1, 1, 1], [0, 0, 0, 0], [5, 5, -5, 5], [1, 2, 100, -100], [1e10, 2, 1000, -1000]]

# A tensor's function in PyTorch, if it has one.
CASES = [
    ("linear", {}, lambda z: z),
    ("relu", {}, F.relu),
    ("relu", {"negative_slope": 0.25}, lambda z: F.leaky_relu(z, 0.25)),
    ("relu", {"max_value": 1.5}, lambda z: z.clamp(0, 1.5)),
    ("relu", {"threshold": 0.75}, lambda z: F.threshold(z, 0.75, 0)),
    ("relu", {"negative_slope": 0.1, "max_value": 2.0, "threshold": 0.5}, None),
    ("leaky_relu", {}, lambda z: F.leaky_relu(z, 0.2)),
    ("leaky_relu", {"negative_slope": 0.01}, F.leaky_relu),
    ("relu6", {}, F.relu6),
    ("elu", {}, F.elu),
    ("elu", {"alpha": 0.3}, lambda z: F.elu(z, 0.3)),
    ("selu", {}, F.selu),
    ("celu", {}, F.celu),
    ("celu", {"alpha": 2.5}, lambda z: F.celu(z, 2.5)),
    ("gelu", {}, F.gelu),
    ("gelu", {"approximate": True}, lambda z: F.gelu(z, approximate="tanh")),
    ("silu", {}, F.silu),
    ("mish", {}, F.mish),
    ("softplus", {}, lambda z: F.softplus(z, threshold=100)),
    ("softsign", {}, F.softsign),
    ("squareplus", {}, None),
    ("squareplus", {"b": 0.5}, None),
    ("sparse_plus", {}, None),
    ("sigmoid", {}, torch.sigmoid),
    ("log_sigmoid", {}, F.logsigmoid),
    ("hard_sigmoid", {}, F.hardsigmoid),
    ("sparse_sigmoid", {}, None),
    ("hard_silu", {}, F.hardswish),
    ("tanh", {}, torch.tanh),
    ("hard_tanh", {}, F.hardtanh),
    ("tanh_shrink", {}, F.tanhshrink),
    ("hard_shrink", {}, F.hardshrink),
    ("hard_shrink", {"threshold": 1.5}, lambda z: F.hardshrink(z, 1.5)),
    ("soft_shrink", {}, F.softshrink),
    ("soft_shrink", {"threshold": 1.5}, lambda z: F.softshrink(z, 1.5)),
    ("threshold", {"threshold": 0.5, "default_value": -2.0}, lambda z: F.threshold(z, 0.5, -2)),
    ("exponential", {}, torch.exp),
    ("softmax", {}, lambda z: torch.softmax(z, 1)),
    ("log_softmax", {}, lambda z: torch.log_softmax(z, 1)),
    ("sparsemax", {}, None),
    ("glu", {}, lambda z: F.glu(z, 1)),
]
COUPLED = {"softmax", "log_softmax", "sparsemax"}

# Derivatives at kinks where the libraries differ from each other or from what Rookery takes.
KINKS = {
    'relu {"negative_slope": 0.25}': {0: 0.25},  # PyTorch; Keras on JAX has 1
    'relu {"max_value": 1.5}': {0: 0, 1.5: 0},  # as relu6; JAX has 1/2 at ties, PyTorch 1
    'relu {"negative_slope": 0.1, "max_value": 2.0, "threshold": 0.5}': {0.5: 0.1, 2: 0},
    "leaky_relu {}": {0: 0.2},  # PyTorch; Keras on JAX has 1
    'leaky_relu {"negative_slope": 0.01}': {0: 0.01},
    "hard_tanh {}": {-1: 1, 1: 1},  # Keras; PyTorch has 0
    "sparse_sigmoid {}": {-1: 0, 1: 0},  # Keras on TensorFlow and PyTorch; on JAX it has 1/4
}

# PyTorch holds 1/6 in single precision here: 1e-7 then.
SINGLE = ("hard_sigmoid",)


def paper_sparsemax(z):
    """Martins & Astudillo 2016, algorithm 1."""
    descending = -jnp.sort(-z, axis=1)
    sums = jnp.cumsum(descending, axis=1)
    places = jnp.arange(1, z.shape[1] + 1)
    k = jnp.sum(1 + places * descending > sums, axis=1, keepdims=True)
    threshold = (jnp.take_along_axis(sums, k - 1, axis=1) - 1) / k
    return jnp.where(z > threshold, z - threshold, 0)


def prove_projection(z, y):
    """y ≥ 0 with sum 1, z − y = τ where y > 0 and z ≤ τ elsewhere: then y is z's projection."""
    for logits, outputs in zip(z, y):
        support = outputs > 0
        threshold = (logits - outputs)[support].mean()
        off = np.where(support, np.abs(logits - outputs - threshold), np.maximum(logits - threshold, 0))
        if abs(outputs.sum() - 1) > 1e-9 or off.max() > 1e-9:
            raise ArithmeticError(f"no projection of {logits}: {outputs}")
        if support.sum() == 1:
            demand_equal("sparsemax", np.asarray(KERAS.sparsemax(jnp.array([logits])))[0], outputs)


def by_keras(name, arguments, z, dy):
    def function(z):
        return paper_sparsemax(z) if name == "sparsemax" else getattr(KERAS, name)(z, **arguments)

    y, pull = jax.vjp(function, jnp.array(z))
    if y.dtype != "float64":
        raise ArithmeticError(f"{name}: {y.dtype}")
    return np.asarray(y), np.asarray(pull(jnp.array(dy))[0])


def by_torch(function, z, dy):
    z = torch.tensor(z, requires_grad=True)
    y = function(z)
    (dz,) = torch.autograd.grad(y, z, torch.tensor(dy))
    return y.detach().numpy(), dz.numpy()


def demand_equal(what, a, b, except_at=False):
    tolerance = 1e-7 if what.startswith(SINGLE) else 1e-9
    with np.errstate(invalid="ignore"):
        off = np.abs(a - b) / np.maximum(np.abs(b), 1e-3)
    largest = np.max(np.where(except_at | (a == b), 0, off))
    if not largest < tolerance:
        raise ArithmeticError(f"{what}: Keras and PyTorch differ by {largest}")


def result(name, arguments, torch_function, z, dy):
    """y and dz of one member for one input."""
    what = f"{name} {json.dumps(arguments)}"
    y, dz = by_keras(name, arguments, z, dy)
    kinks = KINKS.get(what, {})
    at_kink = np.isin(z, list(kinks)) if dy.shape == z.shape else False
    if torch_function:
        torch_y, torch_dz = by_torch(torch_function, z, dy)
        demand_equal(what, y, torch_y)
        demand_equal(what, dz, torch_dz, at_kink)
    if name == "sparsemax":
        prove_projection(z, y)
    for kink, derivative in kinks.items():
        dz = np.where(z == kink, derivative * dy, dz)
    if name == "exponential":  # JSON has no infinity; this is one in single precision
        y, dz = np.clip(y, -1e300, 1e300), np.clip(dz, -1e300, 1e300)
    if not (np.isfinite(y).all() and np.isfinite(dz).all()):
        raise ArithmeticError(f"{what}: not finite")
    return {"y": rounded(y + 0.0), "dz": rounded(dz + 0.0)}


def signed(values):
    column = [sign * value for value in values for sign in (1, -1)]
    return float32(column[1 if values[0] == 0 else 0 :]).reshape(-1, 1)


def main():
    rng = np.random.default_rng(SEED)

    def inputs(shapes, more):
        named = {f"{rows}x{units}": float32(2 * rng.normal(size=(rows, units))) for rows, units in shapes}
        return named | {name: float32(z) for name, z in more.items()}

    kinds = {
        "elementwise": inputs(SHAPES, {"edges": signed(EDGES), "large": signed(LARGE)}),
        "coupled": inputs(SHAPES[1:3], {"ties": TIES}),
        "halving": inputs(EVEN_SHAPES, {"ties": EVEN_TIES}),
    }
    golden_inputs = {}
    for kind, named in kinds.items():
        golden_inputs[kind] = {}
        for name, z in named.items():
            width = z.shape[1] // 2 if kind == "halving" else z.shape[1]
            dy = float32(rng.normal(size=(len(z), width)))
            golden_inputs[kind][name] = {"z": z, "dy": dy}
    cases = []
    for name, arguments, torch_function in CASES:
        kind = "coupled" if name in COUPLED else "halving" if name == "glu" else "elementwise"
        results = {
            key: result(name, arguments, torch_function, **tensors)
            for key, tensors in golden_inputs[kind].items()
        }
        library = "keras and torch" if torch_function else "keras"
        library = "the paper" if name == "sparsemax" else library
        case = {"activation": name, "arguments": arguments, "library": library, "kind": kind}
        cases.append(case | {"results": results})
    golden = {"source": SOURCE, "inputs": golden_inputs, "cases": cases}
    write(Path(__file__).with_suffix(".json"), golden)


if __name__ == "__main__":
    main()
