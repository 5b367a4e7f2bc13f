"""What Keras's callbacks decide: makes callbacks.json, and checkpoints.json for the formats module.

    python callbacks.py

Keras's own EarlyStopping, ReduceLROnPlateau and ModelCheckpoint are told of epochs whose values are
random, and a model that only takes notes is all they get to see. Values are multiples of 1/64, so
that ties are many and sums exact; an infinity or a NaN comes now and then, but never first, where we
differ (see Monitor). The learning rate is kept in single precision, as Keras's optimizers do.

"directions" is what Keras's mode "auto" takes for better in each of its metrics.
"""

import random
from pathlib import Path
from types import SimpleNamespace

from reference import SOURCE  # sets Keras to float64
import keras
import numpy as np

import golden_file

HERE = Path(__file__).parent
FORMATS = HERE.parents[5] / "formats/src/test/resources/rookery/formats"
CASES = 160
FILES = 40  # cases with files, each of which a test must write
BATCHES = 5  # of an epoch
LATEST_START = 4
METRICS = [
    keras.metrics.BinaryAccuracy,
    keras.metrics.CategoricalAccuracy,
    keras.metrics.SparseCategoricalAccuracy,
    keras.metrics.TopKCategoricalAccuracy,
    keras.metrics.SparseTopKCategoricalAccuracy,
    keras.metrics.AUC,
    keras.metrics.Precision,
    keras.metrics.Recall,
    keras.metrics.F1Score,
    keras.metrics.FBetaScore,
    keras.metrics.R2Score,
    keras.metrics.CosineSimilarity,
    keras.metrics.MeanSquaredError,
    keras.metrics.RootMeanSquaredError,
    keras.metrics.MeanAbsoluteError,
    keras.metrics.MeanAbsolutePercentageError,
    keras.metrics.MeanSquaredLogarithmicError,
    keras.metrics.LogCoshError,
    keras.metrics.Poisson,
    keras.metrics.KLDivergence,
    keras.metrics.BinaryCrossentropy,
    keras.metrics.CategoricalCrossentropy,
]


class Optimizer:
    """Keeps the learning rate as Keras's optimizers do."""

    def __init__(self, rate):
        self.rate = np.float32(rate)

    @property
    def learning_rate(self):
        return self.rate

    @learning_rate.setter
    def learning_rate(self, rate):
        self.rate = np.float32(rate)


class Model:
    """Takes notes. Its weights are the number of the epoch."""

    def __init__(self, rate=0.01):
        self.optimizer = Optimizer(rate)
        self.stop_training = False
        self.epoch = -1
        self.restored = -1
        self.saved = []

    def get_weights(self):
        return self.epoch

    def set_weights(self, weights):
        self.restored = weights

    def save(self, path, overwrite):
        self.saved.append(str(path))


def drive(callback, model, values, name="val_loss"):
    """Epochs with these values, or up to the one in which the callback stops."""
    callback.set_model(model)
    callback.on_train_begin()
    ended = []
    for epoch, value in enumerate(values):
        model.epoch = epoch
        callback.on_epoch_begin(epoch)
        for batch in range(BATCHES):
            callback.on_train_batch_end(batch, {})
        callback.on_epoch_end(epoch, {name: value})
        ended.append(float(model.optimizer.learning_rate))
        if model.stop_training:
            break
    callback.on_train_end()
    return ended


def draw_values(chance):
    """Something that falls and then does not, with ties, and seldom with what is no number."""
    values = []
    level = 2.0
    for epoch in range(chance.randint(1, 24)):
        level = max(0.25, level - chance.choice([0, 0, 1, 4, 16]) / 64)
        value = level + chance.choice([0, 0, 0, 1, 2, 8, -2]) / 64
        odd = chance.random() if epoch > LATEST_START else 1
        values.append(float("nan") if odd < 0.02 else float("inf") if odd < 0.04 else value)
    return values


def mirrored(mode, values):
    return [-v for v in values] if mode == "max" else values


def written(values):
    return ["NaN" if np.isnan(v) else "Infinity" if v > 9 else "-Infinity" if v < -9 else v
            for v in values]


def early_stopping(chance):
    mode = chance.choice(["min", "max"])
    values = mirrored(mode, draw_values(chance))
    arguments = {
        "min_delta": chance.choice([0, 0, 1 / 64, 3 / 64]),
        "patience": chance.choice([0, 1, 2, 3, 5]),
        "mode": mode,
        "baseline": chance.choice([None, None, values[0], mirrored(mode, [1.0])[0]]),
        "restore_best_weights": chance.random() < 0.5,
        "start_from_epoch": chance.choice([0, 0, 1, LATEST_START]),
    }
    model = Model()
    epochs = drive(keras.callbacks.EarlyStopping(**arguments), model, values)
    return {**arguments, "values": written(values), "epochs": len(epochs),
            "stopped": model.stop_training, "restored": model.restored}


def plateau(chance):
    mode = chance.choice(["min", "max"])
    values = mirrored(mode, draw_values(chance))
    rate = chance.choice([0.01, 0.1, 0.7, 1e-3])
    arguments = {
        "factor": chance.choice([0.1, 0.1, 0.5, 0.9]),
        "patience": chance.choice([0, 1, 2, 4]),
        "mode": mode,
        "min_delta": chance.choice([1e-4, 0, 1 / 64, 3 / 64]),
        "cooldown": chance.choice([0, 0, 1, 3]),
        "min_lr": chance.choice([0, rate / 10, 0.01, 1e-4, 0.07]),
    }
    rates = drive(keras.callbacks.ReduceLROnPlateau(**arguments), Model(rate), values)
    return {**arguments, "rate": rate, "values": written(values), "rates": rates}


def checkpoint(chance):
    mode = chance.choice(["min", "max"])
    values = mirrored(mode, draw_values(chance))
    best = chance.random() < 0.6
    arguments = {
        "filepath": chance.choice(["{epoch}.keras", "at-{epoch:02d}-{val_loss:.2f}.keras",
                                   "{val_loss:08.3f}-{epoch:3d}.keras", "{val_loss:.1f}.keras"]),
        "mode": mode,
        "save_best_only": best,
        "initial_value_threshold": chance.choice([None, mirrored(mode, [1.5])[0]]),
        "save_freq": "epoch",
    }
    if not best and chance.random() < 0.4:
        arguments["save_freq"] = chance.choice([1, 2, 5, 7, 40])
        arguments["filepath"] = "{epoch:02d}-{batch}.keras"
    values = [v if np.isfinite(v) else values[0] for v in values]  # Python writes nan, Java NaN
    model = Model()
    drive(keras.callbacks.ModelCheckpoint(**arguments), model, values)
    return {**arguments, "values": values, "saved": model.saved}


def directions():
    made = [metric() for metric in METRICS]
    return {m.name: m._direction for m in made}


def main():
    chance = random.Random(4)
    source = {"keras": SOURCE["keras"], "script": Path(__file__).name}
    stops = [early_stopping(chance) for _ in range(CASES)]
    plateaus = [plateau(chance) for _ in range(CASES)]
    golden_file.write(HERE / "callbacks.json", {
        "source": source,
        "directions": directions(),
        "early_stopping": stops,
        "reduce_lr_on_plateau": plateaus,
    })
    golden_file.write(FORMATS / "checkpoints.json", {
        "source": source,
        "batches": BATCHES,
        "checkpoints": [checkpoint(chance) for _ in range(FILES)],
    })


if __name__ == "__main__":
    main()
