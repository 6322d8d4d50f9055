"""Make the csv inputs and the json reference values of this directory.

Deterministic: run it again and the files come out the same, byte for byte.
Needs the packages of requirements.txt, and Rscript with package survival.
"""

import os

for _v in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_v] = "1"  # one summation order

import json
import math
import platform
import subprocess
import tempfile
from pathlib import Path

import lifelines
import numpy as np
import pandas as pd
import scipy
import sklearn
import statsmodels
import statsmodels.api as sm
from sklearn.metrics import brier_score_loss, log_loss, roc_auc_score
from statsmodels.discrete.tests.results import results_glm_logit_constrained as stata

HERE = Path(__file__).resolve().parent
Z = 1.959963984540054

VERSIONS = {
    "python": platform.python_version(),
    "numpy": np.__version__,
    "scipy": scipy.__version__,
    "pandas": pd.__version__,
    "statsmodels": statsmodels.__version__,
    "scikit_learn": sklearn.__version__,
}


def floats(a):
    return [float(v) for v in np.asarray(a).ravel()]


def write_json(name, value):
    # json writes a float as repr does: the shortest text that reads back exact.
    text = json.dumps(value, indent=2, allow_nan=False, ensure_ascii=False)
    # Arrays of numbers on one line each.
    out, depth = [], 0
    for line in text.split("\n"):
        s = line.strip()
        if depth:
            out[-1] += (" " if not out[-1].endswith("[") and not s.startswith("]") else "") + s
        else:
            out.append(line)
        if s.endswith("["):
            depth += 1
        if s in ("]", "],"):
            depth -= 1
    text = "\n".join(out) + "\n"
    assert json.loads(text) == value
    (HERE / name).write_text(text, encoding="utf-8", newline="\n")


def write_csv(name, header, rows):
    body = "\n".join([",".join(header)] + [",".join(r) for r in rows]) + "\n"
    (HERE / name).write_text(body, encoding="utf-8", newline="\n")


def read_csv(name):
    return pd.read_csv(HERE / name, float_precision="round_trip")


# ------------------------------------------------------------------ inputs --

def make_spector():
    d = sm.datasets.spector.load_pandas().data
    rows = [(f"{r.GPA:.2f}", f"{r.TUCE:.0f}", f"{r.PSI:.0f}", f"{r.GRADE:.0f}")
            for r in d.itertuples()]
    write_csv("logistic_spector.csv", ["gpa", "tuce", "psi", "grade"], rows)
    back = read_csv("logistic_spector.csv")
    assert np.array_equal(back.to_numpy(float), d[["GPA", "TUCE", "PSI", "GRADE"]].to_numpy(float))


def make_logistic():
    g = np.random.default_rng(20240611)
    n = 600
    x1, x2, x3 = g.standard_normal((3, n))
    x4 = np.exp(0.9 * g.standard_normal(n))
    x5 = (g.random(n) < 0.08).astype(int)
    x6 = 0.9 * x1 + math.sqrt(1 - 0.81) * g.standard_normal(n)
    x1, x2, x3, x4, x6 = (np.round(v, 6) for v in (x1, x2, x3, x4, x6))
    eta = -1.75 + 0.6 * x1 - 0.45 * x2 + 0.15 * x3 + 0.35 * x4 + 1.1 * x5 - 0.3 * x6
    y = (g.random(n) < 1 / (1 + np.exp(-eta))).astype(int)
    rows = [(f"{a:.6f}", f"{b:.6f}", f"{c:.6f}", f"{d:.6f}", str(e), f"{f:.6f}", str(k))
            for a, b, c, d, e, f, k in zip(x1, x2, x3, x4, x5, x6, y)]
    write_csv("logistic_reference.csv", ["x1", "x2", "x3", "x4", "x5", "x6", "y"], rows)


def make_survival():
    # Freireich et al. 1963: weeks in remission, 6-mercaptopurine arm.
    data = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0),
            (13, 1), (16, 1), (17, 0), (19, 0), (20, 0), (22, 1), (23, 1), (25, 0),
            (32, 0), (32, 0), (34, 0), (35, 0)]
    assert len(data) == 21 and sum(e for _, e in data) == 9
    write_csv("survival_6mp.csv", ["time", "status"], [(str(t), str(e)) for t, e in data])

    # Days from due date to payment: early, on the day, weekly payment runs, a
    # long tail; 48 of the 400 still open when last seen.
    g = np.random.default_rng(1963)
    censored = set(g.choice(400, size=48, replace=False).tolist())
    rows = []
    for i in range(400):
        u = g.random()
        if u < 0.22:
            day = -int(g.integers(1, 26))
        elif u < 0.38:
            day = int(g.integers(0, 3))
        elif u < 0.62:
            day = 7 * int(g.integers(1, 9))
        else:
            day = min(200, int(math.floor(math.exp(3.4 + 0.8 * g.standard_normal()))))
        event = 1
        if i in censored:
            event = 0
            if g.random() < 0.75:  # seen only until some day before that
                day = int(g.integers(-25, max(day, -24) + 1))
        rows.append((str(day), str(event)))
    write_csv("survival_receivables.csv", ["days", "event"], rows)
    d = read_csv("survival_receivables.csv")
    assert d.days.between(-25, 200).all() and len(d) == 400
    assert ((d.event == 0) & (d.days < 0)).sum() >= 5
    assert (d.event == 0).sum() == 48


def make_validation():
    g = np.random.default_rng(1988)
    n = 500
    eta = -1.3 + 1.4 * g.standard_normal(n)
    p = np.round(1 / (1 + np.exp(-eta)), 6)
    # Three rows in ten at a coarse score (one decimal place of the log odds).
    coarse = g.random(n) < 0.3
    p = np.where(coarse, np.round(1 / (1 + np.exp(-np.round(eta, 1))), 6), p)
    y = (g.random(n) < 1 / (1 + np.exp(-(-0.35 + 0.75 * np.log(p / (1 - p)))))).astype(int)
    # A tie of both outcomes across the 20 % cut (p shared by six rows).
    order = np.argsort(-p, kind="stable")
    p[order[97:103]] = p[order[100]]
    write_csv("validation_reference.csv", ["p", "y"],
              [(f"{a:.6f}", str(b)) for a, b in zip(p, y)])


# ---------------------------------------------------------------- logistic --

def logit_exact(y, x):
    """Logit by statsmodels' Newton, run to where rounding stops it."""
    model = sm.Logit(y, sm.add_constant(x, prepend=True, has_constant="raise"))
    fit = model.fit(method="newton", tol=1e-14, maxiter=100, disp=0, warn_convergence=False)
    score = np.abs(model.score(fit.params)).max()
    assert score < 1e-9, score
    return fit


def result_of(fit):
    # Not fit.llnull: it comes from a default BFGS fit, good to 1e-10 only.
    y = fit.model.endog
    null = sm.Logit(y, np.ones((len(y), 1))).fit(
        method="newton", tol=1e-14, maxiter=100, disp=0, warn_convergence=False)
    assert abs(null.llf - fit.llnull) < 1e-6
    return {
        "coefficients": floats(fit.params),
        "standard_errors": floats(fit.bse),
        "log_likelihood": float(fit.llf),
        "null_log_likelihood": float(null.llf),
    }


def agreement(a, b):
    worst = 0.0
    for k in a:
        u, v = np.atleast_1d(a[k]), np.atleast_1d(b[k])
        worst = max(worst, float(np.max(np.abs(u - v) / np.maximum(1, np.abs(u)))))
    assert worst < 1e-9, worst
    return worst


def logistic_references(r):
    r_version = r["made_with"]["r"]
    made_with = VERSIONS | {"r": r_version}

    d = read_csv("logistic_spector.csv")
    fit = logit_exact(d.grade.to_numpy(float), d[["gpa", "tuce", "psi"]].to_numpy(float))
    full = result_of(fit)
    agreement(full, r["logistic_spector"])
    printed = {
        "coefficients": [-13.0213, 2.8261, 0.0952, 2.3787],
        "standard_errors": [4.931, 1.263, 0.142, 1.065],
        "z_values": [-2.641, 2.238, 0.672, 2.234],
        "p_values": [0.008, 0.025, 0.501, 0.025],
        "lower_95": [-22.687, 0.351, -0.182, 0.292],
        "upper_95": [-3.356, 5.301, 0.373, 4.465],
        "log_likelihood": -12.890,
        "null_log_likelihood": -20.592,
        "pseudo_r_squared": 0.3740,
        "lr_p_value": 0.001502,
    }
    ci = fit.conf_int()
    for key, digits, got in [
        ("coefficients", 4, fit.params), ("standard_errors", 3, fit.bse),
        ("z_values", 3, fit.tvalues), ("p_values", 3, fit.pvalues),
        ("lower_95", 3, ci[:, 0]), ("upper_95", 3, ci[:, 1]),
        ("log_likelihood", 3, fit.llf), ("null_log_likelihood", 3, fit.llnull),
        ("pseudo_r_squared", 4, fit.prsquared), ("lr_p_value", 6, fit.llr_pvalue),
    ]:
        assert np.array_equal(np.round(got, digits), np.asarray(printed[key])), key
    # Stata's own values, from statsmodels' test suite (order gpa tuce psi const).
    table = stata.results_noconstraint.params_table
    s = table[[3, 0, 1, 2]]
    stata_values = {
        "coefficients": floats(s[:, 0]),
        "standard_errors": floats(s[:, 1]),
        "log_likelihood": float(stata.results_noconstraint.infocrit[2]),
    }
    assert np.max(np.abs(s[:, 0] - fit.params)) < 1e-6
    assert np.max(np.abs(s[:, 1] - fit.bse)) < 1e-5
    assert abs(stata_values["log_likelihood"] - fit.llf) < 1e-9
    write_json("logistic_spector.json", {
        "made_with": made_with,
        "citation": "Data: Spector, L. C. and Mazzeo, M. (1980), Probit Analysis and Economic "
                    "Education, Journal of Economic Education 11(2):37-44; as in Greene, W. H., "
                    "Econometric Analysis. Printed: the Logit summary in statsmodels' "
                    "documentation (discretemod). Stata: glm output kept in statsmodels' tests.",
        "names": ["const", "gpa", "tuce", "psi"],
        "n": int(len(d)),
        "printed": printed,
        "stata": stata_values,
        "statsmodels": full,
        "r_glm": r["logistic_spector"],
    })

    d = read_csv("logistic_reference.csv")
    names = ["x1", "x2", "x3", "x4", "x5", "x6"]
    fit = logit_exact(d.y.to_numpy(float), d[names].to_numpy(float))
    full = result_of(fit)
    worst = agreement(full, r["logistic_reference"])
    write_json("logistic_reference.json", {
        "made_with": made_with,
        "names": ["const"] + names,
        "n": int(len(d)),
        "n_events": int(d.y.sum()),
        "statsmodels": full,
        "r_glm": r["logistic_reference"],
    })
    print(f"logistic_reference: {int(d.y.sum())} events of {len(d)}, x5 {int(d.x5.sum())}, "
          f"corr(x1,x6) {d.x1.corr(d.x6):.3f}; R and statsmodels within {worst:.1e}")


# -------------------------------------------------------------- validation --

def midranks(x):
    order = np.argsort(x, kind="stable")
    s = x[order]
    first = np.searchsorted(s, x, side="left")
    last = np.searchsorted(s, x, side="right")
    return (first + last + 1) / 2


def delong(p, y):
    """AUC and its variance: DeLong, DeLong and Clarke-Pearson 1988, by midranks
    (Sun and Xu 2014)."""
    a, b = p[y == 1], p[y == 0]
    m, n = len(a), len(b)
    r = midranks(np.concatenate([a, b]))
    auc = (r[:m].sum() - m * (m + 1) / 2) / (m * n)
    v10 = (r[:m] - midranks(a)) / n
    v01 = 1 - (r[m:] - midranks(b)) / m
    var = v10.var(ddof=1) / m + v01.var(ddof=1) / n
    # The same from the definition, pair by pair.
    psi = (a[:, None] > b[None, :]) + 0.5 * (a[:, None] == b[None, :])
    assert abs(psi.mean() - auc) < 1e-13
    var2 = psi.mean(axis=1).var(ddof=1) / m + psi.mean(axis=0).var(ddof=1) / n
    assert abs(var2 - var) < 1e-15
    return float(auc), float(var)


def validation_reference():
    d = read_csv("validation_reference.csv")
    p, y = d.p.to_numpy(float), d.y.to_numpy(int)
    auc, var = delong(p, y)
    assert abs(auc - roc_auc_score(y, p)) < 1e-13
    se = math.sqrt(var)
    cal = logit_exact(y.astype(float), np.log(p / (1 - p)))
    k = math.ceil(0.2 * len(p))
    order = np.argsort(-p, kind="stable")
    captured = int(y[order[:k]].sum())
    assert p[order[k - 1]] == p[order[k]]  # the cut falls in a tie
    write_json("validation_reference.json", {
        "made_with": VERSIONS,
        "n": int(len(p)),
        "n_events": int(y.sum()),
        "n_distinct_p": int(len(np.unique(p))),
        "auc": float(roc_auc_score(y, p)),
        "auc_variance": var,
        "auc_standard_error": se,
        "auc_lower_95": auc - Z * se,
        "auc_upper_95": auc + Z * se,
        "z": Z,
        "brier": float(brier_score_loss(y, p)),
        "log_loss": float(log_loss(y, p)),
        "calibration_intercept": float(cal.params[0]),
        "calibration_slope": float(cal.params[1]),
        "calibration_intercept_se": float(cal.bse[0]),
        "calibration_slope_se": float(cal.bse[1]),
        "top_fraction": 0.2,
        "top_rows": k,
        "top_events": captured,
        "top_share_of_events": captured / int(y.sum()),
    })
    t = p == p[order[k]]
    print(f"validation_reference: {int(y.sum())} events, {len(np.unique(p))} distinct p, auc {auc:.4f}; "
          f"tie at the cut: rows {np.flatnonzero(t).tolist()} y {y[t].tolist()}")


def check_survival():
    """R's Kaplan-Meier against lifelines (which is independent of it)."""
    ref = json.loads((HERE / "survival_reference.json").read_text(encoding="utf-8"))
    for key, t, e in [("survival_6mp", "time", "status"), ("survival_receivables", "days", "event")]:
        r, d = ref[key], read_csv(ref[key]["file"])
        shift = 1000
        km = lifelines.KaplanMeierFitter().fit(d[t] + shift, d[e], alpha=0.05)
        at = np.asarray(r["time"]) + shift
        assert np.max(np.abs(km.survival_function_.loc[at].to_numpy().ravel() - r["surv"])) < 1e-12
        ci = km.confidence_interval_.loc[at].to_numpy()
        for i in range(len(at)):
            if r["lower"][i] is not None:
                assert abs(ci[i, 0] - r["lower"][i]) < 1e-9 and abs(ci[i, 1] - r["upper"][i]) < 1e-9
        print(f"{key}: {r['n_events']} events of {r['n']}, {r['n_rows']} times, "
              f"nulls lower {r['lower'].count(None)} std_err {r['std_err'].count(None)}, "
              f"S at the end {r['surv'][-1]}, quartiles {r['quantile_times']}")


def main():
    make_spector()
    make_logistic()
    make_survival()
    make_validation()
    with tempfile.TemporaryDirectory() as tmp:
        out = Path(tmp) / "glm.json"
        subprocess.run(["Rscript", "--vanilla", "make_references.R", str(out)], cwd=HERE, check=True)
        r = json.loads(out.read_text(encoding="utf-8"))
    logistic_references(r)
    validation_reference()
    check_survival()


if __name__ == "__main__":
    main()
