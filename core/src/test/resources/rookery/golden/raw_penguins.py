"""The lecture's network by Keras on raw millimetres, and on standardized inputs: seeds 1 to 10.

    python3 core/src/test/resources/rookery/golden/raw_penguins.py PENGUINS.csv > raw_penguins.txt

prints a table; raw_penguins.txt beside this file is its output: Keras 3.15.1 on TensorFlow 2.21.0,
float32, CPU (pip install keras==3.15.1 tensorflow-cpu==2.21.0 numpy==2.4.6).

The backend matters on raw inputs. On TensorFlow, as in the lecture, Keras takes this loss from the
logits that the softmax left on its output. With KERAS_BACKEND=jax it takes it from probabilities
clipped to [1e-7, 1 − 1e-7], where a saturated row has no gradient.

Dense 16 relu, Dense 2 softmax, categorical cross-entropy, SGD(0.01), batch 32, 100 epochs, all else
as Keras has it by default (Glorot uniform, biases 0, rows shuffled each epoch). The seed draws 299
training rows and 34 test rows from the 333 complete ones, the initial weights and the shuffles.
Standardized: by mean and population standard deviation of the training rows. Loss and accuracy are
those of the final weights; a unit is dead when it is 0 for every training row.
"""

import os
import sys

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"

import keras
import numpy as np
from penguins import complete_penguins, standardized

SEEDS, TRAINING_ROWS, EPOCHS = range(1, 11), 299, 100


def trained(seed, features, targets):
    """The lecture's network after its training from the seed."""
    keras.utils.set_random_seed(seed)
    hidden = keras.layers.Dense(16, activation="relu", name="hidden")
    output = keras.layers.Dense(2, activation="softmax")
    model = keras.Sequential([keras.Input((3,)), hidden, output])
    model.compile(loss="categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
    model.fit(features, targets, batch_size=32, epochs=EPOCHS, verbose=0)
    return model


def row(scale, seed, features, targets):
    """One training run: loss and accuracy on the training rows, on the test rows, dead units."""
    order = np.random.default_rng(seed).permutation(len(features))
    train, test = order[:TRAINING_ROWS], order[TRAINING_ROWS:]
    if scale == "standardized":
        features = standardized(features, features[train])
    features = features.astype(np.float32)
    model = trained(seed, features[train], targets[train])
    loss, accuracy = model.evaluate(features[train], targets[train], verbose=0)
    test_loss, test_accuracy = model.evaluate(features[test], targets[test], verbose=0)
    hidden = np.asarray(model.get_layer("hidden")(features[train]))
    dead = int((hidden == 0).all(axis=0).sum())
    return loss, accuracy, test_loss, test_accuracy, dead


def main(path):
    features, targets = complete_penguins(path)
    print(f"Keras {keras.__version__} on {keras.backend.backend()}")
    print("inputs       seed    loss accuracy    test accuracy  dead")
    for scale in ("raw", "standardized"):
        rows = [row(scale, seed, features, targets) for seed in SEEDS]
        for name, values in [*zip(SEEDS, rows), ("mean", np.mean(rows, axis=0))]:
            numbers = "{:7.4f} {:8.4f} {:7.4f} {:8.4f} {:5.4g}".format(*values)
            print(f"{scale:12} {name:>4} {numbers}")


if __name__ == "__main__":
    main(sys.argv[1])
