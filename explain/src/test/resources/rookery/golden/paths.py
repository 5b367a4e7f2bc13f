"""Gradients of one row's loss by every parameter, by PyTorch's autograd in float64.

    python3 explain/src/test/resources/rookery/golden/paths.py

writes paths.json beside itself. Each entry is a network with float32 parameters, a batch of 6 rows
of float32 features, and the loss of each row, categorical cross-entropy of softmax. "gradients" has,
for the rows 0 and 4, the gradient of that row's own loss by every trained parameter; with batch
normalization in training, "own" has the same with the batch's statistics as constants, so that the
difference is the part through the statistics.

Layers: dense with relu, tanh, sigmoid or nothing; batch_normalization with epsilon 1e-3 and the
batch's biased variance; residual, y = x + f(x) of the layers inside. No relu's sum is nearer to 0
than 1e-3, so that float32 is on the same side. PyTorch 2.13.
"""

import json
from pathlib import Path

import numpy as np
import torch

torch.set_default_dtype(torch.float64)
SEED, ROWS, INPUTS, CLASSES, EPSILON, ASKED = 540, 6, 4, 3, 1e-3, (0, 4)
ACTIVATIONS = {"relu": torch.relu, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "linear": lambda z: z}


def dense(units, activation):
    return {"type": "dense", "units": units, "activation": activation}


def normalization():
    return {"type": "batch_normalization"}


NETWORKS = {
    "relu 1": [dense(5, "relu"), dense(CLASSES, "linear")],
    "tanh 1": [dense(5, "tanh"), dense(CLASSES, "linear")],
    "sigmoid 2": [dense(6, "sigmoid"), dense(4, "sigmoid"), dense(CLASSES, "linear")],
    "relu 4": [dense(6, "relu"), dense(5, "relu"), dense(6, "relu"), dense(4, "relu"), dense(CLASSES, "linear")],
    "no hidden layer": [dense(CLASSES, "linear")],
    "normalized": [dense(6, "tanh"), normalization(), dense(5, "relu"), normalization(), dense(CLASSES, "linear")],
    "residual": [
        dense(6, "relu"),
        {"type": "residual", "layers": [dense(4, "tanh"), dense(6, "linear")]},
        dense(5, "relu"),
        dense(CLASSES, "linear"),
    ],
    "residual, normalized": [
        dense(5, "tanh"),
        {"type": "residual", "layers": [dense(4, "relu"), normalization(), dense(5, "linear")]},
        dense(CLASSES, "linear"),
    ],
}


def float32(values):
    return np.asarray(values, dtype=np.float32).astype(np.float64)


def parameters_of(layers, width, rng, prefix=""):
    """Named as Rookery names them: dense/kernel, dense_1/bias, residual/dense/kernel …"""
    seen, parameters = {}, {}
    for layer in layers:
        number = seen.get(layer["type"], 0)
        seen[layer["type"]] = number + 1
        name = prefix + layer["type"] + (f"_{number}" if number else "")
        layer["name"] = name
        if layer["type"] == "dense":
            parameters[f"{name}/kernel"] = float32(rng.normal(size=(width, layer["units"])) / np.sqrt(width))
            parameters[f"{name}/bias"] = float32(rng.normal(size=layer["units"]) * 0.3)
            width = layer["units"]
        elif layer["type"] == "batch_normalization":
            parameters[f"{name}/gamma"] = float32(1 + rng.normal(size=width) * 0.2)
            parameters[f"{name}/beta"] = float32(rng.normal(size=width) * 0.2)
        else:
            parameters |= parameters_of(layer["layers"], width, rng, name + "/")
    return parameters


def forward(layers, θ, x, constants, sums):
    for layer in layers:
        name = layer["name"]
        if layer["type"] == "dense":
            z = x @ θ[f"{name}/kernel"] + θ[f"{name}/bias"]
            if layer["activation"] == "relu":
                sums.append(z.detach().abs().min().item())
            x = ACTIVATIONS[layer["activation"]](z)
        elif layer["type"] == "batch_normalization":
            mean, variance = x.mean(0), x.var(0, unbiased=False)
            if constants:
                mean, variance = mean.detach(), variance.detach()
            x = (x - mean) / torch.sqrt(variance + EPSILON) * θ[f"{name}/gamma"] + θ[f"{name}/beta"]
        else:
            x = x + forward(layer["layers"], θ, x, constants, sums)
    return x


def row_gradients(layers, parameters, features, classes, row, constants):
    θ = {name: torch.tensor(values, requires_grad=True) for name, values in parameters.items()}
    sums = []
    # Statistics as constants: they are the whole batch's, the row's own path is its line of the sum.
    logits = forward(layers, θ, torch.tensor(features), constants, sums)
    loss = torch.nn.functional.cross_entropy(logits, torch.tensor(classes), reduction="none")
    loss[row].backward()
    return {name: values.grad.tolist() for name, values in θ.items()}, sums


def entry(name, layers):
    rng = np.random.default_rng([SEED, len(name)])
    while True:
        parameters = parameters_of(layers, INPUTS, rng)
        features = float32(rng.normal(size=(ROWS, INPUTS)))
        classes = rng.integers(CLASSES, size=ROWS)
        golden = {"name": name, "inputs": INPUTS, "layers": layers, "parameters": {}, "gradients": {}, "own": {}}
        nearest = []
        for row in ASKED:
            golden["gradients"][str(row)], sums = row_gradients(layers, parameters, features, classes, row, False)
            golden["own"][str(row)], _ = row_gradients(layers, parameters, features, classes, row, True)
            nearest += sums
        if not nearest or min(nearest) > 1e-3:
            break
    golden["parameters"] = {key: values.tolist() for key, values in parameters.items()}
    golden["features"] = features.tolist()
    golden["classes"] = classes.tolist()
    return golden


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return float(f"{value:.10g}") if isinstance(value, float) else value


if __name__ == "__main__":
    entries = [json.dumps(rounded(entry(name, layers))) for name, layers in NETWORKS.items()]
    text = "[\n" + ",\n".join(entries) + "\n]\n"
    Path(__file__).with_suffix(".json").write_text(text, encoding="utf-8")
