"""How weights are learnt: what of a line tells it apart, and how much.

Needs scikit-learn (`pip install -e '.[learn]'`).
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

SMOOTHING: Final = 1.0
"""Lines in which each feature was seen besides, of a class and of the others."""


def table_of(rows: Iterable[Collection[str]]) -> tuple[list[str], Any]:
    """Return the names of all features, and in which row each of them stands."""
    from sklearn.feature_extraction import DictVectorizer

    vectors = DictVectorizer()
    counted = vectors.fit_transform([dict.fromkeys(row, 1) for row in rows])
    return vectors.feature_names_, counted


def fitted(
    counted: Any, holds: Sequence[bool], strength: float, counts: Sequence[int]
) -> tuple[int, list[int]]:
    """Return bias and weights, in tenths, that tell the rows apart best.

    `strength` is how closely to follow the rows (scikit-learn's C), `counts` how often
    each of them counts.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import normalize

    scale = _telling(counted, holds)
    model: Any = LogisticRegression(C=strength, solver="liblinear", tol=1e-3)
    model.fit(normalize(counted).multiply(scale).tocsr(), holds, counts)
    weights = model.coef_[0] * scale
    return _tenths(model.intercept_[0]), [_tenths(one) for one in weights]


def _telling(counted: Any, holds: Sequence[bool]) -> Any:
    """Return how much each feature tells by itself: the root of its log odds.

    What was seen on one side only may weigh more than what stands on both (S. Wang and
    C. Manning, "Baselines and Bigrams", 2012, who take the log odds as they are).
    """
    import numpy as np

    inside = np.asarray(holds)
    seen = [
        np.asarray(counted[rows].sum(axis=0)).ravel() + SMOOTHING
        for rows in (inside, ~inside)
    ]
    odds = np.log(seen[0] / seen[0].sum()) - np.log(seen[1] / seen[1].sum())
    return np.sign(odds) * np.sqrt(np.abs(odds))


def _tenths(weight: float) -> int:
    return round(10 * float(weight))
