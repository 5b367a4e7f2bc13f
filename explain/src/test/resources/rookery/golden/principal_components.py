"""Principal components of a path through the weights of a small network, by scikit-learn.

    python3 explain/src/test/resources/rookery/golden/principal_components.py

writes principal_components.json beside itself. It needs golden_file.py from core's golden folder, and
    pip install scikit-learn==1.9.1 numpy==2.4.6

"points" are float32 weights, in the network's order, each tensor in row-major order: a spiral into
the last point, and some noise. "shares" are explained_variance_ratio_ of all components, "places" the
differences to the last point along the first two components, each up to its sign, "distances" what
is left of them.
"""

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
from sklearn.decomposition import PCA

sys.path.append(str(Path(__file__).parents[6] / "core/src/test/resources/rookery/golden"))
from golden_file import rounded, write

SEED, POINTS, PARAMETERS = 20280, 9, 2 * 3 + 3 + 3 * 2 + 2
SOURCE = {name: version(name) for name in ("scikit-learn", "numpy")}


def main():
    random = np.random.default_rng(SEED)
    t = np.arange(POINTS)[:, None]
    axes = random.standard_normal((2, PARAMETERS))
    radius = 0.6**t
    points = random.standard_normal(PARAMETERS) + radius * (
        np.cos(t) * axes[0] + np.sin(t) * axes[1]
    )
    points = (points + 0.02 * random.standard_normal(points.shape)).astype(np.float32)
    exact = points.astype(np.float64)
    pca = PCA().fit(exact)
    differences = exact - exact[-1]
    places = differences @ pca.components_[:2].T
    distances = np.linalg.norm(differences - places @ pca.components_[:2], axis=1)
    write(
        Path(__file__).with_suffix(".json"),
        {
            "source": SOURCE,
            "points": rounded(exact),
            "shares": rounded(pca.explained_variance_ratio_),
            "places": rounded(places),
            "distances": rounded(distances),
        },
    )


if __name__ == "__main__":
    main()
