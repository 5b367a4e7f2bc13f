"""Hessians of small networks, all of them, by PyTorch in float64.

    python3 explain/src/test/resources/rookery/golden/curvature.py

writes curvature.json beside itself. It needs golden_file.py from core's golden folder, and
    pip install torch==2.13.0 numpy==2.4.6

Each entry has random float32 rows and a network that full-batch descent in float64 has trained for
STEPS steps from Glorot's kernels, its parameters then rounded to float32: what the Hessian belongs
to. "trained" names the tensors that are trained, in the order of the vectors. A kernel's penalty is
l2 · Σ w². Batch normalization is in inference mode, its moving statistics being constants.

"eigenvalues" are all of them, descending; "eigenvectors" those of the largest two, each up to its
sign; "along_gradient" is gᵀHg / gᵀg. At relu's kink PyTorch's derivative is 0; no row is there.
"""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

sys.path.append(str(Path(__file__).parents[6] / "core/src/test/resources/rookery/golden"))
from golden_file import rounded, write

SEED, STEPS, RATE, EPSILON = 20271, 150, 0.1, 1e-3
SOURCE = {name: version(name).split("+")[0] for name in ("torch", "numpy")}
ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "linear": lambda z: z, "softmax": lambda z: z}


def dense(units, activation, l2=0.0):
    return {"type": "dense", "units": units, "activation": activation, "l2": l2}


NORMALIZATION = {"type": "batch_normalization"}

# name, rows, inputs, layers, loss
NETWORKS = [
    ("softmax alone", 90, 5, [dense(3, "softmax")], "categorical_crossentropy"),
    ("the lecture's", 300, 3, [dense(16, "relu"), dense(2, "softmax")], "categorical_crossentropy"),
    ("relu, squared error", 150, 5, [dense(20, "relu"), dense(1, "linear")], "mean_squared_error"),
    ("tanh, squared error", 100, 5, [dense(12, "tanh"), dense(2, "linear")], "mean_squared_error"),
    ("two relu, L2", 120, 6, [dense(12, "relu", 0.01), dense(8, "relu", 0.01), dense(3, "softmax", 0.01)],
     "categorical_crossentropy"),
    ("four layers", 100, 4, [dense(8, "tanh"), dense(8, "tanh"), dense(8, "tanh"), dense(3, "softmax")],
     "categorical_crossentropy"),
    ("relu, batch normalization, tanh", 110, 4,
     [dense(10, "relu"), NORMALIZATION, dense(6, "tanh"), NORMALIZATION, dense(3, "softmax")],
     "categorical_crossentropy"),
    ("wide relu", 200, 6, [dense(33, "relu"), dense(3, "softmax")], "categorical_crossentropy"),
]


def float32(values):
    return np.asarray(values).astype(np.float32).astype(np.float64)


def initial(rng, inputs, layers):
    """Tensors by Keras's names, and the names of those that are trained."""
    parameters, trained, counts = {}, [], {}
    for layer in layers:
        kind = layer["type"]
        counts[kind] = counts.get(kind, -1) + 1
        name = f"{kind}_{counts[kind]}" if counts[kind] else kind
        if kind == "dense":
            limit = np.sqrt(6 / (inputs + layer["units"]))
            parameters[f"{name}/kernel"] = rng.uniform(-limit, limit, (inputs, layer["units"]))
            inputs = layer["units"]
            parameters[f"{name}/bias"] = rng.uniform(-0.1, 0.1, inputs)
            trained += [f"{name}/kernel", f"{name}/bias"]
        else:
            parameters[f"{name}/gamma"] = rng.uniform(0.5, 1.5, inputs)
            parameters[f"{name}/beta"] = rng.uniform(-0.5, 0.5, inputs)
            parameters[f"{name}/moving_mean"] = rng.uniform(-0.5, 0.5, inputs)
            parameters[f"{name}/moving_variance"] = rng.uniform(0.5, 1.5, inputs)
            trained += [f"{name}/gamma", f"{name}/beta"]
    return {name: float32(value) for name, value in parameters.items()}, trained


def objective(layers, loss, p, x, targets):
    tensors, penalty = iter(p), 0.0
    for layer in layers:
        if layer["type"] == "dense":
            kernel, bias = next(tensors), next(tensors)
            x = ACTIVATIONS[layer["activation"]](x @ kernel + bias)
            penalty = penalty + layer["l2"] * (kernel ** 2).sum()
        else:
            gamma, beta, mean, variance = (next(tensors) for _ in range(4))
            x = gamma * (x - mean) / torch.sqrt(variance + EPSILON) + beta
    if loss == "mean_squared_error":
        return F.mse_loss(x, targets) + penalty
    return F.cross_entropy(x, targets) + penalty


def entry(seed, name, rows, inputs, layers, loss):
    rng = np.random.default_rng(seed)
    outputs = layers[-1]["units"]
    features = float32(rng.normal(size=(rows, inputs)))
    signal = features @ rng.normal(size=(inputs, outputs)) + rng.normal(size=(rows, outputs))
    classes = loss == "categorical_crossentropy"
    targets = np.eye(outputs)[signal.argmax(1)] if classes else float32(signal)
    parameters, trained = initial(rng, inputs, layers)
    x, y = torch.tensor(features), torch.tensor(targets)

    def value(flat):
        tensors, begin = [], 0
        for key, tensor in parameters.items():
            if key in trained:
                tensors.append(flat[begin:begin + tensor.size].reshape(tensor.shape))
                begin += tensor.size
            else:
                tensors.append(torch.tensor(tensor))
        return objective(layers, loss, tensors, x, y)

    flat = torch.tensor(np.concatenate([parameters[key].ravel() for key in trained]))
    for _ in range(STEPS):
        flat = flat - RATE * torch.func.grad(value)(flat)
    flat = torch.tensor(float32(flat))
    gradient = torch.func.grad(value)(flat)
    hessian = torch.autograd.functional.hessian(value, flat)
    values, vectors = np.linalg.eigh(hessian.numpy())
    begin = 0
    for key in trained:
        shape, size = parameters[key].shape, parameters[key].size
        parameters[key] = flat[begin:begin + size].reshape(shape).numpy()
        begin += size
    print(f"{name:32} {flat.numel():4} parameters, loss {value(flat):.4f}, largest {values[-3:]}, smallest {values[0]:.5f}")
    return {
        "name": name, "inputs": inputs, "layers": layers, "loss_name": loss,
        "features": features, "targets": targets, "parameters": parameters, "trained": trained,
        "loss": float(value(flat)), "gradient_norm": float(gradient.norm()),
        "along_gradient": float(gradient @ hessian @ gradient / (gradient @ gradient)),
        "eigenvalues": values[::-1], "eigenvectors": vectors[:, :-3:-1].T,
    }


def main():
    networks = [entry([SEED, k], *network) for k, network in enumerate(NETWORKS)]
    write(Path(__file__).with_suffix(".json"), rounded({"source": SOURCE, "networks": networks}))


if __name__ == "__main__":
    main()
