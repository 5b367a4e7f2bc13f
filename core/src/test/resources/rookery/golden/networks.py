"""Small networks with every activation and loss, three SGD steps each, by Keras in float64.

    python3 core/src/test/resources/rookery/golden/networks.py

writes networks.json beside itself. Versions and the conventions of a step: reference.py.

Each entry has 37 rows of random float32 features; every step takes all 37 rows, by SGD(0.05)
without momentum. Kernels are Glorot uniform, biases uniform in ±0.1 (so that a test sees them),
both rounded to float32. "predictions" are those of the initial parameters. A step is as in
penguins_10_steps.json. "torch_difference" is the largest |a − b| / max(|b|, rms of the tensor)
between Keras's steps and PyTorch's.

Conventions of Keras that show here, with ε = 1e-7 and y the network's outputs:
    binary_crossentropy       mean over outputs of −p·log ŷ − (1−p)·log(1−ŷ),  ŷ = clip(y, ε, 1−ε)
    categorical_crossentropy  −Σ_k p_k·log clip(y_k / Σ_j y_j, ε, 1−ε)
    sparse_categorical_…      the same with p one-hot at the class index in the only column
    mean_squared_error        mean over outputs of (y − p)²
    leaky_relu                the slope is given: 0.3 is the layer's default, 0.2 the function's
A clipped output has gradient 0. In float32, 1−ε is 1 − 2⁻²³, and −log(1−ŷ) at most 15.94 instead
of 16.12: "relu, binary" needs the float64 values. The seed was chosen so that its outputs lie on
both sides of each edge, for both targets, and none near an edge.
"""

from pathlib import Path

import numpy as np
import torch
from golden_file import rounded, write
from reference import (  # keras as set up there: on JAX, in float64
    SOURCE, difference, float32, glorot_uniform, keras, keras_network, keras_steps, torch_steps
)

SEED, STEPS, ROWS, RATE = 20268, 3, 37, 0.05


def dense(units, activation, **options):
    return {"type": "dense", "units": units, "activation": activation} | options


def class_indices(rng, classes):
    return rng.integers(classes, size=(ROWS, 1)).astype(np.float64)


def one_hot(rng, classes):
    return np.eye(classes)[rng.integers(classes, size=ROWS)]


def soft_labels(rng, classes):
    """Sixteenths, so that each row sums to exactly 1 in float32 as well."""
    return rng.multinomial(16, np.full(classes, 1 / classes), size=ROWS) / 16


def yes_or_no(rng, outputs):
    return rng.integers(2, size=(ROWS, outputs)).astype(np.float64)


def numbers(rng, outputs):
    return float32(rng.normal(size=(ROWS, outputs)))


def row_weights(rng):
    """Uniform in [0, 3) with one row that does not count."""
    weights = float32(rng.uniform(0, 3, ROWS))
    weights[5] = 0
    return weights


# name, inputs, layers, loss, targets, whether rows are weighted
NETWORKS = [
    # The last activation belongs to the loss.
    ("tanh, sigmoid", 4, [dense(33, "tanh"), dense(16, "tanh"), dense(1, "sigmoid")],
     "binary_crossentropy", yes_or_no, False),
    ("leaky relu, linear", 6,
     [dense(17, "leaky_relu", negative_slope=0.3), dense(9, "leaky_relu", negative_slope=0.2),
      dense(3, "linear")],
     "mean_squared_error", numbers, False),
    ("sigmoid, softmax, class indices", 6, [dense(9, "sigmoid"), dense(4, "softmax")],
     "sparse_categorical_crossentropy", class_indices, False),
    ("relu, softmax, soft labels", 5, [dense(7, "relu"), dense(3, "softmax")],
     "categorical_crossentropy", soft_labels, False),
    ("relu, softmax, weighted rows", 5, [dense(7, "relu"), dense(3, "softmax")],
     "categorical_crossentropy", one_hot, True),
    ("tanh, linear, weighted rows", 5, [dense(7, "tanh"), dense(2, "linear")],
     "mean_squared_error", numbers, True),
    ("separate sigmoid", 5,
     [dense(7, "tanh"), dense(3, "linear"), {"type": "activation", "activation": "sigmoid"}],
     "binary_crossentropy", yes_or_no, False),
    # It does not: the general path.
    ("softmax, squared error", 5, [dense(7, "tanh"), dense(3, "softmax")],
     "mean_squared_error", one_hot, False),
    ("sigmoid, squared error", 5, [dense(7, "tanh"), dense(3, "sigmoid")],
     "mean_squared_error", yes_or_no, False),
    ("tanh, squared error", 5, [dense(7, "relu"), dense(3, "tanh")],
     "mean_squared_error", numbers, False),
    ("sigmoid, categorical", 5, [dense(7, "tanh"), dense(3, "sigmoid")],
     "categorical_crossentropy", one_hot, False),
    ("relu, binary", 5, [dense(7, "tanh"), dense(2, "relu")],
     "binary_crossentropy", yes_or_no, False),
    # A softmax that is not the last activation.
    ("softmax within, relu, sigmoid", 5,
     [dense(8, "softmax"), dense(7, "relu"), dense(2, "sigmoid")],
     "binary_crossentropy", yes_or_no, True),
]


def entry(seed, name, inputs, layers, loss, targets, weighted):
    """One network's golden numbers, everything drawn from the seed."""
    rng = np.random.default_rng(seed)
    network = {"inputs": inputs, "layers": layers, "loss": loss}
    features = float32(rng.normal(size=(ROWS, inputs)))
    targets = targets(rng, layers[-1].get("units") or layers[-2]["units"])
    weights = row_weights(rng) if weighted else None
    initial = glorot_uniform(rng, inputs, layers, bias=0.1)

    batches = [(features, targets, weights)] * STEPS
    steps = keras_steps(network, initial, keras.optimizers.SGD(RATE), batches)
    by_torch = torch_steps(network, initial, lambda p: torch.optim.SGD(p, RATE), batches)
    predictions = np.asarray(keras_network(network, initial)(features))

    golden = {"name": name} | network | {"features": features, "targets": targets}
    golden |= {"sample_weights": weights} if weighted else {}
    golden |= {"initial": initial, "predictions": rounded(predictions)}
    return golden | {"steps": rounded(steps), "torch_difference": difference(steps, by_torch)}


def main():
    networks = [entry([SEED, i], *network) for i, network in enumerate(NETWORKS)]
    for network in networks:
        losses = ", ".join(str(step["loss"]) for step in network["steps"])
        print(f"{network['name']}: {losses}; PyTorch differs by {network['torch_difference']}")
    golden = {"source": SOURCE, "optimizer": "sgd", "learning_rate": RATE, "networks": networks}
    write(Path(__file__).with_suffix(".json"), golden)


if __name__ == "__main__":
    main()
