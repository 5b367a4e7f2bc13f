"""Every metric on small sets of targets and predictions, by scikit-learn and Keras in float64.

    python3 core/src/test/resources/rookery/golden/metrics.py

writes metrics.json beside itself. Needs scikit-learn beside what reference.py names, which also says
how Keras is kept in float64.

A case has targets, predictions (float32 numbers) and values: for each metric, by its name in
Rookery, the value by each library that has it. null is NaN. Where a library's definition is another
one, it is left out or told here:

    precision, recall, f1_score, fbeta_score
        scikit-learn with all classes as labels and zero_division=0; of one output, average "binary".
        Keras adds 1e-7 to what it divides by, takes all of equal largest outputs (left out where
        there are any), and knows micro precision and recall with a threshold alone.
    auc
        Exact: scikit-learn, of each output against the rest; PR is average_precision_score.
        "…_thresholds": Keras, multi_label=True for macro and False for micro.
    log_loss
        Keras's cross-entropies; scikit-learn's where neither clips, of outputs divided by
        their sum.
    expected_calibration_error
        In neither: made of scikit-learn's calibration_curve of whether the largest output is right.
    top_k_categorical_accuracy
        scikit-learn's where no outputs are equal.
    root_mean_squared_error
        scikit-learn's for one output only: it takes the root for each output.
    mean_absolute_percentage_error
        scikit-learn's times 100, where no target is nearly 0.
    r2_score
        scikit-learn's, of more than one row.
"""

import warnings
from importlib.metadata import version
from pathlib import Path

import numpy as np
import sklearn.metrics as sk
from golden_file import rounded, write
from reference import SOURCE, float32, keras
from sklearn.calibration import calibration_curve

SEED = 20264
AVERAGES = ("macro", "micro", "weighted")


def kept(metric, targets, predictions):
    """A Keras metric's value over the whole set."""
    metric.update_state(targets, predictions)
    return float(np.asarray(metric.result()).item())


def suffix(average):
    return "" if average == "macro" else f"_{average}"


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return float32(e / e.sum(1, keepdims=True))


class Values(dict):
    """By metric's name, by library."""

    def put(self, name, library, value):
        self.setdefault(name, {})[library] = None if np.isnan(value) else float(value)


def calibration_error(right, confidence, bins):
    counts = np.histogram(np.ceil(confidence * bins) - 1, np.arange(bins + 1) - 0.5)[0]
    true, predicted = calibration_curve(right, confidence, n_bins=bins, pos_label=1)
    return np.sum(counts[counts > 0] / len(right) * np.abs(true - predicted))


def f_scores(values, scores, actual, predicted, average, end, **options):
    """Precision, recall, F1 and F-beta by scikit-learn."""
    options |= {"average": average, "zero_division": 0}
    values.put("precision" + end, "scikit-learn", sk.precision_score(actual, predicted, **options))
    values.put("recall" + end, "scikit-learn", sk.recall_score(actual, predicted, **options))
    values.put("f1_score" + end, "scikit-learn", sk.f1_score(actual, predicted, **options))
    for beta in scores:
        value = sk.fbeta_score(actual, predicted, beta=beta, **options)
        values.put(f"fbeta_score_{beta:g}" + end, "scikit-learn", value)


def areas(values, targets, q):
    """Areas of each output against the rest."""
    for average in AVERAGES:
        options = {"average": average}
        roc = sk.roc_auc_score(targets, q, **options) if q.shape[1] > 1 else roc_of_one(targets, q)
        values.put("auc" + suffix(average), "scikit-learn", roc)
        values.put("auc_pr" + suffix(average), "scikit-learn",
                   sk.average_precision_score(targets, q, **options))
    for n, method in [(200, "interpolation"), (7, "minoring"), (7, "majoring")]:
        for curve in ("ROC", "PR"):
            for average in ("macro", "micro"):
                metric = keras.metrics.AUC(
                    n, curve=curve, summation_method=method, multi_label=average == "macro")
                name = "auc" + ("_pr" if curve == "PR" else "") + f"_{n}_thresholds"
                name += "" if method == "interpolation" else f"_{method}"
                values.put(name + suffix(average), "keras", kept(metric, targets, q))


def roc_of_one(targets, q):
    return sk.roc_auc_score(targets[:, 0], q[:, 0])


def binary(targets, q):
    """One output with a yes or no."""
    values, y, p = Values(), targets[:, 0], q[:, 0]
    predicted = (p > 0.5).astype(float)
    for name in ("accuracy", "binary_accuracy"):
        values.put(name, "scikit-learn", sk.accuracy_score(y, predicted))
        values.put(name, "keras", kept(keras.metrics.BinaryAccuracy(), targets, q))
    values.put("binary_accuracy_at_0.3", "keras",
               kept(keras.metrics.BinaryAccuracy(threshold=0.3), targets, q))
    f_scores(values, (2, 0.5), y, predicted, "binary", "")
    f_scores(values, (2,), y, (p > 0.3).astype(float), "binary", "_at_0.3")
    values.put("precision", "keras", kept(keras.metrics.Precision(), targets, q))
    values.put("recall", "keras", kept(keras.metrics.Recall(), targets, q))
    values.put("f1_score", "keras", kept(keras.metrics.F1Score(threshold=0.5), targets, q))
    values.put("fbeta_score_2", "keras",
               kept(keras.metrics.FBetaScore(beta=2.0, threshold=0.5), targets, q))
    values.put("balanced_accuracy", "scikit-learn", sk.balanced_accuracy_score(y, predicted))
    values.put("matthews_correlation", "scikit-learn", sk.matthews_corrcoef(y, predicted))
    areas(values, targets, q)
    values.put("log_loss", "keras", kept(keras.metrics.BinaryCrossentropy(), targets, q))
    if 1e-6 < p.min() and p.max() < 1 - 1e-6:
        values.put("log_loss", "scikit-learn", sk.log_loss(y, p, labels=[0, 1]))
    values.put("brier_score", "scikit-learn",
               np.mean((p - y) ** 2) if len(set(y)) < 2 else sk.brier_score_loss(y, p))
    confidence, right = np.maximum(p, 1 - p), (predicted == y).astype(int)
    values.put("expected_calibration_error", "calibration_curve",
               calibration_error(right, confidence, 15))
    values.put("expected_calibration_error_4", "calibration_curve",
               calibration_error(right, confidence, 4))
    return values


def classes(targets, q):
    """One class for each row, one-hot; the test takes them as class numbers, too."""
    values, y, n = Values(), targets.argmax(1), q.shape[1]
    predicted, labels = q.argmax(1), range(n)
    largest_is_one = np.all((q == q.max(1, keepdims=True)).sum(1) == 1)
    distinct = all(len(set(row)) == n for row in q)
    for name in ("accuracy", "categorical_accuracy"):
        values.put(name, "scikit-learn", sk.accuracy_score(y, predicted))
        values.put(name, "keras", kept(keras.metrics.CategoricalAccuracy(), targets, q))
    for k, name in [(5, "top_k_categorical_accuracy"), (2, "top_k_categorical_accuracy_2")]:
        values.put(name, "keras", kept(keras.metrics.TopKCategoricalAccuracy(k), targets, q))
        if distinct and n > k:
            values.put(name, "scikit-learn",
                       sk.top_k_accuracy_score(y, q, k=k, labels=labels))
    for average in AVERAGES:
        f_scores(values, (2, 0.5), y, predicted, average, suffix(average), labels=labels)
        if largest_is_one:
            values.put("f1_score" + suffix(average), "keras",
                       kept(keras.metrics.F1Score(average), targets, q))
            values.put("fbeta_score_2" + suffix(average), "keras",
                       kept(keras.metrics.FBetaScore(average, 2.0), targets, q))
    if n == 2:
        f_scores(values, (2,), y, predicted, "binary", "_binary")
        values.put("auc_binary", "scikit-learn", sk.roc_auc_score(targets[:, 1], q[:, 1]))
        values.put("auc_pr_binary", "scikit-learn",
                   sk.average_precision_score(targets[:, 1], q[:, 1]))
    values.put("precision_micro_at_0.5", "keras", kept(keras.metrics.Precision(), targets, q))
    values.put("recall_micro_at_0.5", "keras", kept(keras.metrics.Recall(), targets, q))
    values.put("balanced_accuracy", "scikit-learn", sk.balanced_accuracy_score(y, predicted))
    values.put("matthews_correlation", "scikit-learn", sk.matthews_corrcoef(y, predicted))
    areas(values, targets, q)
    values.put("log_loss", "keras", kept(keras.metrics.CategoricalCrossentropy(), targets, q))
    if 1e-6 < q.min():
        values.put("log_loss", "scikit-learn",
                   sk.log_loss(y, q / q.sum(1, keepdims=True), labels=labels))
    values.put("brier_score", "scikit-learn", sk.brier_score_loss(y, q, labels=labels))
    confidence, right = q.max(1), (predicted == y).astype(int)
    values.put("expected_calibration_error", "calibration_curve",
               calibration_error(right, confidence, 15))
    values.put("expected_calibration_error_4", "calibration_curve",
               calibration_error(right, confidence, 4))
    return values


def labels(targets, q):
    """A yes or no for each output, any number of them a row."""
    values = Values()
    for threshold in (0.5, 0.3):
        predicted = (q > threshold).astype(int)
        for average in AVERAGES:
            end = suffix(average) + f"_at_{threshold}"
            f_scores(values, (2,), targets.astype(int), predicted, average, end)
            values.put("f1_score" + end, "keras",
                       kept(keras.metrics.F1Score(average, threshold), targets, q))
            values.put("fbeta_score_2" + end, "keras",
                       kept(keras.metrics.FBetaScore(average, 2.0, threshold), targets, q))
        values.put(f"precision_micro_at_{threshold}", "keras",
                   kept(keras.metrics.Precision(threshold), targets, q))
        values.put(f"recall_micro_at_{threshold}", "keras",
                   kept(keras.metrics.Recall(threshold), targets, q))
    values.put("binary_accuracy", "keras", kept(keras.metrics.BinaryAccuracy(), targets, q))
    areas(values, targets, q)
    return values


def numbers(y, q):
    """Numbers to be predicted."""
    values, n = Values(), y.shape[1]
    for name, metric in [
        ("mean_squared_error", keras.metrics.MeanSquaredError),
        ("root_mean_squared_error", keras.metrics.RootMeanSquaredError),
        ("mean_absolute_error", keras.metrics.MeanAbsoluteError),
        ("mean_absolute_percentage_error", keras.metrics.MeanAbsolutePercentageError),
        ("cosine_similarity", keras.metrics.CosineSimilarity),
    ]:
        values.put(name, "keras", kept(metric(), y, q))
    values.put("mean_squared_error", "scikit-learn", sk.mean_squared_error(y, q))
    values.put("mean_absolute_error", "scikit-learn", sk.mean_absolute_error(y, q))
    if n == 1:
        values.put("root_mean_squared_error", "scikit-learn", sk.root_mean_squared_error(y, q))
    if np.abs(y).min() > 1e-6:
        values.put("mean_absolute_percentage_error", "scikit-learn",
                   100 * sk.mean_absolute_percentage_error(y, q))
    if len(y) > 1:
        values.put("r2_score", "scikit-learn", sk.r2_score(y, q))
    if min(np.linalg.norm(y, axis=1).min(), np.linalg.norm(q, axis=1).min()) > 1e-6:
        values.put("cosine_similarity", "scikit-learn",
                   1 - np.mean(sk.pairwise.paired_cosine_distances(y, q)))
    return values


def cases(rng):
    def yes(rows, outputs=1):
        return rng.integers(2, size=(rows, outputs)).astype(float)

    def chances(rows, outputs=1):
        return float32(rng.uniform(size=(rows, outputs)))

    def hot(n, rows, of=None):
        return np.eye(n)[rng.choice(n if of is None else of, size=rows)]

    def guesses(targets, scale=1.0):
        return softmax(rng.normal(size=targets.shape) * scale + targets)

    y = yes(40)
    better = float32(np.clip(0.5 * chances(40) + 0.4 * y, 0.01, 0.99))
    yield "binary, 40 rows", binary, y, better
    yield "binary, 5 rows", binary, np.array([[1.0], [0], [0], [1], [1]]), chances(5)
    yield "binary, 1 row", binary, np.ones((1, 1)), float32([[0.7]])
    yield "binary, ties", binary, y, float32(np.round(better, 1))
    yield "binary, all yes", binary, np.ones((6, 1)), chances(6)
    yield "binary, all no", binary, np.zeros((6, 1)), chances(6)
    yield "binary, perfect and saturated", binary, y[:9], y[:9].copy()
    yield "binary, all wrong and saturated", binary, y[:9], 1 - y[:9]
    yield "binary, constant", binary, y[:9], np.full((9, 1), 0.5)
    yield "binary, nearly 0", binary, y[:9], float32(chances(9) * 1e-9)
    t = hot(2, 40)
    yield "2 classes, 40 rows", classes, t, guesses(t)
    t = hot(3, 40)
    yield "3 classes, 40 rows", classes, t, guesses(t)
    yield "3 classes, 5 rows", classes, np.eye(3)[[0, 1, 2, 1, 1]], guesses(np.eye(3)[[0, 1, 2, 1, 0]])
    yield "3 classes, 1 row", classes, np.eye(3)[[1]], guesses(np.eye(3)[[1]])
    t = hot(3, 40, [0, 2])
    yield "3 classes, one without rows", classes, t, guesses(t)
    t = hot(3, 20)
    q = guesses(t)
    q[:, 1] *= 2.0**-6
    yield "3 classes, one never predicted", classes, t, float32(q / q.sum(1, keepdims=True))
    yield "3 classes, constant", classes, t, np.tile(float32([[0.25, 0.5, 0.25]]), (20, 1))
    yield "3 classes, all equal", classes, t, np.full((20, 3), float32(1 / 3))
    yield "3 classes, ties", classes, t, rng.multinomial(4, np.full(3, 1 / 3), size=20) / 4
    yield "3 classes, perfect and saturated", classes, t, t.copy()
    yield "3 classes, wrong and saturated", classes, t, np.roll(t, 1, axis=1)
    t = hot(9, 40)
    yield "9 classes, 40 rows", classes, t, guesses(t, 2.0)
    t = hot(40, 60)
    yield "40 classes, 60 rows", classes, t, guesses(t)
    t = yes(40, 3)
    yield "3 labels, 40 rows", labels, t, float32(0.6 * chances(40, 3) + 0.3 * t)
    t = yes(20, 4)
    t[:, 1] = 0
    t[:, 2] = 1
    yield "4 labels, one never, one always", labels, t, chances(20, 4)
    for rows, outputs in [(1, 1), (5, 1), (40, 1), (1, 3), (40, 3), (5, 40)]:
        y = float32(rng.normal(size=(rows, outputs)))
        q = float32(y + 0.3 * rng.normal(size=(rows, outputs)))
        yield f"numbers, {rows} rows, {outputs} outputs", numbers, y, q
    y, noise = float32(rng.normal(size=(12, 2))), rng.normal(size=(12, 2))
    yield "numbers, large", numbers, float32(y * 1e15), float32((y + 0.1 * noise) * 1e15)
    yield "numbers, tiny", numbers, float32(y * 1e-15), float32((y + 0.1 * noise) * 1e-15)
    yield "numbers, exact", numbers, y, y.copy()
    yield "numbers, constant targets", numbers, np.full((4, 1), 2.0), float32(noise[:4, :1])
    y, q = y.copy(), float32(y + noise)
    y[3] = q[5] = 0
    yield "numbers, rows of 0", numbers, y, q


def main():
    warnings.simplefilter("ignore")  # scikit-learn's of classes without rows, which are wanted
    entries = []
    for name, values, targets, predictions in cases(np.random.default_rng(SEED)):
        found = values(targets, predictions)
        agree(name, found)
        entries.append({"name": name, "kind": values.__name__, "targets": targets,
                        "predictions": predictions, "values": rounded(found)})
    source = SOURCE | {"scikit-learn": version("scikit-learn")}
    write(Path(__file__).with_suffix(".json"), {"source": source, "cases": entries})


def agree(name, values):
    """Raises unless two libraries' values are the same to 1e-9, or 1e-6 with Keras's F-scores."""
    for metric, found in values.items():
        if len(found) < 2:
            continue
        a, b = found.values()
        tolerance = 1e-6 if metric.startswith("f") else 1e-9
        if not abs(a - b) <= tolerance * max(abs(b), 1e-30 if metric.startswith("mean") else 1):
            raise ArithmeticError(f"{name}, {metric}: {found}")


if __name__ == "__main__":
    main()
