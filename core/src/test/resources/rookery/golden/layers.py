"""Layers one by one: forward, backward, and several steps, by Keras and PyTorch in float64.

    python3 core/src/test/resources/rookery/golden/layers.py

writes layers.json beside itself. Versions, and how Keras keeps to float64: reference.py.

"single": a layer with x, its weights, and dy, the gradient with respect to its outputs; what comes
of them: y in training, y in inference (before the training pass), dx, the weights' gradients, and
what the training pass made of the moving statistics. A layer over more rows than fit here ("rows",
"seed") has x and dy by the formula of `generated`, and y and dx of every 100th row.

"steps": a network with regularizers, constraints, and batch normalization trained with SGD on all
rows, as in networks.json; weights contain the moving statistics. "predictions" are those after the
last step.

"torch_difference" is the largest relative difference between Keras and PyTorch where PyTorch has the
layer. Differences between the two that show here, and what was done about them:
    batch normalization  PyTorch's moving variance takes the batch's variance over n − 1: undone by
                         (n − 1)/n; its momentum is 1 − ours
    prelu                at x = 0 Keras's dx is 0, PyTorch's is α·dy, which is what the file has
    rms normalization    "scale" is PyTorch's "weight"
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from golden_file import rounded, write
from reference import SOURCE, float32, jax, keras  # keras as set up there: on JAX, in float64

import jax.numpy as jnp  # after reference, which sets JAX up

SEED = 20269
EDGES = np.array([0, -0.0, 1e-30, -1e-30, 1e-6, -1e-6, 1e4, -1e4, 1, -1, 0.5, -0.5])


def generated(rows, features, salt):
    """Numbers in [−1, 1) that a few integer operations give in any language."""
    i = np.arange(rows)[:, None]
    f = np.arange(features)[None, :]
    return float32(((i * 7919 + f * 104729 + salt * 31) % 1024) / 512 - 1)


def normal(rng, rows, features, spread=1.0, offset=0.0):
    return float32(rng.normal(offset, spread, (rows, features)))


def relative(a, b):
    """The largest |a − b| / max(|b|, rms of b); what is below 1e-13 is nothing."""
    a, b = exact(a), exact(b)
    scale = np.maximum(np.abs(b), np.sqrt(np.mean(np.square(b))))
    return float(np.max(np.abs(a - b) / np.where(scale == 0, 1, scale)))


def exact(values):
    """Zero where it was meant: one feature less its mean, say."""
    values = np.asarray(values)
    return np.where(np.abs(values) < 1e-13, 0, values)


# ---- Keras


def keras_layer(spec, features):
    options = {key: spec[key] for key in spec if key not in ("type", "layers", "frozen")}
    match spec["type"]:
        case "batch_normalization":
            layer = keras.layers.BatchNormalization(**options)
        case "layer_normalization":
            layer = keras.layers.LayerNormalization(**options)
        case "rms_normalization":
            layer = keras.layers.RMSNormalization(**options)
        case "prelu":
            layer = keras.layers.PReLU()
        case "dense":
            layer = keras.layers.Dense(**described(options))
        case kind:
            raise ValueError(kind)
    if not layer.built:
        layer.build((None, features))
    layer.trainable = not spec.get("frozen", False)
    return layer


def described(options):
    """Regularizers and constraints from [name, arguments…]."""
    kinds = {"l1": keras.regularizers.L1, "l2": keras.regularizers.L2,
             "l1_l2": keras.regularizers.L1L2, "orthogonal": keras.regularizers.OrthogonalRegularizer,
             "max_norm": keras.constraints.MaxNorm, "non_negative": keras.constraints.NonNeg,
             "unit_norm": keras.constraints.UnitNorm, "min_max_norm": keras.constraints.MinMaxNorm}
    return {key: kinds[value[0]](*value[1:]) if isinstance(value, list) else value
            for key, value in options.items()}


def names(layer):
    return [v.path.split("/")[-1] for v in layer.weights]


def by_keras(spec, x, weights, dy):
    layer = keras_layer(spec, x.shape[1])
    layer.set_weights([weights[name] for name in names(layer)])
    inference = np.asarray(layer(x, training=False))
    trained = [v for v in layer.weights if v.path.split("/")[-1] in GRADED]
    fixed = [v for v in layer.weights if v.path.split("/")[-1] not in GRADED]

    def forward(values, moving, inputs):
        pairs = list(zip(trained, values)) + list(zip(fixed, moving))
        with keras.StatelessScope(state_mapping=pairs) as scope:
            y = layer(inputs, training=True)
        return y, [scope.get_current_value(v) for v in fixed]

    (y, moved), back = jax.vjp(
        lambda values, inputs: forward(values, [v.value for v in fixed], inputs),
        [v.value for v in trained], jnp.asarray(x))
    zeros = [jnp.zeros_like(v.value) for v in fixed]
    gradients, dx = back((jnp.asarray(dy), zeros))
    after = dict(zip([v.path.split("/")[-1] for v in fixed], moved))
    return {"inference": inference, "y": y, "dx": dx,
            "gradients": dict(zip([v.path.split("/")[-1] for v in trained], gradients)),
            "after": {k: np.asarray(v if v is not None else weights[k]) for k, v in after.items()}}


GRADED = ("gamma", "beta", "scale", "alpha", "kernel", "bias")


# ---- PyTorch


def by_torch(spec, x, weights, dy):
    """The same by PyTorch; only where it has the layer."""
    t = {k: torch.tensor(v, requires_grad=k in GRADED) for k, v in weights.items()}
    inputs = torch.tensor(x, requires_grad=True)
    n, features = x.shape
    after = {}
    match spec["type"]:
        case "batch_normalization":
            mean, variance = t["moving_mean"].clone(), t["moving_variance"].clone()
            epsilon = spec.get("epsilon", 1e-3)
            inference = F.batch_norm(inputs, mean, variance, t.get("gamma"), t.get("beta"), False, 0, epsilon)
            if spec.get("frozen"):
                y = F.batch_norm(inputs, mean, variance, t.get("gamma"), t.get("beta"), False, 0, epsilon)
            elif n == 1:
                return None  # PyTorch refuses a single row
            else:
                momentum = 1 - spec.get("momentum", 0.99)
                y = F.batch_norm(inputs, mean, variance, t.get("gamma"), t.get("beta"), True, momentum, epsilon)
                biased = (variance - (1 - momentum) * t["moving_variance"]) * (n - 1) / n
                variance = (1 - momentum) * t["moving_variance"] + biased
            after = {"moving_mean": mean.numpy(), "moving_variance": variance.numpy()}
        case "layer_normalization":
            inference = y = F.layer_norm(inputs, (features,), t.get("gamma"), t.get("beta"), spec.get("epsilon", 1e-3))
        case "rms_normalization":
            inference = y = F.rms_norm(inputs, (features,), t["scale"], spec.get("epsilon", 1e-6))
        case "prelu":
            inference = y = F.prelu(inputs, t["alpha"])
    y.backward(torch.tensor(dy))
    return {"inference": inference.detach().numpy(), "y": y.detach().numpy(), "dx": inputs.grad.numpy(),
            "gradients": {k: v.grad.numpy() for k, v in t.items() if v.grad is not None}, "after": after}


def initial(rng, spec, features):
    layer = keras_layer(spec, features)
    values = {}
    for name in names(layer):
        spread = float32(rng.uniform(-1, 1, features))
        values[name] = float32(np.abs(spread) + 0.3) if name in ("gamma", "scale", "moving_variance") else spread
    return values


def single(rng, name, spec, x, dy=None, kept=None):
    rows, features = x.shape
    dy = normal(rng, rows, features) if dy is None else dy
    weights = initial(rng, spec, features)
    ours = by_keras(spec, x, weights, dy)
    theirs = by_torch(spec, x, weights, dy)
    if spec["type"] == "prelu":
        zero = x == 0
        ours["dx"] = np.where(zero, weights["alpha"] * dy, np.asarray(ours["dx"]))
    if spec.get("frozen"):
        ours["gradients"] = theirs["gradients"] = {}
    case = {"name": name, "layer": spec, "features": features, "weights": weights}
    case |= {"x": x, "dy": dy} if kept is None else {"rows": rows, "every": kept}
    case |= {key: exact(ours[key])[::kept or 1] for key in ("inference", "y", "dx")}
    case |= {"gradients": {k: exact(v) for k, v in ours["gradients"].items()}, "after": ours["after"]}
    if theirs is not None:
        pairs = [(ours[k], theirs[k]) for k in ("inference", "y", "dx")]
        pairs += [(ours[d][k], theirs[d][k]) for d in ("gradients", "after") for k in ours[d]]
        difference = max(relative(np.asarray(a), np.asarray(b)) for a, b in pairs)
        if not difference < 1e-9:
            raise ArithmeticError(f"{name}: Keras and PyTorch differ by {difference}")
        case["torch_difference"] = float(f"{difference:.0e}")
    return rounded(case)


def singles(rng):
    bn, ln, rms = "batch_normalization", "layer_normalization", "rms_normalization"
    for rows, features in [(1, 3), (5, 1), (5, 40), (40, 3)]:
        yield f"batch normalization, {rows}×{features}", {"type": bn}, normal(rng, rows, features, 2, 1)
    yield "batch normalization, momentum and ε", {"type": bn, "momentum": 0.5, "epsilon": 0.1}, normal(rng, 5, 3)
    yield "batch normalization, no β", {"type": bn, "center": False}, normal(rng, 5, 3)
    yield "batch normalization, no γ", {"type": bn, "scale": False}, normal(rng, 5, 3)
    yield "batch normalization, neither", {"type": bn, "center": False, "scale": False}, normal(rng, 5, 3)
    yield "batch normalization, frozen", {"type": bn, "frozen": True}, normal(rng, 40, 3)
    yield "batch normalization, equal rows", {"type": bn}, np.full((5, 3), 0.75)
    yield "batch normalization, large mean", {"type": bn}, normal(rng, 40, 3, 1, 1000)
    yield "batch normalization, edges", {"type": bn}, np.tile(EDGES[:, None], (1, 2))
    for kind, title in [(ln, "layer normalization"), (rms, "rms normalization")]:
        for rows, features in [(1, 3), (5, 40), (33, 3)]:
            yield f"{title}, {rows}×{features}", {"type": kind}, normal(rng, rows, features, 2, 1)
        yield f"{title}, one feature", {"type": kind, "epsilon": 0.5}, normal(rng, 5, 1)
        yield f"{title}, ε", {"type": kind, "epsilon": 0.1}, normal(rng, 5, 3)
        yield f"{title}, edges", {"type": kind}, np.tile(EDGES, (2, 1))
        yield f"{title}, zeros", {"type": kind}, np.zeros((5, 3))
        yield f"{title}, tiny", {"type": kind}, normal(rng, 5, 3, 1e-6)
    yield "layer normalization, large mean", {"type": ln}, normal(rng, 5, 40, 1, 1000)
    yield "layer normalization, no β", {"type": ln, "center": False}, normal(rng, 5, 3)
    yield "layer normalization, no γ", {"type": ln, "scale": False}, normal(rng, 5, 3)
    yield "layer normalization, neither", {"type": ln, "center": False, "scale": False}, normal(rng, 5, 3)
    for rows, features in [(1, 3), (5, 1), (40, 3)]:
        yield f"prelu, {rows}×{features}", {"type": "prelu"}, normal(rng, rows, features)
    yield "prelu, edges", {"type": "prelu"}, np.tile(EDGES, (2, 1))


# ---- several steps


def network(layers, inputs):
    """A Keras model of the described layers, and its weights' names in the order of ours."""
    at = start = keras.Input((inputs,))
    ordered, seen = [], {}

    def add(spec, x, prefix, counts):
        kind = spec["type"]
        n = counts[kind] = counts.get(kind, 0) + 1
        name = prefix + (kind if n == 1 else f"{kind}_{n - 1}")
        if kind == "residual":
            y, inner = x, {}
            for part in spec["layers"]:
                y = add(part, y, name + "/", inner)
            return keras.layers.add([x, y])
        if kind == "embedding":
            parts, k = [], 0
            for f in range(x.shape[1]):
                column = x[:, f:f + 1]
                if f in spec["columns"]:
                    table = keras.layers.Embedding(spec["sizes"][k], spec["dimension"][k])
                    column = keras.layers.Flatten()(table(column))
                    ordered.append((name + "/embeddings" + (f"_{k}" if k else ""), table.weights[0]))
                    k += 1
                parts.append(column)
            return keras.layers.concatenate(parts)
        layer = keras_layer(spec, x.shape[1])
        y = layer(x)
        ordered.extend((f"{name}/{v.path.split('/')[-1]}", v) for v in layer.weights)
        return y

    for spec in layers:
        at = add(spec, at, "", seen)
    return keras.Model(start, at), dict(ordered)


def steps_of(rng, name, inputs, layers, loss, features, targets, rate=0.05, steps=3):
    model, variables = network(layers, inputs)
    for v in variables.values():
        kind = v.path.split("/")[-1]
        if kind in ("moving_mean", "moving_variance"):
            continue
        values = rng.uniform(-0.7, 0.7, v.shape)
        v.assign(float32(np.abs(values) + 0.5 if kind in ("gamma", "scale") else values))
    first = {k: np.asarray(v.value) for k, v in variables.items()}
    optimizer = keras.optimizers.SGD(rate)
    trained, fixed = model.trainable_variables, model.non_trainable_variables
    record = []
    for _ in range(steps):

        def mean_loss(values, moving):
            outputs, moved, losses = model.stateless_call(
                values, moving, features, training=True, return_losses=True)
            return keras.losses.get(loss)(targets, outputs).mean() + sum(losses), moved

        (value, moved), gradients = jax.value_and_grad(mean_loss, has_aux=True)(
            [v.value for v in trained], [v.value for v in fixed])
        optimizer.apply(gradients, trained)  # and the constraints
        for v, new in zip(fixed, moved):
            v.assign(new)
        graded = {id(v): g for v, g in zip(trained, gradients)}
        record.append({
            "loss": float(value),
            "gradients": {k: np.asarray(graded[id(v)]) for k, v in variables.items() if id(v) in graded},
            "weights": {k: np.asarray(v.value) for k, v in variables.items()}})
    predictions = np.asarray(model(features, training=False))
    return rounded({"name": name, "inputs": inputs, "layers": layers, "loss": loss, "learning_rate": rate,
                    "features": features, "targets": targets, "initial": first, "steps": record,
                    "predictions": predictions})


def dense(units, activation="linear", **options):
    return {"type": "dense", "units": units, "activation": activation} | options


def networks(rng):
    numbers, bn = normal(rng, 35, 2), {"type": "batch_normalization", "momentum": 0.9}
    features = normal(rng, 35, 5)
    yield "regularizers", 5, [
        dense(6, "tanh", kernel_regularizer=["l1", 0.02], bias_regularizer=["l2", 0.1]),
        dense(6, "tanh", use_bias=False, kernel_regularizer=["l2", 0.03]),
        dense(2, kernel_regularizer=["l1_l2", 0.01, 0.02], bias_regularizer=["l1", 0.05]),
    ], "mean_squared_error", features, numbers
    yield "orthogonal", 5, [
        dense(4, "tanh", kernel_regularizer=["orthogonal", 0.1]), dense(2)
    ], "mean_squared_error", features, numbers
    yield "constraints", 5, [
        dense(6, "tanh", kernel_constraint=["max_norm", 0.8], bias_constraint=["non_negative"]),
        dense(6, "tanh", use_bias=False, kernel_constraint=["unit_norm"]),
        dense(2, kernel_constraint=["min_max_norm", 0.5, 0.9, 0.5], bias_constraint=["max_norm", 0.3]),
    ], "mean_squared_error", features, numbers
    yield "batch normalization, moving", 5, [
        bn, dense(6, "tanh"), bn, dense(2)], "mean_squared_error", features, numbers
    yield "batch normalization, frozen", 5, [
        dense(6, "tanh"), bn | {"frozen": True}, dense(2)], "mean_squared_error", features, numbers
    yield "residual", 5, [
        {"type": "residual", "layers": [dense(6, "tanh"), bn, dense(5)]},
        {"type": "residual", "layers": [
            {"type": "layer_normalization"}, {"type": "residual", "layers": [dense(5, "tanh")]},
            {"type": "rms_normalization"}]},
        {"type": "prelu"}, dense(2)], "mean_squared_error", features, numbers
    codes = features.copy()
    codes[:, 1], codes[:, 4] = rng.integers(0, 3, 35), rng.integers(0, 7, 35)
    yield "embedding", 5, [
        {"type": "embedding", "columns": [1, 4], "sizes": [3, 7], "dimension": [2, 33]},
        dense(6, "tanh"), dense(2)], "mean_squared_error", codes, numbers


def main():
    rng = np.random.default_rng(SEED)
    found = [single(rng, *case) for case in singles(rng)]
    for salt, spec in enumerate([{"type": "batch_normalization", "momentum": 0.9},
                                 {"type": "layer_normalization"}, {"type": "rms_normalization"}, {"type": "prelu"}]):
        case = single(rng, f"{spec['type'].replace('_', ' ')}, 2100 rows", spec,
                      generated(2100, 3, 2 * salt), generated(2100, 3, 2 * salt + 1), kept=150)
        found.append(case | {"salt": 2 * salt})
    trained = [steps_of(rng, *case) for case in networks(rng)]
    for case in found:
        print(case["name"], case.get("torch_difference", "not in PyTorch"))
    for case in trained:
        print(case["name"], [step["loss"] for step in case["steps"]])
    write(Path(__file__).with_suffix(".json"), {"source": SOURCE, "single": found, "steps": trained})


if __name__ == "__main__":
    main()
