"""Reference values for the fitting machinery: ridge (scikit-learn), clustered covariance (statsmodels), exact binomial
intervals (scipy). Runs make_fitting.R first, which makes the csv inputs, and writes fitting_python.json.

Needs the packages of requirements.txt, and Rscript with lme4, brglm2, sandwich and pROC.
"""

import os

for _v in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_v] = "1"  # one summation order

import json
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from scipy.stats import binomtest
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

HERE = Path(__file__).resolve().parent


def floats(a):
    return [float(v) for v in np.asarray(a).ravel()]


def ridge():
    """Columns divided by their standard deviation, ½ λ Σ β² subtracted; coefficients of the columns as they are."""
    d = pd.read_csv(HERE / "logistic_reference.csv", float_precision="round_trip")
    x, y = d[[c for c in d if c != "y"]].to_numpy(float), d.y.to_numpy()
    scaler = StandardScaler().fit(x)
    fits = []
    for lam in (0.5, 10.0, 300.0):
        solvers = {}
        for solver in ("newton-cholesky", "lbfgs"):
            fit = LogisticRegression(C=1 / lam, solver=solver, tol=1e-12, max_iter=100_000).fit(scaler.transform(x), y)
            slopes = fit.coef_[0] / scaler.scale_
            solvers[solver] = [float(fit.intercept_[0] - slopes @ scaler.mean_)] + floats(slopes)
        newton, lbfgs = (np.array(solvers[s]) for s in ("newton-cholesky", "lbfgs"))
        assert np.abs(newton - lbfgs).max() < 1e-6
        fits.append({"lambda": lam, "coefficients": floats(newton)})
    return {"columns": [c for c in d if c != "y"], "deviations": floats(scaler.scale_), "fits": fits}


def clustered():
    d = pd.read_csv(HERE / "random_intercept.csv")
    x = sm.add_constant(d[["x1", "x2", "x3"]].to_numpy(float))
    model = sm.Logit(d.y.to_numpy(float), x)
    options = dict(method="newton", tol=1e-14, maxiter=100, disp=0, warn_convergence=False)
    groups = {"groups": d.client.to_numpy()}
    return {
        "coefficients": floats(model.fit(**options).params),
        "hc0": floats(model.fit(cov_type="HC0", **options).bse),
        "cluster_uncorrected": floats(
            model.fit(cov_type="cluster", cov_kwds=groups | {"use_correction": False}, **options).bse),
        "cluster": floats(model.fit(cov_type="cluster", cov_kwds=groups, **options).bse),
        "rows": int(len(d)), "clients": int(d.client.nunique()),
    }


def binomial():
    cases = [(0, 1), (1, 1), (0, 10), (10, 10), (1, 10), (5, 10), (3, 40), (39, 40), (81, 263), (17, 1000), (999, 1000),
             (250_000, 1_000_000)]
    rows = []
    for events, n in cases:
        ci = binomtest(events, n).proportion_ci(0.95, method="exact")
        rows.append({"events": events, "rows": n, "low": float(ci.low), "high": float(ci.high)})
    return rows


def main():
    subprocess.run(["Rscript", "make_fitting.R"], cwd=HERE, check=True)
    value = {
        "made_with": {"numpy": np.__version__, "scipy": scipy.__version__, "scikit_learn": sklearn.__version__,
                      "statsmodels": statsmodels.__version__},
        "ridge": ridge(), "clustered": clustered(), "binomial": binomial(),
    }
    (HERE / "fitting_python.json").write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
