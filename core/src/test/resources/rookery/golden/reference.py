"""One training run, step by step, in Keras and in PyTorch, both in float64.

The golden scripts beside this file use it; it makes no numbers by itself. A network is described
as in the JSON files: {"inputs": 3, "layers": [{"type": "dense", "units": 16, "activation":
"relu"}, …], "loss": "categorical_crossentropy"}. Parameters bear Keras's names: dense/kernel
(inputs × units), dense/bias, dense_1/kernel …

Keras runs on JAX: loss and gradients by jax.value_and_grad through the Keras layers and the Keras
loss object, the update by the Keras optimizer. PyTorch uses its own losses on logits
(cross_entropy, binary_cross_entropy_with_logits), so the two share neither code nor path; where
the last activation does not belong to the loss, Keras's formula is written out in PyTorch.

Keras 3.15 does not keep to float64 by itself when floatx is float64. On JAX, means and tanh come
out in float32, because the type promotion ends with a table that maps float64 to float32; that one
entry is changed below. (On PyTorch means do; on TensorFlow an optimizer's 0.9 and a leaky slope
pass through float32, and a sigmoid before categorical_crossentropy is treated as a softmax.) The
scripts demand that PyTorch agrees with Keras to 1e-9, so that nothing of the kind goes unseen.

A step is {"loss", "gradients", "weights"}: the mean loss over the batch before the update, its
gradient by every parameter, and every parameter after the update. With sample weights the weighted
losses are summed and divided by the number of rows, not by the sum of the weights.

Versions: the files name the ones that made them under "source".
    pip install keras==3.15.1 jax==0.10.2 torch==2.13.0 numpy==2.4.6
"""

import os
from importlib.metadata import version

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_ENABLE_X64"] = "true"
os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import keras
import numpy as np
import torch
import torch.nn.functional as F
from keras.src.backend.common.dtypes import BIT64_TO_BIT32_DTYPE

keras.config.set_floatx("float64")
BIT64_TO_BIT32_DTYPE["float64"] = "float64"
EPSILON = 1e-7
SOURCE = {name: version(name).split("+")[0] for name in ("keras", "jax", "torch", "numpy")}

KERAS_LOSSES = {
    "binary_crossentropy": keras.losses.BinaryCrossentropy,
    "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
    "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
    "mean_squared_error": keras.losses.MeanSquaredError,
}

TORCH_ACTIVATIONS = {
    "linear": lambda z: z,
    "relu": torch.relu,
    "leaky_relu": F.leaky_relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "softmax": lambda z: torch.softmax(z, 1),
}


def float32(values):
    """The values rounded to float32, held in float64: what a float32 library starts from."""
    return np.asarray(values).astype(np.float32).astype(np.float64)


def glorot_uniform(rng, inputs, layers, bias=0.0):
    """Kernels uniform in ±√(6 / (inputs + units)), biases uniform in ±bias; rounded to float32."""
    parameters = {}
    dense = [layer for layer in layers if layer["type"] == "dense"]
    for i, layer in enumerate(dense):
        name, units = f"dense_{i}" if i else "dense", layer["units"]
        limit = np.sqrt(6 / (inputs + units))
        parameters[f"{name}/kernel"] = float32(rng.uniform(-limit, limit, (inputs, units)))
        parameters[f"{name}/bias"] = float32(rng.uniform(-bias, bias, units))
        inputs = units
    return parameters


def keras_network(network, initial):
    """The described network as a Keras model with the given parameters."""
    model = keras.Sequential([keras.Input((network["inputs"],))])
    for layer in network["layers"]:
        slope = layer.get("negative_slope")
        activation = layer["activation"] if slope is None else keras.layers.LeakyReLU(slope)
        if layer["type"] == "dense":
            model.add(keras.layers.Dense(layer["units"], activation))
        else:
            model.add(keras.layers.Activation(activation))
    model.set_weights(list(initial.values()))
    return model


def keras_steps(network, initial, optimizer, batches):
    """One step for each batch (features, targets, row weights or None), by a Keras optimizer."""
    model = keras_network(network, initial)
    loss = KERAS_LOSSES[network["loss"]]()
    steps = []
    for features, targets, weights in batches:

        def mean_loss(parameters):
            outputs, _ = model.stateless_call(parameters, [], features)
            return loss(targets, outputs, sample_weight=weights)

        variables = model.trainable_variables
        value, gradients = jax.value_and_grad(mean_loss)([v.value for v in variables])
        optimizer.apply(gradients, variables)
        steps.append(step(initial, value, gradients, [v.value for v in variables]))
    return steps


def torch_steps(network, initial, optimizer, batches, before_update=lambda t, optimizer: None):
    """The same by PyTorch; `optimizer` is a function of the parameters, t counts from 1."""
    parameters = [torch.tensor(value, requires_grad=True) for value in initial.values()]
    optimizer = optimizer(parameters)
    steps = []
    for t, (features, targets, weights) in enumerate(batches, 1):
        losses = torch_losses(network, parameters, torch.tensor(features), torch.tensor(targets))
        value = (losses if weights is None else losses * torch.tensor(weights)).mean()
        optimizer.zero_grad()
        value.backward()
        before_update(t, optimizer)
        optimizer.step()
        gradients = [p.grad for p in parameters]
        steps.append(step(initial, value.item(), gradients, [p.detach() for p in parameters]))
    return steps


def torch_losses(network, parameters, x, targets):
    """The loss of each row, from the last activation's logits where PyTorch has such a loss."""
    pairs = iter(zip(parameters[::2], parameters[1::2]))
    for layer in network["layers"]:
        if layer["type"] == "dense":
            kernel, bias = next(pairs)
            x = x @ kernel + bias
        options = {key: layer[key] for key in layer if key == "negative_slope"}
        logits, x = x, TORCH_ACTIVATIONS[layer["activation"]](x, **options)
    match network["loss"], network["layers"][-1]["activation"]:
        case "binary_crossentropy", "sigmoid":
            return F.binary_cross_entropy_with_logits(logits, targets, reduction="none").mean(1)
        case "categorical_crossentropy", "softmax":
            return F.cross_entropy(logits, targets, reduction="none")
        case "sparse_categorical_crossentropy", "softmax":
            return F.cross_entropy(logits, targets[:, 0].long(), reduction="none")
        case "mean_squared_error", _:
            return F.mse_loss(x, targets, reduction="none").mean(1)
        case "binary_crossentropy", _:
            return F.binary_cross_entropy(clipped(x), targets, reduction="none").mean(1)
        case "categorical_crossentropy", _:
            return -(targets * clipped(x / x.sum(1, keepdim=True)).log()).sum(1)
        case pair:
            raise ValueError(f"no loss for {pair}")


def clipped(probabilities):
    """As Keras clips before a logarithm; a clipped element has gradient 0."""
    return probabilities.clamp(EPSILON, 1 - EPSILON)


def step(names, loss, gradients, weights):
    """A step's record, with copies of the tensors as arrays under their names."""
    return {
        "loss": float(loss),
        "gradients": {name: np.array(value) for name, value in zip(names, gradients)},
        "weights": {name: np.array(value) for name, value in zip(names, weights)},
    }


def difference(steps, others):
    """The largest |a − b| / max(|b|, rms of the tensor of b) over two runs' losses and tensors, to
    one digit; raises unless it is below 1e-9."""

    def relative(a, b):
        return np.max(np.abs(a - b) / np.maximum(np.abs(b), np.sqrt(np.mean(np.square(b)))))

    largest = max(
        relative(mine, other)
        for one, two in zip(steps, others, strict=True)
        for mine, other in [(one["loss"], two["loss"])]
        + [(one[k][n], two[k][n]) for k in ("gradients", "weights") for n in one[k]]
    )
    if not largest < 1e-9:
        raise ArithmeticError(f"Keras and PyTorch differ by {largest}")
    return float(f"{largest:.0e}")
