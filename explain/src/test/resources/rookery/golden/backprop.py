"""Backpropagation through chains of neurons with one input each, by PyTorch in float64.

    python3 explain/src/test/resources/rookery/golden/backprop.py

writes backprop.json beside this file: for chains of one to four neurons, without a loss and with
each of three, one chain for each activation of the last neuron, the others' drawn at random. Numbers
are normal with deviation 1.5, drawn again until no relu lies within 0.05 of its kink and, for a
cross-entropy, the output within [0.02, 0.98].

Each case has the inputs, every z, the output and its derivatives by every z, w and b from
torch.autograd; with a loss also the loss, its derivatives, and the loss after one step of
torch.optim.SGD. categorical_crossentropy is −y·ln ŷ here, the summand of one class.

    pip install torch==2.13.0
"""

import json
import random
from importlib.metadata import version
from pathlib import Path

import torch
import torch.nn.functional as F

SEED = 20265
ACTIVATIONS = {
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "linear": lambda z: z,
}
LOSSES = {
    "mse": F.mse_loss,
    "binary_crossentropy": F.binary_cross_entropy,
    "categorical_crossentropy": lambda q, y: -y * torch.log(q),
}


def forward(x, w, b, activations):
    """Every z, and the output."""
    zs = []
    for k, name in enumerate(activations):
        zs.append(w[k] * x + b[k])
        x = ACTIVATIONS[name](zs[-1])
    return zs, x


def tensors(values):
    return [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in values]


def derivatives(of, by):
    return [g.item() for g in torch.autograd.grad(of, by, retain_graph=True)]


def gradient(name, of, zs, w, b):
    return {
        f"d_{name}_d_z": derivatives(of, zs),
        f"d_{name}_d_w": derivatives(of, w),
        f"d_{name}_d_b": derivatives(of, b),
    }


def case(x, w, b, activations, loss, y, rate):
    inputs = {"x": x, "w": w, "b": b, "activations": activations}
    w, b = tensors(w), tensors(b)
    zs, output = forward(x, w, b, activations)
    result = inputs | {"z": [z.item() for z in zs], "output": output.item()}
    result |= gradient("output", output, zs, w, b)
    if loss is None:
        return result
    target = torch.tensor(y, dtype=torch.float64)
    value = LOSSES[loss](output, target)
    result |= {"loss_function": loss, "y": y, "learning_rate": rate, "loss": value.item()}
    result["d_loss_d_output"] = derivatives(value, [output])[0]
    result |= gradient("loss", value, zs, w, b)
    optimizer = torch.optim.SGD(w + b, lr=rate)
    value.backward()
    optimizer.step()
    after = forward(x, w, b, activations)[1]
    result |= {"w_after": [v.item() for v in w], "b_after": [v.item() for v in b]}
    result |= {"output_after": after.item(), "loss_after": None}
    if loss == "mse" or 0 < after.item() < 1:
        result["loss_after"] = LOSSES[loss](after, target).item()
    return result


def fits(x, w, b, activations, loss):
    zs, output = forward(torch.tensor(x, dtype=torch.float64), w, b, activations)
    if any(name == "relu" and abs(z) < 0.05 for z, name in zip(zs, activations)):
        return False
    return loss in (None, "mse") or 0.02 <= output <= 0.98


def draw(rng, neurons, last, loss):
    """A case that fits."""
    while True:
        names = [rng.choice(list(ACTIVATIONS)) for _ in range(neurons - 1)] + [last]
        x, *numbers = [round(rng.gauss(0, 1.5), 3) for _ in range(1 + 2 * neurons)]
        w, b = numbers[:neurons], numbers[neurons:]
        y = round(rng.gauss(0, 1.5), 3) if loss == "mse" else rng.choice([0.0, 1.0, 0.25])
        rate = rng.choice([0.01, 0.1, 0.5])
        if fits(x, w, b, names, loss):
            return case(x, w, b, names, loss, y, rate)


def main():
    rng = random.Random(SEED)
    cases = [
        draw(rng, neurons, last, loss)
        for neurons in range(1, 5)
        for loss in (None, *LOSSES)
        for last in ACTIVATIONS
    ]
    lines = ",\n  ".join(json.dumps(drawn) for drawn in cases)
    source = json.dumps({"torch": version("torch").split("+")[0]})
    text = f'{{\n "source": {source},\n "cases": [\n  {lines}\n ]\n}}\n'
    Path(__file__).with_suffix(".json").write_text(text, encoding="utf-8")


main()
