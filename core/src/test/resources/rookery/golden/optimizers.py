"""Ten updates by every optimizer, by Keras in float64, and by PyTorch where it has the formula.

    python3 core/src/test/resources/rookery/golden/optimizers.py

writes optimizers.json, optimizers_muon.json and optimizers_around.json beside itself. Versions: reference.py.

The gradients are given, not computed: normal numbers whose size changes from tensor to tensor and
from step to step (1e-6 to 1e4), with a row that never has a gradient, one that has none in some
steps, and a step without any; float32. "shapes" are the tensors' by name, "initial" and "gradients"
their numbers, "weights" what Keras has after each of "steps" (counted from 1). "torch_difference"
is the largest |a − b| / max(|b|, rms of the tensor) between Keras's weights and PyTorch's.

Where the two differ by where ε stands (beside a root or under it, corrected or not) the comparison
is made with ε = 1e-30 in both: the formulas agree but for ε. Adadelta and Nadam agree as they are,
Nadam with PyTorch's momentum_decay = 1 (its default is 0.004), momentum and RMSprop's since the
rate is constant. PyTorch has no Ftrl, Lion and Lamb, and its Muon rounds to bfloat16.

Around an optimizer: Keras's arguments clipnorm, clipvalue, global_clipnorm, weight_decay, use_ema,
gradient_accumulation_steps. "average" is Keras's moving average after the last step. The
learning rate of "inverse time" is 0.05 / (1 + 0.5·step), the step counted from 0.
"""

from pathlib import Path

import numpy as np
import torch
from golden_file import rounded, write
from reference import SOURCE, difference, float32, keras  # on JAX, in float64

SEED, STEPS = 20269, 10
SMALL = {"dense/kernel": (3, 5), "dense/bias": (5,), "dense_1/kernel": (5, 1), "dense_1/bias": (1,),
         "dense_2/kernel": (1, 33)}
MATRICES = {"dense/kernel": (40, 5), "dense/bias": (5,), "dense_1/kernel": (5, 36),
            "embedding/embeddings": (3, 4), "dense_2/kernel": (6, 6), "dense_3/kernel": (4, 3)}
TINY = 1e-30
K = keras.optimizers
T = torch.optim


class InverseTime(K.schedules.LearningRateSchedule):
    """A schedule that tells steps from updates."""

    def __call__(self, step):
        return 0.05 / (1 + 0.5 * keras.ops.cast(step, "float64"))

    def get_config(self):
        return {}


# name, Keras's class, its arguments, PyTorch's class and arguments, Keras's for the comparison
LEAVES = [
    ("sgd", K.SGD, dict(learning_rate=0.05), T.SGD, dict(lr=0.05), {}),
    ("sgd", K.SGD, dict(learning_rate=0.05, momentum=0.9), T.SGD, dict(lr=0.05, momentum=0.9), {}),
    ("sgd", K.SGD, dict(learning_rate=0.02, momentum=0.8, nesterov=True),
     T.SGD, dict(lr=0.02, momentum=0.8, nesterov=True), {}),
    ("adagrad", K.Adagrad, dict(), T.Adagrad,
     dict(lr=0.001, initial_accumulator_value=0.1, eps=0), dict(epsilon=TINY)),
    ("adagrad", K.Adagrad, dict(learning_rate=0.1, initial_accumulator_value=0.0, epsilon=1e-3),
     T.Adagrad, dict(lr=0.1, eps=TINY), dict(epsilon=TINY ** 2)),
    ("adadelta", K.Adadelta, dict(), T.Adadelta, dict(lr=0.001, rho=0.95, eps=1e-7), {}),
    ("adadelta", K.Adadelta, dict(learning_rate=1.0, rho=0.8, epsilon=1e-2),
     T.Adadelta, dict(lr=1.0, rho=0.8, eps=1e-2), {}),
    ("rmsprop", K.RMSprop, dict(), T.RMSprop, dict(lr=0.001, alpha=0.9, eps=TINY),
     dict(epsilon=TINY ** 2)),
    ("rmsprop", K.RMSprop, dict(learning_rate=0.01, rho=0.8, momentum=0.9, epsilon=1e-4),
     T.RMSprop, dict(lr=0.01, alpha=0.8, momentum=0.9, eps=TINY), dict(epsilon=TINY ** 2)),
    ("rmsprop", K.RMSprop, dict(learning_rate=0.01, epsilon=1e-3, centered=True),
     T.RMSprop, dict(lr=0.01, alpha=0.9, centered=True, eps=TINY), dict(epsilon=TINY ** 2)),
    ("rmsprop", K.RMSprop,
     dict(learning_rate=0.01, rho=0.7, momentum=0.5, epsilon=1e-3, centered=True),
     T.RMSprop, dict(lr=0.01, alpha=0.7, momentum=0.5, centered=True, eps=TINY),
     dict(epsilon=TINY ** 2)),
    ("adam", K.Adam, dict(), T.Adam, dict(lr=0.001, eps=TINY), dict(epsilon=TINY)),
    ("adam", K.Adam, dict(learning_rate=0.05, beta_1=0.8, beta_2=0.9, epsilon=1e-3),
     T.Adam, dict(lr=0.05, betas=(0.8, 0.9), eps=TINY), dict(epsilon=TINY)),
    ("adam", K.Adam, dict(learning_rate=0.05, beta_2=0.9, amsgrad=True),
     T.Adam, dict(lr=0.05, betas=(0.9, 0.9), amsgrad=True, eps=TINY), dict(epsilon=TINY)),
    ("adamw", K.AdamW, dict(), T.AdamW, dict(lr=0.001, weight_decay=0.004, eps=TINY),
     dict(epsilon=TINY)),
    ("adamw", K.AdamW, dict(learning_rate=0.05, weight_decay=0.3, beta_2=0.9, amsgrad=True),
     T.AdamW, dict(lr=0.05, weight_decay=0.3, betas=(0.9, 0.9), amsgrad=True, eps=TINY),
     dict(epsilon=TINY)),
    ("adamax", K.Adamax, dict(), T.Adamax, dict(lr=0.001, eps=TINY), dict(epsilon=TINY)),
    ("adamax", K.Adamax, dict(learning_rate=0.05, beta_1=0.8, beta_2=0.7, epsilon=1e-2),
     T.Adamax, dict(lr=0.05, betas=(0.8, 0.7), eps=TINY), dict(epsilon=TINY)),
    ("nadam", K.Nadam, dict(), T.NAdam, dict(lr=0.001, eps=1e-7, momentum_decay=1), {}),
    ("nadam", K.Nadam, dict(learning_rate=0.05, beta_1=0.7, beta_2=0.9, epsilon=1e-3),
     T.NAdam, dict(lr=0.05, betas=(0.7, 0.9), eps=1e-3, momentum_decay=1), {}),
    ("ftrl", K.Ftrl, dict(), None, {}, {}),
    ("ftrl", K.Ftrl, dict(learning_rate=0.1, initial_accumulator_value=0.5,
                          l1_regularization_strength=0.05, l2_regularization_strength=0.1,
                          l2_shrinkage_regularization_strength=0.2, beta=0.3), None, {}, {}),
    ("ftrl", K.Ftrl, dict(learning_rate=0.1, learning_rate_power=-0.8), None, {}, {}),
    ("ftrl", K.Ftrl, dict(learning_rate=0.1, learning_rate_power=0.0), None, {}, {}),
    ("lion", K.Lion, dict(), None, {}, {}),
    ("lion", K.Lion, dict(learning_rate=0.05, beta_1=0.5, beta_2=0.8), None, {}, {}),
    ("lamb", K.Lamb, dict(), None, {}, {}),
    ("lamb", K.Lamb, dict(learning_rate=0.1, beta_1=0.8, beta_2=0.9, epsilon=1e-3), None, {}, {}),
    ("muon", K.Muon, dict(), None, {}, {}),
    ("muon", K.Muon, dict(learning_rate=0.05, adam_weight_decay=0.1, weight_decay=0.2,
                          exclude_layers=["dense_2", "nse_3"], exclude_embeddings=False,
                          adam_lr_ratio=0.5, momentum=0.8, ns_steps=3, nesterov=False,
                          rms_rate=0.4), None, {}, {}),
    ("muon", K.Muon, dict(learning_rate=0.05, adam_weight_decay=None, weight_decay=None,
                          muon_a=3.0, muon_b=-3.2, muon_c=1.2, rms_rate=None), None, {}, {}),
]

# name, Keras's class, its arguments
AROUND = [
    ("weight_decay", K.SGD, dict(learning_rate=0.05, momentum=0.9, weight_decay=0.5)),
    ("weight_decay", K.Adam, dict(learning_rate=0.05, weight_decay=0.1)),
    ("clip_by_value", K.SGD, dict(learning_rate=0.05, clipvalue=0.1)),
    ("clip_by_norm", K.SGD, dict(learning_rate=0.05, clipnorm=0.3)),
    ("clip_by_global_norm", K.Adam, dict(learning_rate=0.05, global_clipnorm=2.0)),
    ("clip_by_norm, lamb", K.Lamb, dict(learning_rate=0.05, clipnorm=0.3, weight_decay=0.1)),
    ("moving average", K.Adam, dict(learning_rate=0.05, use_ema=True, ema_momentum=0.8)),
    ("moving average, overwriting", K.SGD,
     dict(learning_rate=0.05, use_ema=True, ema_momentum=0.6, ema_overwrite_frequency=3)),
    ("accumulation", K.Adam, dict(learning_rate=0.05, gradient_accumulation_steps=2)),
    ("accumulation, nadam", K.Nadam, dict(learning_rate=0.05, gradient_accumulation_steps=3)),
    ("accumulation, inverse time", K.SGD, dict(learning_rate=InverseTime(),
                                               gradient_accumulation_steps=3)),
    ("accumulation, clipping, decay", K.Adam,
     dict(learning_rate=0.05, gradient_accumulation_steps=3, clipnorm=0.2, weight_decay=0.1)),
    ("all at once", K.AdamW,
     dict(learning_rate=InverseTime(), weight_decay=0.1, gradient_accumulation_steps=2,
          global_clipnorm=1.0, use_ema=True, ema_momentum=0.7, ema_overwrite_frequency=2)),
    ("all around lamb", K.Lamb,
     dict(learning_rate=0.05, weight_decay=0.1, gradient_accumulation_steps=2, clipvalue=0.2,
          use_ema=True, ema_momentum=0.7, ema_overwrite_frequency=2)),
]


def numbers(rng, shapes):
    """Initial weights and the gradients of ten steps, rounded to float32."""
    initial = {name: float32(rng.normal(size=shape)) for name, shape in shapes.items()}
    gradients = []
    for step in range(STEPS):
        size = 10 ** rng.uniform(-1.5, 0.5, len(shapes))
        tensors = [float32(s * rng.normal(size=shape)) for s, shape in zip(size, shapes.values())]
        kernel = tensors[0]
        kernel[0] = 0
        if step % 3 == 1:
            kernel[1] = 0
        kernel[2, 0], kernel[2, 1] = float32(1e-6), float32(1e4 if step == 7 else -1e-3)
        gradients.append({n: t * (step != 4) for n, t in zip(shapes, tensors)})
    return initial, gradients


def keras_weights(optimizer, initial, gradients):
    """The weights after each step; a variable's path is that of a network's."""
    variables = []
    for name, value in initial.items():
        layer, tensor = name.split("/")
        with keras.name_scope(layer):
            variables.append(keras.Variable(value, dtype="float64", name=tensor))
    assert [v.path for v in variables] == list(initial)
    weights = []
    for step in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(g) for g in step.values()], variables)
        weights.append({n: np.asarray(v.value) for n, v in zip(initial, variables)})
    average = None
    if optimizer.use_ema:
        optimizer.finalize_variable_values(variables)
        average = {n: np.asarray(v.value) for n, v in zip(initial, variables)}
    return weights, average


def torch_weights(optimizer, initial, gradients):
    parameters = [torch.tensor(value, requires_grad=True) for value in initial.values()]
    optimizer = optimizer(parameters)
    weights = []
    for step in gradients:
        for parameter, gradient in zip(parameters, step.values()):
            parameter.grad = torch.tensor(gradient)
        optimizer.step()
        weights.append({n: p.detach().numpy().copy() for n, p in zip(initial, parameters)})
    return weights


def compared(mine, theirs):
    """`difference` of runs that have weights alone."""
    def steps(weights):
        return [{"loss": 1.0, "gradients": {n: np.ones(1) for n in w}, "weights": w} for w in weights]
    return difference(steps(mine), steps(theirs))


def plain(arguments):
    return {k: "inverse time" if isinstance(v, InverseTime) else v for k, v in arguments.items()}


def entry(name, kind, arguments, data, steps):
    initial, gradients = data
    weights, average = keras_weights(kind(**arguments), initial, gradients)
    result = {"name": name, "optimizer": kind.__name__.lower(), "arguments": plain(arguments),
              "inputs": "matrices" if "embedding/embeddings" in initial else "small",
              "steps": steps, "weights": [weights[s - 1] for s in steps]}
    return result | ({"average": average} if average else {})


def main():
    small = numbers(np.random.default_rng(SEED), SMALL)
    matrices = numbers(np.random.default_rng(SEED + 1), MATRICES)
    every = list(range(1, STEPS + 1))
    inputs = {name: {"shapes": {n: list(s) for n, s in shapes.items()}, "initial": data[0],
                     "gradients": data[1]}
              for name, shapes, data in (("small", SMALL, small), ("matrices", MATRICES, matrices))}

    entries = {"small": [], "matrices": []}
    for name, kind, arguments, torch_kind, torch_arguments, compare in LEAVES:
        muon = name == "muon"
        golden = entry(name, kind, arguments, matrices if muon else small,
                       [1, 2, 10] if muon else [1, 2, 3, 6, 10])
        if torch_kind:
            by_keras, _ = keras_weights(kind(**arguments | compare), *small)
            by_torch = torch_weights(lambda p: torch_kind(p, **torch_arguments), *small)
            golden["torch_difference"] = compared(by_keras, by_torch)
        entries[golden.pop("inputs")].append(golden)
    around = [entry(name, kind, arguments, small, every) for name, kind, arguments in AROUND]
    for golden in around:
        golden.pop("inputs")
    for name, shapes, optimizers in (("optimizers", "small", entries["small"]),
                                     ("optimizers_muon", "matrices", entries["matrices"]),
                                     ("optimizers_around", "small", around)):
        golden = {"source": SOURCE} | inputs[shapes] | {"optimizers": optimizers}
        write(Path(__file__).parent / f"{name}.json", rounded(golden))


if __name__ == "__main__":
    main()
