"""Keras on TensorFlow, JAX or PyTorch, as the environment variable KERAS_BACKEND says.

model.fit with steps_per_execution; jit_compile if that is faster.
"""

import time

import keras

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
    """jit_compile is for TensorFlow and JAX; PyTorch refuses more than one step per execution."""
    backend = keras.backend.backend()
    return {
        "tensorflow": [(False, work.steps), (True, work.steps)],
        "jax": [(True, work.steps)],
        "torch": [(False, 1)],
    }[backend]


def quickest(work, fit):
    """The way with the fastest epoch."""
    if len(ways(work)) == 1:
        return ways(work)[0]
    found = {}
    for way in ways(work):
        callback = Quickest()
        fit(model(work, *way), callback)
        found[callback.best] = way
    return found[min(found)]


def main():
    work = workload()
    if not work.training:
        raise SystemExit("Keras is measured in training only")
    x, y = work.data()
    fit = lambda model, callback: model.fit(
        x, y, work.rows, epochs=FOR_EVER, verbose=0, callbacks=[callback]
    )
    jit, steps = quickest(work, fit)
    name = (
        f"Keras {keras.__version__} on {keras.backend.backend()},"
        f" jit_compile={jit}, steps_per_execution={steps}"
    )
    fit(model(work, jit, steps), EpochIsLap(Laps(name, work.steps)))


if __name__ == "__main__":
    main()
