"""A cold start: 100 epochs of the lecture's penguins, then the end of the process.

    python penguins.py keras|torch|sklearn data/src/main/resources/rookery/data/penguins.csv

Adelie or not from three measures; standardized; 299 rows for training, 34 for validation; two
layers, categorical cross-entropy, SGD with 32 rows a step. The model is saved where that is usual.
"""

import csv
import sys
import tempfile

import numpy as np

FEATURES = ["flipper_length_mm", "bill_depth_mm", "bill_length_mm"]
EPOCHS, BATCH, VALIDATION = 100, 32, 34


def read(file):
    with open(file, newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if not {"", "NA"} & set(row.values())]
    x = np.array([[float(row[name]) for name in FEATURES] for row in rows], np.float32)
    y = np.array([row["species"] != "Adelie" for row in rows], np.int64)
    order = np.random.default_rng(0).permutation(len(rows))
    x, y = x[order], y[order]
    train = x[:-VALIDATION]
    x = (x - train.mean(0)) / train.std(0)
    return (x[:-VALIDATION], y[:-VALIDATION]), (x[-VALIDATION:], y[-VALIDATION:])


def keras(training, validation):
    import keras

    model = keras.Sequential(
        [
            keras.Input([3]),
            keras.layers.Dense(16, "relu"),
            keras.layers.Dense(2, "softmax"),
        ]
    )
    # Fewer Python steps: the fastest of what was tried for so short a training.
    model.compile(
        "sgd", "sparse_categorical_crossentropy", metrics=["accuracy"], steps_per_execution=10
    )
    history = model.fit(
        *training, BATCH, EPOCHS, verbose=0, validation_data=validation
    ).history
    with tempfile.TemporaryDirectory() as folder:
        model.save(f"{folder}/model.keras")
    return history["val_accuracy"][-1]


def torch(training, validation):
    import torch
    from torch import nn

    torch.set_num_threads(1)  # the network is small
    x, y, vx, vy = (torch.from_numpy(values) for pair in (training, validation) for values in pair)
    model = nn.Sequential(nn.Linear(3, 16), nn.ReLU(), nn.Linear(16, 2))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01, fused=True)
    loss = nn.CrossEntropyLoss()
    for _ in range(EPOCHS):
        for rows in torch.randperm(len(x)).split(BATCH):
            optimizer.zero_grad(set_to_none=True)
            loss(model(x[rows]), y[rows]).backward()
            optimizer.step()
        with torch.no_grad():
            z = model(vx)
            loss(z, vy), (z.argmax(1) == vy).float().mean()
    with tempfile.TemporaryDirectory() as folder:
        torch.save(model.state_dict(), f"{folder}/model.pt")
    return (z.argmax(1) == vy).float().mean().item()


def sklearn(training, validation):
    import pickle

    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        [16], solver="sgd", alpha=0, batch_size=BATCH, learning_rate_init=0.01, momentum=0,
        nesterovs_momentum=False, random_state=0,
    )
    for _ in range(EPOCHS):
        model.partial_fit(*training, classes=[0, 1])
        model.score(*validation)
    with tempfile.TemporaryFile() as file:
        pickle.dump(model, file)
    return model.score(*validation)


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in ("keras", "torch", "sklearn"):
        sys.exit(__doc__)
    accuracy = globals()[sys.argv[1]](*read(sys.argv[2]))
    print(f"accuracy {accuracy:.4f}")
    if accuracy < 0.8:
        sys.exit("it has not learned")
