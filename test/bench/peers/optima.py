"""The weights, and the seconds that a fit takes, best of a few: optima.py NAME [ROWS]."""

import sys
import time
import warnings

import numpy as np

name = sys.argv[1]
rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
rng = np.random.RandomState(0)
features = rng.rand(rows, 2) * [1, 100]
target = 3 * features[:, 0] + 0.1 * features[:, 1] + 2 * rng.randn(rows)


def lstsq():
    return lambda: np.linalg.lstsq(features, target, rcond=None)[0]


def logistic_regression(solver):
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(
        C=np.inf, fit_intercept=False, solver=solver, tol=1e-8, max_iter=1000
    )
    return lambda: model.fit(features, target > 6).coef_[0]


def logit():
    from statsmodels.api import Logit

    return lambda: Logit((target > 6) * 1.0, features).fit(disp=0, tol=1e-8).params


def quantreg():
    from statsmodels.regression.quantile_regression import QuantReg

    return lambda: QuantReg(target, features).fit(q=0.5, p_tol=1e-8, max_iter=1000).params


def quantile_regressor():
    from sklearn.linear_model import QuantileRegressor

    model = QuantileRegressor(quantile=0.5, alpha=0, fit_intercept=False, solver="highs")
    return lambda: model.fit(features, target).coef_


works = {
    "NumPy, lstsq": lstsq,
    "scikit-learn, newton-cholesky, tol 1e-8": lambda: logistic_regression("newton-cholesky"),
    "scikit-learn, lbfgs, tol 1e-8": lambda: logistic_regression("lbfgs"),
    "statsmodels, Logit, tol 1e-8": logit,
    "statsmodels, QuantReg": quantreg,
    "scikit-learn, QuantileRegressor": quantile_regressor,
}
warnings.simplefilter("ignore")
fit = works[name]()
times = []
for _ in range(2):
    started = time.perf_counter()
    weights = fit()
    times.append(time.perf_counter() - started)
print(list(map(float, weights)))
print(min(times))
