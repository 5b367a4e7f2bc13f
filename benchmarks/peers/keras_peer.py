"""Keras on TensorFlow, JAX or PyTorch, as the environment variable KERAS_BACKEND says.

model.fit with steps_per_execution; jit_compile if that is faster.
"""

import time

import keras
import numpy as np

from laps import Laps, workload

# The data would be copied and checked anew by each fit: one fit goes on for all laps.
FOR_EVER = 10**9


class EpochIsLap(keras.callbacks.Callback):
    def __init__(self, laps):
        super().__init__()
        self.laps = laps

    def on_epoch_end(self, epoch, logs=None):
        if not self.laps.lap(logs["loss"], logs["accuracy"]):
            self.model.stop_training = True


class Quickest(keras.callbacks.Callback):
    """Stops after some seconds; knows the fastest epoch."""

    SECONDS = 1.5

    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 0:
            self.end, self.best = None, float("inf")
        self.begin = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        now = time.perf_counter()
        if self.end is None:  # compiled now
            self.end = now + self.SECONDS
            return
        self.best = min(self.best, now - self.begin)
        self.model.stop_training = now > self.end


def model(work, jit, steps):
    keras.utils.set_random_seed(0)
    layers = [keras.layers.Dense(units, "relu") for units in work.layers[1:-1]]
    layers += [keras.layers.Dense(work.layers[-1], "softmax")]
    model = keras.Sequential([keras.Input([work.layers[0]])] + layers)
    optimizer = {
        "sgd": keras.optimizers.SGD(0.01),
        "adam": keras.optimizers.Adam(0.001),
    }[work.optimizer]
    model.compile(
        optimizer,
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=jit,
        steps_per_execution=steps,
    )
    return model


def ways(work):
    """jit_compile is for TensorFlow and JAX; on PyTorch it would be torch.compile, which is refused."""
    backend = keras.backend.backend()
    jits = {"tensorflow": [False, True], "jax": [True], "torch": [False]}[backend]
    return [
        (f"jit_compile={jit}, steps_per_execution={steps}", jit, steps)
        for jit in jits
        for steps in dict.fromkeys([1, work.steps])
    ]


def main():
    work = workload()
    if not work.training:
        raise SystemExit("Keras is measured in training only")
    x, y = work.data()
    fit = lambda model, callback: model.fit(
        x, y, work.rows, epochs=FOR_EVER, verbose=0, callbacks=[callback]
    )
    found = {}
    for name, jit, steps in ways(work):
        quickest = Quickest()
        fit(model(work, jit, steps), quickest)
        found[quickest.best] = name, jit, steps
    name, jit, steps = found[min(found)]
    backend = keras.backend.backend()
    fit(
        model(work, jit, steps),
        EpochIsLap(Laps(f"Keras {keras.__version__} on {backend}, {name}", work.steps)),
    )


if __name__ == "__main__":
    main()
