"""Ten training steps of the lecture's network on the penguins, by Keras and PyTorch in float64.

    python3 core/src/test/resources/rookery/golden/penguins_10_steps.py PENGUINS.csv

writes penguins_10_steps.json beside itself. Versions and the conventions of a step: reference.py.

Data: the 333 complete rows; flipper length, bill depth, bill length, standardized in float64 with
the population's standard deviation over all 333 rows and rounded to float32; one-hot targets,
Adelie first. Network: Dense 16 relu, Dense 2 softmax, categorical cross-entropy. Initial kernels:
Glorot uniform from a NumPy seed, rounded to float32; biases 0. Step t takes the entries 32·t …
32·t + 31 of "row_order"; they are repeated in each step as "rows".
The seed was chosen so that no gradient nearly cancels: the same steps in float32 stay within 1e-6.

Optimizers, with Keras's conventions:
    sgd        θ ← θ − η·g                                       η = 0.01
    momentum   m ← μ·m − η·g   θ ← θ + m                         η = 0.01, μ = 0.9
    nesterov   m ← μ·m − η·g   θ ← θ + μ·m − η·g                 η = 0.01, μ = 0.9
    adam       θ ← θ − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m / (√v + ε)           η = 0.001, β = 0.9, 0.999, ε = 1e-7
PyTorch keeps v ← μ·v + g and steps by η·v, which is the same while η is constant. Its Adam adds
ε to √(v/(1−β₂ᵗ)); here it is given ε/√(1−β₂ᵗ) before each step, which makes the two the same.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from golden_file import rounded, write
from penguins import FEATURES, complete_penguins, standardized
from reference import (  # keras as set up there: on JAX, in float64
    SOURCE, difference, float32, glorot_uniform, keras, keras_steps, torch_steps
)

SEED, STEPS, BATCH = 20231, 10, 32
NETWORK = {
    "inputs": 3,
    "layers": [
        {"type": "dense", "units": 16, "activation": "relu"},
        {"type": "dense", "units": 2, "activation": "softmax"},
    ],
    "loss": "categorical_crossentropy",
}
MOMENTUM = {"learning_rate": 0.01, "momentum": 0.9}
ADAM = {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
OPTIMIZERS = {
    "sgd": {"learning_rate": 0.01},
    "momentum": MOMENTUM,
    "nesterov": MOMENTUM | {"nesterov": True},
    "adam": ADAM,
}


def keras_optimizer(name):
    kind = keras.optimizers.Adam if name == "adam" else keras.optimizers.SGD
    return kind(**OPTIMIZERS[name])


def torch_optimizer(name):
    """A function from parameters to the PyTorch optimizer."""
    if name == "adam":
        betas = (ADAM["beta_1"], ADAM["beta_2"])
        return lambda parameters: torch.optim.Adam(parameters, ADAM["learning_rate"], betas)
    options = dict(OPTIMIZERS[name])
    rate = options.pop("learning_rate")
    return lambda parameters: torch.optim.SGD(parameters, rate, **options)


def place_epsilon_as_keras(t, optimizer):
    """Adam's ε for step t (from 1), such that PyTorch's formula equals Keras's."""
    if isinstance(optimizer, torch.optim.Adam):
        optimizer.param_groups[0]["eps"] = ADAM["epsilon"] / np.sqrt(1 - ADAM["beta_2"] ** t)


def main(path):
    raw, targets = complete_penguins(path)
    features = float32(standardized(raw, raw))
    rng = np.random.default_rng(SEED)
    order = rng.permutation(len(features))
    initial = glorot_uniform(rng, NETWORK["inputs"], NETWORK["layers"])
    rows = [order[t * BATCH : (t + 1) * BATCH] for t in range(STEPS)]
    batches = [(features[r], targets[r], None) for r in rows]

    runs = []
    for name in OPTIMIZERS:
        by_keras = keras_steps(NETWORK, initial, keras_optimizer(name), batches)
        by_torch = torch_steps(
            NETWORK, initial, torch_optimizer(name), batches, place_epsilon_as_keras
        )
        print(f"{name}: Keras and PyTorch differ by {difference(by_keras, by_torch)}")
        for library, steps in (("keras", by_keras), ("torch", by_torch)):
            steps = [{"rows": r.tolist()} | rounded(s) for r, s in zip(rows, steps)]
            run = {"library": library, "optimizer": name, "hyperparameters": OPTIMIZERS[name]}
            runs.append(run | {"steps": steps})

    golden = {"source": SOURCE, "columns": FEATURES} | NETWORK
    golden |= {"features": features, "targets": targets, "row_order": order, "batch_size": BATCH}
    write(Path(__file__).with_suffix(".json"), golden | {"initial": initial, "runs": runs})


if __name__ == "__main__":
    main(sys.argv[1])
