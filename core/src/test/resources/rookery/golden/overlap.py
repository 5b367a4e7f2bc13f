"""The losses of a whole batch, Dice and Tversky, by Keras in float64.

    python3 core/src/test/resources/rookery/golden/overlap.py

writes overlap.json beside itself. Versions: reference.py.

Each entry has a loss with its arguments, targets and float32 predictions (rows, outputs), the loss of
the batch and its gradient with respect to the predictions.
"""

from pathlib import Path

import numpy as np
from golden_file import rounded, write
from reference import SOURCE, float32, jax, keras  # sets JAX up for float64

SEED = 41
SHAPES = [(1, 1), (5, 3), (40, 3), (3, 40)]
LOSSES = [
    ("dice", {}, keras.losses.Dice()),
    ("tversky", {}, keras.losses.Tversky()),
    ("tversky", {"alpha": 0.3, "beta": 0.7}, keras.losses.Tversky(alpha=0.3, beta=0.7)),
    ("tversky", {"alpha": 0.0, "beta": 2.0}, keras.losses.Tversky(alpha=0.0, beta=2.0)),
]


def batches(rng):
    for rows, outputs in SHAPES:
        yes_or_no = rng.integers(2, size=(rows, outputs)).astype(np.float64)
        yield yes_or_no, float32(rng.uniform(size=(rows, outputs)))
        yield np.zeros((rows, outputs)), float32(rng.uniform(size=(rows, outputs)))  # no such class
        yield yes_or_no, yes_or_no  # perfect, and 0 and 1 exactly
        yield float32(rng.uniform(size=(rows, outputs))), float32(1e-6 * rng.uniform(size=(rows, outputs)))


def entries():
    rng = np.random.default_rng(SEED)
    for targets, predictions in batches(rng):
        for name, arguments, loss in LOSSES:
            value, gradient = jax.value_and_grad(lambda q: loss(targets, q))(predictions)
            yield {
                "loss": name,
                "arguments": arguments,
                "targets": targets,
                "predictions": predictions,
                "value": float(value),
                "gradient": np.array(gradient),
            }


write(Path(__file__).with_suffix(".json"), rounded({"source": SOURCE, "batches": list(entries())}))
