"""scikit-learn: MLPClassifier.partial_fit with all rows, which is an epoch of shuffled batches.

It has a loss, but no accuracy in training; it is spared a second pass for that.
"""

import sklearn
from sklearn.neural_network import MLPClassifier

from laps import measure, workload


def main():
    work = workload()
    if not work.training:
        raise SystemExit("scikit-learn is measured in training only")
    x, y = work.data()
    model = MLPClassifier(
        work.layers[1:-1],
        activation="relu",
        solver=work.optimizer,
        alpha=0,
        batch_size=work.rows,
        learning_rate_init={"sgd": 0.01, "adam": 0.001}[work.optimizer],
        epsilon=1e-7,
        momentum=0,
        nesterovs_momentum=False,
        shuffle=True,
        random_state=0,
    )
    classes = list(range(work.layers[-1]))

    def epoch():
        model.partial_fit(x, y, classes=classes)
        return model.loss_, None

    measure(f"scikit-learn {sklearn.__version__}", work.steps, {"partial_fit": epoch})


if __name__ == "__main__":
    main()
