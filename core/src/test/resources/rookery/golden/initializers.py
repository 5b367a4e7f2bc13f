"""What Keras's initializers draw from, and orthogonal matrices from Keras, PyTorch and NumPy.

    python3 core/src/test/resources/rookery/golden/initializers.py

writes initializers.json beside itself. Versions: reference.py.

"distributions": each member with its arguments and a kernel's shape, and what Keras asks of its
sampler for it: uniform with minval and maxval, normal or truncated_normal with mean and stddev
(that of the normal before it is cut off at mean ± 2·stddev). Taken by listening to keras.random.

PyTorch's xavier_* and kaiming_* are listened to likewise; the script demands the same bounds, and
the same deviation of the normal ones after Keras's cut. PyTorch does not cut them.

"orthogonal": normal numbers A, more rows than columns, and Q of A = Q·R with a positive diagonal of
R. NumPy's, with signs put right; the script demands that Keras's initializer and PyTorch's
orthogonal_ make the same of these numbers, also for the transposed shape, to 1e-9.
"constants": the values of members without randomness, from Keras.
"""

from pathlib import Path
from unittest import mock

import numpy as np
import torch
from golden_file import rounded, write
from reference import SOURCE, float32, keras  # keras as set up there: on JAX, in float64
from keras.src.initializers import random_initializers

SEED = 20266
SHAPES = [(1, 1), (1, 40), (40, 3), (300, 500)]
CUT_DEVIATION = 0.87962566103423978
TORCH = {"glorot": "xavier", "he": "kaiming"}
CLASSES = {
    "glorot_uniform": "GlorotUniform",
    "glorot_normal": "GlorotNormal",
    "he_uniform": "HeUniform",
    "he_normal": "HeNormal",
    "lecun_uniform": "LecunUniform",
    "lecun_normal": "LecunNormal",
    "variance_scaling": "VarianceScaling",
    "random_uniform": "RandomUniform",
    "random_normal": "RandomNormal",
    "truncated_normal": "TruncatedNormal",
}
SCALINGS = [
    {"scale": scale, "mode": mode, "distribution": distribution}
    for scale, mode, distribution in [
        (1.0, "fan_in", "truncated_normal"),
        (0.5, "fan_out", "uniform"),
        (3.0, "fan_avg", "untruncated_normal"),
        (2.0, "fan_out", "truncated_normal"),
    ]
]
FIXED = [
    ("random_uniform", {"minval": -0.05, "maxval": 0.05}),
    ("random_uniform", {"minval": 0.5, "maxval": 3.0}),
    ("random_normal", {"mean": 0.0, "stddev": 0.05}),
    ("random_normal", {"mean": -1.0, "stddev": 0.5}),
    ("truncated_normal", {"mean": 0.0, "stddev": 0.05}),
    ("truncated_normal", {"mean": 2.0, "stddev": 0.25}),
]


def keras_asks(member, arguments, shape):
    """The sampler's name and arguments."""
    asked = []

    def listen(name):
        real = getattr(random_initializers.random, name)

        def sampler(shape, dtype=None, seed=None, **numbers):
            asked.append({"distribution": name} | {k: float(v) for k, v in numbers.items()})
            return real(shape, dtype=dtype, seed=seed, **numbers)

        return mock.patch.object(random_initializers.random, name, sampler)

    with listen("uniform"), listen("normal"), listen("truncated_normal"):
        getattr(keras.initializers, CLASSES[member])(**arguments)(shape)
    (sampler,) = asked
    return sampler


def torch_asks(member, shape):
    """A PyTorch sampler's two numbers; PyTorch's kernels are (units, inputs)."""
    kind, distribution = member.split("_")
    options = {"nonlinearity": "relu"} if kind == "he" else {}
    initialize = getattr(torch.nn.init, f"{TORCH[kind]}_{distribution}_")
    with mock.patch.object(torch.Tensor, f"{distribution}_") as sampler:
        initialize(torch.empty(shape[::-1]), **options)
    return sampler.call_args.args


def demand_torch_agrees(member, shape, sampler):
    found = torch_asks(member, shape)
    expected = (
        (sampler["minval"], sampler["maxval"])
        if sampler["distribution"] == "uniform"
        else (0.0, sampler["stddev"] * CUT_DEVIATION)
    )
    if not np.allclose(found, expected, rtol=1e-12):
        raise ArithmeticError(f"{member}: Keras {expected} and PyTorch {found} differ")


def distributions():
    scaled = [(member, {}) for member in list(CLASSES)[:6]]
    scaled += [("variance_scaling", arguments) for arguments in SCALINGS]
    for member, arguments, shape in [(*s, shape) for s in scaled for shape in SHAPES] + [
        (*f, (40, 3)) for f in FIXED
    ]:
        sampler = keras_asks(member, arguments, shape)
        if member.split("_")[0] in TORCH:
            demand_torch_agrees(member, shape, sampler)
        yield {"member": member, "arguments": arguments, "shape": list(shape)} | sampler


def orthogonal(rng, rows, cols):
    """Demands that all libraries make the same of the same numbers."""
    a = float32(rng.normal(size=(rows, cols)))
    q, r = np.linalg.qr(a)
    q = q * np.sign(np.diag(r))
    for draws, expected in [(a, q)] if rows == cols else [(a, q), (a.T, q.T)]:
        with mock.patch.object(random_initializers.random, "normal", lambda *_, **__: a):
            np.testing.assert_allclose(
                keras.initializers.Orthogonal()(draws.shape), expected, atol=1e-9)

        def draw(tensor, *_, **__):
            return tensor.copy_(torch.tensor(draws))

        tensor = torch.empty(draws.shape, dtype=torch.float64)
        with mock.patch.object(torch.Tensor, "normal_", draw):
            torch.nn.init.orthogonal_(tensor)
        np.testing.assert_allclose(tensor.numpy(), expected, atol=1e-9)
    return {"shape": [rows, cols], "draws": a.ravel(), "q": q.ravel()}


def constants():
    for member, arguments, shape in [
        ("Zeros", {}, (2, 3)),
        ("Ones", {}, (2, 3)),
        ("Constant", {"value": -0.3}, (2, 3)),
        ("Identity", {"gain": 1.0}, (3, 3)),
        ("Identity", {"gain": 0.5}, (2, 3)),
        ("Identity", {"gain": -2.0}, (3, 2)),
    ]:
        values = np.array(getattr(keras.initializers, member)(**arguments)(shape))
        yield {"member": member.lower(), "arguments": arguments, "shape": list(shape),
               "values": values.ravel() + 0.0}


if __name__ == "__main__":
    rng = np.random.default_rng(SEED)
    golden = {
        "source": SOURCE,
        "distributions": rounded(list(distributions())),
        "orthogonal": rounded([orthogonal(rng, *s) for s in [(1, 1), (3, 3), (5, 3), (40, 33)]]),
        "constants": rounded(list(constants())),
    }
    write(Path(__file__).with_suffix(".json"), golden)
