"""Cross-entropy and its parts, row by row, by SciPy and PyTorch in float64.

    python3 explain/src/test/resources/rookery/golden/cross_entropy.py

writes cross_entropy.json beside itself. Versions: the file names the ones that made it.

"rows" have a target p and the logits z of a prediction, or its probabilities q; their entropy H(p) and
divergence D(p || q) are SciPy's (scipy.stats.entropy, sums of scipy.special.rel_entr), their
cross-entropy is PyTorch's (cross_entropy on logits, nll_loss on ln q), and must be the sum of the
two to 1e-12. "divergences" are the terms of D. "yes_or_no" are pairs of p and logit, with PyTorch's
binary_cross_entropy_with_logits, and SciPy's entropy of (p, 1 - p).
"""

import sys
from pathlib import Path

import numpy as np
import scipy
import torch
import torch.nn.functional as F
from scipy.special import rel_entr, softmax
from scipy.stats import entropy

sys.path.insert(0, str(Path(__file__).parents[6] / "core/src/test/resources/rookery/golden"))
from golden_file import rounded, write

SEED = 1907
SOURCE = {"scipy": scipy.__version__, "torch": torch.__version__.split("+")[0], "numpy": np.__version__}


def targets(rng, n):
    yield np.eye(n)[rng.integers(n)]
    yield np.eye(n)[rng.integers(n)] * 0.9 + 0.1 / n
    yield rng.dirichlet(np.full(n, 0.7))
    sparse = np.zeros(n)
    sparse[:2] = 0.25, 0.75
    yield sparse


def row(p, z, from_logits):
    q = softmax(z)
    log = torch.tensor(z) if from_logits else torch.log(torch.tensor(q))
    loss = F.cross_entropy if from_logits else lambda l, t: -(t * l).sum()
    terms = rel_entr(p, q)
    values = {
        "entropy": float(entropy(p)),
        "divergence": float(terms.sum()),
        "cross_entropy": float(loss(log, torch.tensor(p))),
    }
    off = values["entropy"] + values["divergence"] - values["cross_entropy"]
    if not abs(off) < 1e-12 * max(1, values["cross_entropy"]):
        raise ArithmeticError(f"SciPy and PyTorch differ by {off}")
    given = {"logits": z} if from_logits else {"q": q}
    return {"p": p, **given, **values, "divergences": terms}


def yes_or_no(p, z):
    value = F.binary_cross_entropy_with_logits(
        torch.tensor(z, dtype=torch.float64), torch.tensor(p, dtype=torch.float64)
    )
    return {"p": p, "logit": z, "entropy": float(entropy([p, 1 - p])), "cross_entropy": float(value)}


rng = np.random.default_rng(SEED)
rows = [
    row(p, rng.normal(0, scale, n), from_logits)
    for n in (2, 3, 7)
    for scale in (1.0, 6.0)
    for p in targets(rng, n)
    for from_logits in (True, False)
]
pairs = [yes_or_no(p, z) for p in (0.0, 0.3, 1.0) for z in (-40.0, -1.5, 0.0, 0.25, 30.0)]
golden = {"source": SOURCE, "rows": rows, "yes_or_no": pairs}
write(Path(__file__).with_suffix(".json"), rounded(golden))
