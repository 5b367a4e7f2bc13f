"""Five epochs of a whole training in Keras in float64: four dense layers, two batch normalizations,
L2, AdamW with a cosine schedule.

    python3 core/src/test/resources/rookery/golden/end_to_end.py

writes end_to_end.json beside itself. Versions, and how Keras keeps to float64: reference.py.

300 rows of 6 features from two interleaved spirals in the first two, noise in the others; 9 full
batches of 32 rows and a short one in an epoch, in the rows' order as written under "row_order".
Kernels are Glorot uniform, rounded to float32, all else as Keras begins.

"losses" are the running means over the epochs as Keras's fit reports them, penalties included;
"final" is the loss over all rows in inference after the last step.
"""

from pathlib import Path

import numpy as np
from golden_file import rounded, write
from reference import SOURCE, float32, jax, keras  # keras as set up there: on JAX, in float64

SEED, ROWS, FEATURES, EPOCHS, BATCH = 20270, 300, 6, 5, 32
STEPS = EPOCHS * -(-ROWS // BATCH)
L2, RATE, DECAY, MOMENTUM = 0.001, 0.01, 0.02, 0.9
UNITS = (24, 16, 8, 2)


def data(rng):
    turn = np.linspace(0.5, 7, ROWS)
    side = np.arange(ROWS) % 2
    spiral = np.stack([turn * np.cos(turn + np.pi * side), turn * np.sin(turn + np.pi * side)], 1) / 4
    noise = rng.normal(0, 0.3, (ROWS, FEATURES))
    noise[:, :2] += spiral
    return float32(noise), np.eye(2)[side]


def network(rng):
    def dense(units, activation):
        return keras.layers.Dense(units, activation, kernel_regularizer=keras.regularizers.L2(L2))

    model = keras.Sequential([
        keras.Input((FEATURES,)),
        dense(UNITS[0], "relu"),
        keras.layers.BatchNormalization(momentum=MOMENTUM),
        dense(UNITS[1], "tanh"),
        keras.layers.BatchNormalization(momentum=MOMENTUM),
        dense(UNITS[2], "relu"),
        dense(UNITS[3], "softmax"),
    ])
    for layer in model.layers:
        if isinstance(layer, keras.layers.Dense):
            inputs, units = layer.kernel.shape
            limit = np.sqrt(6 / (inputs + units))
            layer.kernel.assign(float32(rng.uniform(-limit, limit, (inputs, units))))
    return model


def name_of(model, variable):
    """Our names: batch_normalization_1/gamma; Keras counts on over all models."""
    for layer in model.layers:
        for own in layer.weights:
            if own is variable:
                kind = "dense" if isinstance(layer, keras.layers.Dense) else "batch_normalization"
                same = [other for other in model.layers if type(other) is type(layer)]
                n = same.index(layer)
                return f"{kind}_{n}/{own.name}" if n else f"{kind}/{own.name}"
    raise ValueError(variable.path)


def main():
    rng = np.random.default_rng(SEED)
    features, targets = data(rng)
    model = network(rng)
    names = {name_of(model, v): v for v in model.weights}
    initial = {name: np.asarray(v.value) for name, v in names.items()}
    order = [rng.permutation(ROWS).tolist() for _ in range(EPOCHS)]
    schedule = keras.optimizers.schedules.CosineDecay(RATE, STEPS, alpha=0.1)
    optimizer = keras.optimizers.AdamW(schedule, weight_decay=DECAY)
    loss = keras.losses.CategoricalCrossentropy()
    optimizer.build(model.trainable_variables)

    def objective(values, fixed, x, t):
        y, moved, penalties = model.stateless_call(values, fixed, x, training=True, return_losses=True)
        return loss(t, y) + sum(penalties), moved

    gradient = jax.value_and_grad(objective, has_aux=True)
    losses = []
    for rows in order:
        total = 0
        for first in range(0, ROWS, BATCH):
            batch = rows[first:first + BATCH]
            (value, moved), gradients = gradient(
                [v.value for v in model.trainable_variables],
                [v.value for v in model.non_trainable_variables], features[batch], targets[batch])
            optimizer.apply(gradients, model.trainable_variables)
            for variable, new in zip(model.non_trainable_variables, moved):
                variable.assign(new)
            total += float(value) * len(batch)
        losses.append(total / ROWS)
    outputs, _, penalties = model.stateless_call(
        [v.value for v in model.trainable_variables],
        [v.value for v in model.non_trainable_variables], features, training=False, return_losses=True)
    final = float(loss(targets, outputs) + sum(penalties))
    print(losses, final)
    write(Path(__file__).with_suffix(".json"), rounded({
        "source": SOURCE, "l2": L2, "learning_rate": RATE, "decay_steps": STEPS, "alpha": 0.1,
        "weight_decay": DECAY, "momentum": MOMENTUM, "units": list(UNITS), "batch_size": BATCH,
        "features": features, "targets": targets, "row_order": order, "initial": initial,
        "losses": losses, "final": final,
        "weights": {name: np.asarray(v.value) for name, v in names.items()}}))


if __name__ == "__main__":
    main()
