"""Which columns matter to a network of given weights, by scikit-learn and by PyTorch in float64.

    python3 explain/src/test/resources/rookery/golden/importance.py

writes importance.json beside itself. The network has two hidden layers, tanh and relu, and softmax over
three classes; its table has two columns of numbers and one of three categories, one-hot inside. It is an
estimator of scikit-learn that takes the table's columns, so that

  permutation        sklearn.inspection.permutation_importance, by accuracy and log loss; the orders that
                     it shuffles to are written down (it shuffles an already shuffled column again)
  dependence         sklearn.inspection.partial_dependence, averages and individual curves, on a grid
  gradients          integrated gradients of each class's probability from the rows' mean, by autograd
                     over 200,000 midpoints

    pip install scikit-learn==1.9.1 torch==2.13.0
"""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.inspection import partial_dependence, permutation_importance

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[5] / "core/src/test/resources/rookery/golden"))
from golden_file import rounded, write  # noqa: E402

SEED, ROWS, REPEATS, UNITS, MIDPOINTS = 6, 40, 5, (6, 5, 3), 200_000
CATEGORIES = "xyz"


def float32(values):
    return np.asarray(values).astype(np.float32).astype(np.float64)


def weights(rng):
    tensors, inputs = {}, 2 + len(CATEGORIES)
    for k, units in enumerate(UNITS):
        name = f"dense_{k}" if k else "dense"
        tensors[f"{name}/kernel"] = float32(rng.normal(0, 0.9, (inputs, units)))
        tensors[f"{name}/bias"] = float32(rng.normal(0, 0.3, units))
        inputs = units
    return tensors


def encoded(table):
    """Two numbers as they are, the third column's code one-hot."""
    return np.hstack([table[:, :2], np.eye(len(CATEGORIES))[table[:, 2].astype(int)]])


def probabilities(tensors, x):
    p = [torch.tensor(value) for value in tensors.values()]
    h = torch.relu(torch.tanh(x @ p[0] + p[1]) @ p[2] + p[3])
    return torch.softmax(h @ p[4] + p[5], -1)


class Network(ClassifierMixin, BaseEstimator):
    def __init__(self, tensors):
        self.tensors = tensors
        self.classes_ = np.arange(UNITS[-1])

    def __sklearn_is_fitted__(self):
        return True

    def fit(self, x, y):
        return self

    def predict_proba(self, x):
        return probabilities(self.tensors, torch.tensor(encoded(x))).numpy()

    def predict(self, x):
        return self.predict_proba(x).argmax(1)


def orders():
    """What permutation_importance(random_state=SEED) shuffles each column to."""
    state = np.random.RandomState(SEED)
    state = np.random.RandomState(state.randint(np.iinfo(np.int32).max + 1))
    order, indices, result = np.arange(ROWS), np.arange(ROWS), []
    for _ in range(REPEATS):
        state.shuffle(indices)
        order = order[indices]
        result.append(order.tolist())
    return result


def permutation(network, table, classes):
    found = permutation_importance(
        network,
        table,
        classes,
        scoring=["accuracy", "neg_log_loss"],
        n_repeats=REPEATS,
        random_state=SEED,
    )
    return {name: list(result["importances"]) for name, result in found.items()}


def dependence(network, table, column, grid):
    found = partial_dependence(
        network,
        table,
        [column],
        custom_values={column: np.asarray(grid)},
        response_method="predict_proba",
        kind="both",
    )
    return {
        "grid": [float(value) for value in grid],
        "average": list(found["average"]),
        "individual_of_row_3": list(found["individual"][:, 3]),
    }


def integrated(tensors, start, end, c):
    total = np.zeros(len(start))
    places = (np.arange(MIDPOINTS) + 0.5) / MIDPOINTS
    for some in np.array_split(places, 20):
        x = torch.tensor(start + some[:, None] * (end - start), requires_grad=True)
        probabilities(tensors, x)[:, c].sum().backward()
        total += x.grad.numpy().sum(0)
    parts = total / MIDPOINTS * (end - start)
    return [parts[0], parts[1], parts[2:].sum()]


def main():
    rng = np.random.default_rng(SEED)
    tensors = weights(rng)
    numbers = float32(rng.normal(0, 1.5, (ROWS, 2)))
    table = np.hstack([numbers, rng.integers(0, len(CATEGORIES), (ROWS, 1))])
    network = Network(tensors)
    classes = network.predict(table)
    wrong = rng.random(ROWS) < 0.2
    classes = np.where(wrong, rng.integers(0, UNITS[-1], ROWS), classes)
    inputs = encoded(table)
    gradients = [
        {"row": row, "class": c, "parts": integrated(tensors, inputs.mean(0), inputs[row], c)}
        for row, c in ((0, 0), (1, 1), (2, 2), (7, 0))
    ]
    quantiles = np.quantile(numbers[:, 0], np.linspace(0, 1, 7), method="lower")
    golden = {
        "sklearn": version("scikit-learn"),
        "torch": version("torch").split("+")[0],
        "a": numbers[:, 0],
        "b": numbers[:, 1],
        "c": [CATEGORIES[int(code)] for code in table[:, 2]],
        "classes": classes,
        "weights": tensors,
        "orders": orders(),
        "permutation": permutation(network, table, classes),
        "dependence": {
            "a": dependence(network, table, 0, quantiles),
            "c": dependence(network, table, 2, [0.0, 1.0, 2.0]),
        },
        "gradients": gradients,
    }
    results = ("permutation", "dependence", "gradients")
    write(
        HERE / "importance.json",
        {name: rounded(value) if name in results else value for name, value in golden.items()},
    )


if __name__ == "__main__":
    main()
