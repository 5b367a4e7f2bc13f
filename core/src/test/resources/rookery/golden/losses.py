"""Every loss, row by row with its gradient, by Keras and PyTorch (or scikit-learn) in float64.

    python3 core/src/test/resources/rookery/golden/losses.py

writes losses.json beside itself. Versions: reference.py, and scikit-learn==1.9.1.

"data" are targets and predictions by name, all numbers exact in float32: random ones of 1 row, 5 and
40, of 1 output, 3 and 40 (for classes 2, 3 and 40), and edge values. An entry of "losses" has the
Keras name, the arguments that are not defaults, and for each data set the loss of each row and its
gradient with respect to that row's predictions.

Numbers are Keras's, and PyTorch must agree to 1e-9 of max(|b|, rms of the tensor). Exceptions:
    log_cosh            Keras's x + softplus(−2x) − ln 2 loses small x even in float64: ln(1 + 2·sinh²(x/2))
                        by PyTorch, and Keras must agree
    focal, from logits  Keras clips the probabilities to [1e-7, 1 − 1e-7], we do not: the edge values
                        are PyTorch's
    kl_divergence       where q is exactly 1, Keras on JAX gives half of the gradient (a tie between q
                        and the bound): gradients of the edge values are PyTorch's
    mean_absolute_…     where q = y, Keras on JAX gives −1 instead of 0: likewise
    cosine_similarity   the gradient at a prediction of zeros is NaN in Keras: not among the data
    hinge               at a margin of exactly 1 Keras on JAX gives half of the gradient: not among
                        the data. Data of 0 and 1 are Keras's for −1 and 1
    quantile, gaussian  Keras has none: PyTorch, the quantile's values by scikit-learn as well
"""

from functools import partial
from pathlib import Path

import numpy as np
import sklearn
import torch
import torch.nn.functional as F
from golden_file import rounded, write
from reference import SOURCE, clipped, float32, jax, keras  # as set up there, in float64
from sklearn.metrics import mean_pinball_loss

SEED = 20269
ELEMENTS = [(1, 1), (40, 1), (5, 3), (1, 40)]
CLASSES = [(1, 2), (40, 2), (5, 3), (1, 40)]
NONE = {"reduction": "none"}


# Data. Random numbers are multiples of 1/256, or sixteenths where rows must sum to 1 exactly.


def grid(values):
    return np.round(np.asarray(values) * 256) / 256


def numbers(rng, rows, n):
    return grid(rng.normal(0, 1.5, (rows, n))), grid(rng.normal(0, 1.5, (rows, n)))


def counts(rng, rows, n):
    return rng.poisson(2, (rows, n)) * 1.0, grid(rng.exponential(2, (rows, n)) + 0.01)


def yes_or_no(rng, rows, n):
    return rng.integers(2, size=(rows, n)) * 1.0, grid(rng.uniform(0.004, 0.996, (rows, n)))


def yes_or_no_logits(rng, rows, n):
    return rng.integers(0, 5, size=(rows, n)) / 4, grid(rng.normal(0, 4, (rows, n)))


def signs(rng, rows, n):
    return rng.integers(2, size=(rows, n)) * 2.0 - 1, grid(rng.normal(0, 1.5, (rows, n))) + 1 / 512


def soft_classes(rng, rows, n):
    return rng.multinomial(16, np.full(n, 1 / n), size=rows) / 16


def classes(rng, rows, n):
    return soft_classes(rng, rows, n), grid(rng.dirichlet(np.full(n, 2.0), rows)) + 1 / 256


def class_logits(rng, rows, n):
    """Not too sure: ln softmax in single precision is exact to 6e-8, whatever the loss itself."""
    return soft_classes(rng, rows, n), grid(rng.normal(0, 1.5, (rows, n)))


def one_hot(rng, rows, n):
    return np.eye(n)[rng.integers(n, size=rows)], grid(rng.normal(0, 2, (rows, n))) + 1 / 512


def class_numbers(rng, rows, n):
    return rng.integers(n, size=(rows, 1)) * 1.0, class_logits(rng, rows, n)[1]


def class_number_outputs(rng, rows, n):
    return rng.integers(n, size=(rows, 1)) * 1.0, classes(rng, rows, n)[1]


def gaussian(rng, rows, n):
    y, mean = numbers(rng, rows, n)
    return y, np.concatenate([mean, grid(rng.normal(0, 2, (rows, n)))], axis=1)


def pairs(*rows):
    """Edge values: each row is targets, then predictions."""
    half = len(rows[0]) // 2
    table = float32(rows)
    return table[:, :half], table[:, half:]


def one_hot_pairs(*predictions):
    """Each prediction with the first class right, then with the last."""
    n = len(predictions[0])
    q = float32(np.repeat(predictions, 2, axis=0))
    return np.eye(n)[[0, n - 1] * len(predictions)], q


EDGES = {
    "numbers": pairs(
        (0, 0, 0, 0.5), (1, 0, 1, 0), (1e6, -1e6, -1e6, 1e6), (1e-6, 3, -1e-6, 2.9999),
        (1e-20, -2, -1e-20, -2.000001), (0.001, 1, 0.0011, 0), (3e4, 1e4, 3.1e4, 1.0001e4),
    ),
    "counts": pairs(
        (0, 0, 0, 3), (1, 1, 0, 1), (0, 7, 1e-9, 7.0001), (1e6, 1e-6, 2e6, 1e6), (2, 5, 1e-20, 5),
    ),
    "logarithms": pairs(
        (0, 0, 0, -3), (1, 1, 0, 1), (1e-9, 7, 0, 7.0001), (1e6, 1e-6, 2e6, 1e6), (2, 5, -1e6, 5.5),
    ),
    "yes_or_no": pairs(*[
        (y, p, q, q) for y, p in ((0, 1), (0.5, 0.25)) for q in (0, 1, 1e-20, 1e-5, 0.5, 0.9999)
    ]),
    "yes_or_no_logits": pairs(*[
        (y, p, z, -z) for y, p in ((0, 1), (0.5, 0.25)) for z in (0, 100, 1e-20, 15, 30, 1e4)
    ]),
    "signs": pairs((-1, 1, 0, 0), (-1, 1, 1e6, 1e6), (1, 1, -1e-20, 1e-20), (-1, 1, -3, 3)),
    "zero_and_one": pairs((0, 1, 0, 0), (0, 1, 1e6, 1e6), (1, 1, -1e-20, 1e-20), (0, 1, -3, 3)),
    "classes": one_hot_pairs((1, 0, 0), (0.5, 0.5, 0.5), (1, 1e-20, 1), (1e6, 1, 1), (1e-6, 1, 0)),
    "class_logits": one_hot_pairs(
        (0, 0, 0), (100, 0, -100), (7, 7, 7), (1e-20, 0, 0), (1e4, 1e4, 0), (-10, 0, -20),
    ),
    "class_numbers": (
        np.array([[0.0], [2], [1], [2]]),
        float32([(0, 0, 0), (100, 0, -100), (7, 7, 7), (1e4, 1e4, 0)]),
    ),
    "class_number_outputs": (
        np.array([[0.0], [2], [1], [2]]), float32([(1, 0, 0), (1, 0, 0), (5, 5, 5), (1e-6, 1, 0)]),
    ),
    "distributions": one_hot_pairs((1, 0, 0), (0.5, 0.5, 0.5), (2, 1e-20, 0.25), (0.9999, 1e-4, 0)),
    "directions": pairs(
        (0, 0, 1, 2), (1, 0, 0, 3), (1, 2, -1, -2), (1e10, 1e10, 1e-4, 2e-4), (1, 1, 1, 1.0001),
        (1e-9, 0, 1, 1),
    ),
    "margins": one_hot_pairs((0, 0, 0), (5, 5, 5), (-3, -2, -1), (1e6, -1e6, 3), (1e-20, 0, 0)),
    # means, then logarithms of variances; the last two lie below the least variance of 1e-6
    "gaussian": (
        float32([(0, 0), (1, 1), (-5, 0.001), (1e4, -1e4), (1, 2)]),
        float32([(0, 3, 0, 0), (1, 1.5, 1, -8), (5, 0, 30, -9), (0, 0, 10, 2), (1, 2, -30, -15)]),
    ),
}


# PyTorch's losses of each row.


def mean(losses):
    return losses.mean(1)


def torch_log_cosh(y, q):
    x = (q - y).abs()
    near = torch.log1p(2 * torch.sinh(torch.where(x < 1, x, 0) / 2) ** 2)
    return mean(torch.where(x < 1, near, x + torch.log1p(torch.exp(-2 * x)) - np.log(2)))


def torch_msle(y, q):
    return mean((torch.log1p(q.clamp(1e-7)) - torch.log1p(y.clamp(1e-7))) ** 2)


def torch_kl_divergence(y, q):
    return F.kl_div(q.clamp(1e-7, 1).log(), y.clamp(1e-7, 1), **NONE).sum(1)


def torch_binary(y, q, from_logits=False, label_smoothing=0):
    y = y * (1 - label_smoothing) + label_smoothing / 2
    if from_logits:
        return mean(F.binary_cross_entropy_with_logits(q, y, **NONE))
    return mean(F.binary_cross_entropy(clipped(q), y, **NONE))


def torch_binary_focal(y, q, apply_class_balancing=False, alpha=0.25, gamma=2.0,
                       from_logits=False, label_smoothing=0):
    y = y * (1 - label_smoothing) + label_smoothing / 2
    if from_logits:
        yes, no = torch.sigmoid(q), torch.sigmoid(-q)
        cost = F.binary_cross_entropy_with_logits(q, y, **NONE)
    else:
        yes, no = q, 1 - q
        cost = F.binary_cross_entropy(clipped(q), y, **NONE)
    weight = y * alpha + (1 - y) * (1 - alpha) if apply_class_balancing else 1
    return mean(weight * (y * no + (1 - y) * yes) ** gamma * cost)


def torch_categorical(y, q, from_logits=False, label_smoothing=0):
    if from_logits:
        return F.cross_entropy(q, y, label_smoothing=label_smoothing, **NONE)
    y = y * (1 - label_smoothing) + label_smoothing / y.shape[1]
    return -(y * clipped(q / q.sum(1, keepdim=True)).log()).sum(1)


def torch_categorical_focal(y, q, alpha=0.25, gamma=2.0, from_logits=False, label_smoothing=0):
    y = y * (1 - label_smoothing) + label_smoothing / y.shape[1]
    if from_logits:
        log, n = F.log_softmax(q, 1), q.shape[1]
        others = torch.stack([q[:, [j for j in range(n) if j != k]] for k in range(n)], 1)
        miss = torch.exp(torch.logsumexp(others, 2) - torch.logsumexp(q, 1, keepdim=True))
    else:
        r = clipped(q / q.sum(1, keepdim=True))
        log, miss = r.log(), 1 - r
    return -alpha * (y * miss**gamma * log).sum(1)


def torch_sparse(y, q, from_logits=False):
    return torch_categorical(F.one_hot(y[:, 0].long(), q.shape[1]).double(), q, from_logits)


def torch_hinge(y, q, power=1):
    return mean(F.relu(1 - torch.where(y > 0, 1, -1) * q) ** power)


def torch_categorical_hinge(y, q):
    return F.relu(torch.amax((1 - y) * q, 1) - (y * q).sum(1) + 1)


def torch_quantile(y, q, quantile):
    losses = mean(torch.maximum(quantile * (y - q), (quantile - 1) * (y - q)))
    a, b = y.numpy(), q.detach().numpy()
    theirs = [mean_pinball_loss(a[i], b[i], alpha=quantile) for i in range(len(a))]
    np.testing.assert_allclose(losses.detach().numpy(), theirs, rtol=1e-12)
    return losses


def torch_gaussian(y, q, full=False, eps=1e-6):
    means, logs = q.chunk(2, 1)
    variances = torch.exp(torch.clamp(logs, np.log(eps)))
    return mean(F.gaussian_nll_loss(means, y, variances, full=full, eps=eps / 2, **NONE))


def keras_loss(name, arguments):
    return partial(getattr(keras.losses, name), **arguments)


# name, arguments, PyTorch's, random data and shapes, data sets of edge values
FOCAL = {"label_smoothing": 0.1, "alpha": 0.4, "gamma": 3.5}
LOGITS = {"from_logits": True}
SMOOTH = {"label_smoothing": 0.2}
LOSSES = [
    ("mean_squared_error", {}, lambda y, q: mean((y - q) ** 2), numbers, "numbers"),
    ("mean_absolute_error", {}, lambda y, q: mean(F.l1_loss(q, y, **NONE)), numbers, "numbers"),
    ("mean_absolute_percentage_error", {},
     lambda y, q: 100 * mean((y - q).abs() / y.abs().clamp(1e-7)), numbers, "numbers"),
    ("mean_squared_logarithmic_error", {}, torch_msle, counts, "logarithms"),
    *[("huber", {"delta": d}, lambda y, q, delta: mean(F.huber_loss(q, y, delta=delta, **NONE)),
       numbers, "numbers") for d in (1.0, 0.3, 20.0)],
    ("log_cosh", {}, torch_log_cosh, numbers, "numbers"),
    ("cosine_similarity", {},
     lambda y, q: -(F.normalize(y, eps=1e-7) * F.normalize(q, eps=1e-7)).sum(1), numbers,
     "directions"),
    ("poisson", {},
     lambda y, q: mean(F.poisson_nll_loss(q, y, log_input=False, eps=1e-7, **NONE)),
     counts, "counts"),
    ("kl_divergence", {}, torch_kl_divergence, classes, "distributions"),
    *[("binary_crossentropy", a, torch_binary, yes_or_no, "yes_or_no") for a in ({}, SMOOTH)],
    *[("binary_crossentropy", LOGITS | a, torch_binary, yes_or_no_logits, "yes_or_no_logits")
      for a in ({}, SMOOTH)],
    *[("binary_focal_crossentropy", a, torch_binary_focal, yes_or_no, "yes_or_no")
      for a in ({}, {"apply_class_balancing": True} | FOCAL)],
    *[("binary_focal_crossentropy", LOGITS | a, torch_binary_focal, yes_or_no_logits,
       "yes_or_no_logits") for a in ({}, {"apply_class_balancing": True} | FOCAL, {"gamma": 0.0})],
    *[("categorical_crossentropy", a, torch_categorical, classes, "classes")
      for a in ({}, SMOOTH)],
    *[("categorical_crossentropy", LOGITS | a, torch_categorical, class_logits, "class_logits")
      for a in ({}, SMOOTH)],
    *[("categorical_focal_crossentropy", a, torch_categorical_focal, classes, "classes")
      for a in ({}, FOCAL, {"gamma": 0.0})],
    *[("categorical_focal_crossentropy", LOGITS | a, torch_categorical_focal, class_logits,
       "class_logits") for a in ({}, FOCAL, {"gamma": 0.0})],
    ("sparse_categorical_crossentropy", {}, torch_sparse, class_number_outputs,
     "class_number_outputs"),
    ("sparse_categorical_crossentropy", LOGITS, torch_sparse, class_numbers, "class_numbers"),
    *[("hinge", {}, torch_hinge, signs, edge) for edge in ("signs", "zero_and_one")],
    *[("squared_hinge", {}, partial(torch_hinge, power=2), signs, edge)
      for edge in ("signs", "zero_and_one")],
    ("categorical_hinge", {}, torch_categorical_hinge, one_hot, "margins"),
    *[("quantile", {"quantile": t}, torch_quantile, numbers, "numbers_apart")
      for t in (0.5, 0.9, 0.01)],
    *[("gaussian_nll", a, torch_gaussian, gaussian, "gaussian")
      for a in ({}, {"full": True, "eps": 0.01})],
]
TIES = ("mean_absolute_error", "mean_absolute_percentage_error", "kl_divergence")
LOGIT_DATA = ("yes_or_no_logits", "class_logits")
OF_CLASSES = (classes, class_logits, one_hot, class_numbers, class_number_outputs)


def by_keras(name, arguments, y, q):
    """Each row's loss and gradient."""
    loss = keras_loss(name, arguments)
    gradient = jax.grad(lambda q: loss(y, q).sum())(q)
    return np.asarray(loss(y, q)), np.asarray(gradient)


def by_torch(loss, arguments, y, q):
    q = torch.tensor(q, requires_grad=True)
    values = loss(torch.tensor(y), q, **arguments)
    values.sum().backward()
    return values.detach().numpy(), q.grad.numpy()


def demand_same(what, these, those):
    for a, b in zip(these, those, strict=True):
        scale = np.maximum(np.abs(b), np.sqrt(np.mean(np.square(b))))
        if not np.all(np.abs(a - b) <= 1e-9 * scale + 1e-15):
            raise ArithmeticError(f"{what}: Keras and PyTorch differ\n{a}\n{b}")


def case(name, arguments, torch_loss, data_name, y, q):
    ours = by_torch(torch_loss, arguments, y, q)
    focal_edge = "focal" in name and data_name in LOGIT_DATA
    if name not in ("quantile", "gaussian_nll") and not focal_edge:
        keras_says = by_keras(name, arguments, y, q)
        if name in TIES and data_name in EDGES:
            demand_same(f"{name}, {data_name}", keras_says[:1], ours[:1])
        else:
            demand_same(f"{name} {arguments}, {data_name}", keras_says, ours)
            ours = keras_says if name != "log_cosh" else ours
    values, gradients = ours
    assert np.all(np.isfinite(values)) and np.all(np.isfinite(gradients)), (name, data_name)
    if name == "cosine_similarity":  # what rounding leaves of 0, where there is one output
        gradients = np.where(np.abs(gradients) < 1e-15, 0.0, gradients)
    return {"data": data_name, "values": rounded(values), "gradients": rounded(gradients)}


def main():
    rng = np.random.default_rng(SEED)
    data = dict(EDGES)
    data["numbers_apart"] = tuple(part[2:] for part in EDGES["numbers"])
    losses = []
    for name, arguments, torch_loss, draw, edge in LOSSES:
        cases = []
        for rows, n in CLASSES if draw in OF_CLASSES else ELEMENTS:
            drawn = f"{draw.__name__} {rows} × {n}"
            if drawn not in data:
                data[drawn] = draw(rng, rows, n)
            cases.append(case(name, arguments, torch_loss, drawn, *data[drawn]))
        cases.append(case(name, arguments, torch_loss, edge, *data[edge]))
        losses.append({"name": name, "arguments": arguments, "cases": cases})
    data = {name: {"targets": y, "predictions": q} for name, (y, q) in data.items()}
    source = SOURCE | {"scikit-learn": sklearn.__version__}
    path = Path(__file__).with_suffix(".json")
    write(path, {"source": source, "data": data, "losses": losses})
    print(f"{len(losses)} losses, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
