"""Reference predictions of the model of open items: P(an item is paid within h days), past due or not due yet.

Run:  VENV/bin/python make_open_items.py [FOLDER OF REAL LEDGERS]

Writes open_items.csv, a synthetic ledger, and open_items.json: the model fitted by plain numpy on that ledger and, when
the folder is given, on the real ones in it. It follows no code of the repository; only the definitions are the same.

A ledger is arrays of integer days: issued, due, end (of the item's life; NEVER while open), paid (whether a payment
ended it). "Known at A" means known at the end of day A. A payment dated before the issue day takes effect on it; the
pooled curve keeps the day written on it.
"""
import csv
import datetime
import json
import platform
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
NEVER = 10**6
FIRST = datetime.date(2024, 1, 1)  # day 0 of the tests' calendar

# Days past due d are in cell c when EDGES[c] < d <= EDGES[c + 1].
EDGES = np.array(
    [-10**6, -30, -14, -7, -4, -2, 0, 2, 4, 7, 10, 14, 21, 30, 40, 50, 60, 90, 120, 240, 10**6])
FIRST_PAST_DUE = 6
HORIZONS = {"past_due": (7, 14, 21, 30, 45, 60), "not_due": (7, 14, 21, 30, 45, 60, 90, 120)}
KNOTS = (7, 30)
HALF_LIFE = 120
STRENGTH = {
    "log_horizon": 10, "portfolio_odds": 50, "client_odds": 50, "log_age": 100, "log_age_7": 100, "log_age_30": 100}
CENTRE = {"portfolio_odds": 0.5, "client_odds": 0.5}


def is_turn(day):
    """Whether a day is one of the last four of a month or of the first three."""
    date = FIRST + datetime.timedelta(days=int(day))
    return date.day <= 3 or (date + datetime.timedelta(days=4)).month != date.month


class Ledger:
    def __init__(self, invoice, client, issued, due, end, paid, amount, known_until):
        self.invoice, self.known_until = np.array(invoice), known_until
        self.client = np.unique(np.array(client), return_inverse=True)[1]
        self.issued, self.due = np.array(issued), np.array(due)
        self.written = np.array(end)
        self.end, self.paid = np.maximum(end, issued), np.array(paid)
        self.log_amount = np.log(np.array(amount))


# ------------------------------------------------------------------------------------------------ ledgers


def synthetic(path):
    """900 invoices of 40 clients of different pace over 400 days; one in twenty is cancelled by a credit note."""
    random = np.random.default_rng(20240105)
    pace = random.lognormal(0, 0.7, 40)
    rows = []
    for number in range(900):
        client = int(40 * random.random() ** 1.5)
        issued = int(random.integers(0, 400))
        due = issued + int(random.choice([15, 30, 30, 45]))
        amount = round(float(random.lognormal(7, 1)), 2)
        delay = int(random.gamma(1.5, 9 * pace[client])) - 5
        kind = "credit" if random.random() < 0.05 else "payment"
        # One payment in fifty is dated before the invoice.
        end = issued - 3 if random.random() < 0.02 else max(issued, due + delay)
        rows.append((f"F{number:04}", f"C{client:02}", issued, due, amount, end, kind))
    with open(path, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["invoice", "client", "issued", "due", "amount", "end", "kind"])
        out.writerows(rows)


def read_synthetic(path):
    rows = list(csv.DictReader(open(path)))
    number = lambda name: [int(r[name]) for r in rows]
    return Ledger(
        [r["invoice"] for r in rows], [r["client"] for r in rows], number("issued"), number("due"), number("end"),
        [r["kind"] == "payment" for r in rows], [float(r["amount"]) for r in rows], 420)


def read_real(path):
    rows = list(csv.DictReader(open(path)))
    to_day = lambda date: (date - FIRST).days
    if "InvoiceDate" in rows[0]:
        day = lambda text: to_day(datetime.datetime.strptime(text, "%m/%d/%Y").date()) if text else NEVER
        names = ("invoiceNumber", "customerID", "InvoiceDate", "DueDate", "SettledDate", "InvoiceAmount")
        known_until = datetime.date(2013, 5, 5)
    else:
        day = lambda text: to_day(datetime.date.fromisoformat(text[:10])) if "-" in text else (
            to_day(datetime.date.fromisoformat(text[:8])) if text else NEVER)
        names = ("invoice_id", "cust_number", "posting_date", "due_in_date", "clear_date", "total_open_amount")
        known_until = datetime.date(2019, 6, 30)
    column = [[r[name] for r in rows] for name in names]
    days = [[day(text) for text in column[k]] for k in (2, 3, 4)]
    end = np.where(np.array(days[2]) > to_day(known_until), NEVER, days[2])
    return Ledger(
        [text.removesuffix(".0") for text in column[0]], column[1], days[0], days[1], end, end < NEVER, [float(x) for x in column[5]], to_day(known_until))


# ------------------------------------------------------------------------------------------------ features


def item_days(first, last):
    """Of the days first + 1 ... last, those in each cell."""
    return np.clip(np.minimum(last[:, None], EDGES[1:]) - np.maximum(first[:, None], EDGES[:-1]), 0, None).astype(float)


def hazard(events, at_risk):
    """Payments per item and day; each cell starts from the one before it, outwards from the due day."""
    h = np.zeros(len(events))
    for side in (range(FIRST_PAST_DUE, len(h)), range(FIRST_PAST_DUE - 1, -1, -1)):
        side = list(side)
        rate = (events[side].sum() + 1) / (at_risk[side].sum() + 10)
        for c in side:
            rate = h[c] = (events[c] + 5) / (at_risk[c] + 5 / rate)
    return h


def log_odds(p):
    p = np.clip(p, 0.002, 0.998)
    return np.log(p / (1 - p))


def features(ledger, eligible, day, group):
    """A group's items open at the end of a day: rows of the ledger, ages, and a function of the horizon that gives one
    column a feature."""
    known = np.nonzero(ledger.issued <= day)[0]
    client, ended = ledger.client[known], ledger.end[known] <= day
    was_paid = ended & ledger.paid[known]
    paid = was_paid & eligible[known]
    delay = np.where(ended, ledger.end[known], day) - ledger.due[known]
    days = item_days(ledger.issued[known] - ledger.due[known], delay) * eligible[known][:, None]
    events = np.zeros_like(days)
    at = np.nonzero(paid)[0]
    cell = np.searchsorted(EDGES, delay[at], side="left") - 1
    events[at, cell] = 1
    days[at, cell] = np.maximum(days[at, cell], 1)
    h = hazard(events.sum(0), days.sum(0))

    is_open = np.nonzero(~ended)[0]
    items = is_open[(ledger.due[known][is_open] <= day) == (group == "past_due")]
    due = ledger.due[known][items]
    age = day - due
    same = client[items][:, None] == client[None, :]
    own_days = same @ days - days[items]
    own = (same @ events + 1) / (own_days + 1 / h)
    since = np.maximum(due, ledger.issued[known][items])
    later = ledger.end[known][None, :] > since[:, None]
    log_amount = ledger.log_amount[known]
    usual = (same @ log_amount + 3 * log_amount.mean()) / (same.sum(1) + 3)
    late = np.clip(delay, -30, 60)
    log_age = np.log1p(np.maximum(age, 0))
    open_dues = np.where(~ended, ledger.due[known], NEVER)
    fixed = {
        "log_age": log_age,
        **{f"log_age_{knot}": np.maximum(log_age - np.log1p(knot), 0) for knot in KNOTS},
        "passed_over": np.log1p((same & later) @ was_paid.astype(float)),
        "mean_lateness": (same @ (late * was_paid)) / (same @ was_paid.astype(float) + 2),
        "older_item": (np.where(same, open_dues[None, :], NEVER).min(1) < due).astype(float),
        "item_amount": log_amount[items] - log_amount.mean(),
        "amount_to_usual": log_amount[items] - usual,
    }
    turns = [
        sum(is_turn(day) for day in set(ledger.end[known][was_paid & (client == c)])) for c in range(client.max() + 1)]
    counts = [len(set(ledger.end[known][was_paid & (client == c)])) for c in range(client.max() + 1)]
    all_share = (sum(turns) + 1) / (sum(counts) + 2)
    own_share = ((np.array(turns) + 4 * all_share) / (np.array(counts) + 4))[client[items]]

    def density(share, horizon):
        turn = sum(is_turn(day + ahead) for ahead in range(1, horizon + 1)) / horizon
        return turn * share / (7 / 30.4375) + (1 - turn) * (1 - share) / (1 - 7 / 30.4375)

    def at_horizon(horizon):
        ahead = item_days(age, age + horizon)
        portfolio = log_odds(-np.expm1(-(ahead * h).sum(1)))
        of_client = log_odds(-np.expm1(-(ahead * own).sum(1)))
        month_end = np.log(density(own_share, horizon) / density(all_share, horizon))
        columns = {
            "portfolio_odds": portfolio, "client_odds": of_client - portfolio, **fixed, "month_end_habit": month_end}
        return np.column_stack(list(columns.values())).reshape(len(items), len(columns)), list(columns)

    return known[items], age, at_horizon


def with_horizon(values, horizon):
    log_horizon = np.full((len(values), 1), np.log(horizon / 30))
    return np.hstack([values, values * log_horizon, log_horizon])


# ------------------------------------------------------------------------------------------------ the fit


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def newton(x, y, penalty, centre, weight):
    """Minimises -sum w loglik + 1/2 sum penalty (beta - centre)^2; the intercept is free."""
    z, p, c = np.c_[np.ones(len(x)), x], np.r_[0, penalty], np.r_[0, centre]
    beta = np.zeros(z.shape[1])
    value = lambda b: (weight * (np.logaddexp(0, z @ b) - y * (z @ b))).sum() + 0.5 * (p * (b - c) ** 2).sum()
    for _ in range(100):
        mu = sigmoid(z @ beta)
        gradient = z.T @ (weight * (mu - y)) + p * (beta - c)
        step = np.linalg.solve((z * (weight * mu * (1 - mu))[:, None]).T @ z + np.diag(p), gradient)
        share = 1.0
        while value(beta - share * step) > value(beta) and share > 1e-8:
            share /= 2
        beta = beta - share * step
        if np.abs(step).max() < 1e-12:
            break
    return beta


def design_effect(x, y, beta, client, penalty, weight):
    z = np.c_[np.ones(len(x)), x]
    mu = sigmoid(z @ beta)
    information = (z * (weight * mu * (1 - mu))[:, None]).T @ z
    inverse = np.linalg.inv(information + np.diag(np.r_[0, penalty]))
    scores = np.zeros((client.max() + 1, z.shape[1]))
    np.add.at(scores, client, z * (weight * (y - mu))[:, None])
    ratio = lambda m: np.trace((inverse @ m)[1:, 1:])
    return max(1.0, ratio(scores.T @ scores) / ratio(information))


class Model:
    def __init__(self, ledger, group, until, days):
        self.horizons = HORIZONS[group]
        seen = ledger.end[ledger.paid & (ledger.end <= until)]
        # Before the first payment, invoices paid on time are missing from the ledger.
        self.ledger, self.eligible = ledger, ledger.issued >= seen.min()
        xs, ys, clients, weights = [], [], [], []
        for day in days:
            rows, _, at_horizon = features(ledger, self.eligible, day, group)
            for horizon in (h for h in self.horizons if day + h <= until):
                values, names = at_horizon(horizon)
                ends = ledger.end[rows] <= day + horizon
                told = self.eligible[rows] & (~ends | ledger.paid[rows])
                client = ledger.client[rows][told]
                xs.append(with_horizon(values[told], horizon))
                ys.append(ends[told].astype(float))
                clients.append(client)
                together = (client[:, None] == client[None, :]).sum(1)
                weights.append(together ** -0.5 * 2.0 ** (-(until - day) / HALF_LIFE))
        x, y, weight = np.vstack(xs), np.concatenate(ys), np.concatenate(weights)
        client = np.concatenate(clients)
        names = names + [f"{n}:log_horizon" for n in names] + ["log_horizon"]
        self.low, self.high = np.quantile(x, 0.03, axis=0), np.quantile(x, 0.97, axis=0)
        indicator = ((x == 0) | (x == 1)).all(0)
        self.low[indicator], self.high[indicator] = 0, 1
        x = np.clip(x, self.low, self.high)
        self.mean, self.deviation = x.mean(0), x.std(0)
        self.kept = self.deviation > 1e-9
        x = self.scaled(x)
        self.names = [n for n, kept in zip(names, self.kept) if kept]
        penalty = lambda strength: np.array([STRENGTH.get(n, strength) for n in self.names], dtype=float)
        centre = np.array([CENTRE.get(n, 0) for n in self.names]) * self.deviation[self.kept]
        first = newton(x, y, penalty(30), centre, weight)
        self.effect = design_effect(x, y, first, client, penalty(30), weight)
        self.beta = newton(x, y, penalty(150 * self.effect), centre, weight)
        self.rows, self.events = len(y), int(y.sum())

    def scaled(self, x):
        x = np.clip(x, self.low, self.high)[:, self.kept]
        return (x - self.mean[self.kept]) / self.deviation[self.kept]

    def probability(self, at_horizon, horizon):
        """Never less than at a shorter horizon of the model's; `horizon` is one of them."""
        at = lambda h: sigmoid(self.beta[0] + self.scaled(with_horizon(at_horizon(h)[0], h)) @ self.beta[1:])
        return np.max([at(h) for h in self.horizons if h <= horizon], axis=0)


# ------------------------------------------------------------------------------------------------ windows


def pooled_curve(ledger, day, age, horizon):
    known = ledger.issued <= day
    ended = ledger.end[known] <= day
    delay = np.where(ended, ledger.written[known], day) - ledger.due[known]
    low = delay.min()
    width = delay.max() - low + 1
    events = np.bincount((delay - low)[ended & ledger.paid[known]], minlength=width)
    at_risk = np.bincount(delay - low, minlength=width)[::-1].cumsum()[::-1]
    s = np.cumprod(1 - events / at_risk)
    at = lambda x: s[np.clip(x - low, 0, len(s) - 1)]
    return 1 - at(age + horizon) / at(age)


def scores(y, p):
    order = np.argsort(p, kind="stable")
    ranks = np.empty(len(p))
    ranks[order] = np.arange(1, len(p) + 1)
    for value in np.unique(p):
        ranks[p == value] = ranks[p == value].mean()
    events, others = y.sum(), (~y).sum()
    q = np.clip(p, 1e-4, 1 - 1e-4)
    return {
        "auc": (ranks[y].sum() - events * (events + 1) / 2) / (events * others),
        "brier": np.mean((y - p) ** 2),
        "log_loss": -np.mean(np.where(y, np.log(q), np.log(1 - q))),
    }


def window(name, ledger, until, first, last, horizon, group="past_due", step=7):
    start = max(ledger.issued.min(), until - 730)
    training = [d for d in range(first - step, start, -step) if d <= until][::-1]
    model = Model(ledger, group, until, training)
    invoices, days, ys, ps, pooled = [], [], [], [], []
    for day in (d for d in range(first, last + 1, step) if d + horizon <= ledger.known_until):
        rows, age, at_horizon = features(ledger, model.eligible, day, group)
        ends = ledger.end[rows] <= day + horizon
        told = ~ends | ledger.paid[rows]
        invoices += list(ledger.invoice[rows][told])
        days += [day] * told.sum()
        ys.append(ends[told])
        ps.append(model.probability(at_horizon, horizon)[told])
        pooled.append(pooled_curve(ledger, day, age[told], horizon))
    y, p, pooled = np.concatenate(ys), np.concatenate(ps), np.concatenate(pooled)
    assert len(set(zip(days, invoices))) == len(days)
    shown = sorted(range(len(y)), key=lambda i: (days[i], invoices[i]))[:: max(1, len(y) // 20)]
    date = lambda d: str(FIRST + datetime.timedelta(days=int(d)))
    found = dict(
        ledger=name, group=group, train_until=date(until), test_from=date(first), test_until=date(last), within=horizon,
        rows=len(y), events=int(y.sum()), training_rows=model.rows, training_events=model.events,
        design_effect=model.effect, intercept=model.beta[0], columns=model.names, coefficients=list(model.beta[1:]),
        model=scores(y, p), pooled_curve=scores(y, pooled),
        predictions=[dict(day=date(days[i]), invoice=invoices[i], p=p[i], pooled=pooled[i]) for i in shown])
    print(name, found["train_until"], horizon, len(y), {k: round(float(v), 4) for k, v in found["model"].items()})
    return found


def main():
    own = HERE / "open_items.csv"
    synthetic(own)
    ledger = read_synthetic(own)
    windows = [window(own.name, ledger, 250, 251, 360, h, group) for group in HORIZONS for h in (7, 30, 60)]
    day = lambda text: (datetime.date.fromisoformat(text) - FIRST).days
    for folder in map(Path, sys.argv[1:]):
        for name, cases in {
            "highradius/invoices.csv": [
                ("2019-02-10", "2019-02-11", "2019-02-25", 30), ("2019-02-17", "2019-02-18", "2019-02-25", 30),
                ("2019-02-17", "2019-02-18", "2019-03-04", 21), ("2019-02-24", "2019-02-25", "2019-03-11", 14),
                ("2019-03-03", "2019-03-04", "2019-03-11", 14), ("2019-03-10", "2019-03-11", "2019-03-18", 7),
                ("2019-03-31", "2019-04-01", "2019-05-27", 30), ("2019-03-31", "2019-04-01", "2019-05-27", 14),
                ("2019-04-28", "2019-04-29", "2019-05-27", 30),
                ("2019-03-31", "2019-04-01", "2019-05-27", 30, "not_due")],
            "ibm/receivables.csv": [
                ("2012-07-29", "2012-07-30", "2012-10-15", 7), ("2012-07-29", "2012-07-30", "2012-10-15", 14),
                ("2012-10-14", "2012-10-15", "2013-01-14", 7), ("2012-10-14", "2012-10-15", "2013-01-14", 14),
                ("2013-01-31", "2013-02-04", "2013-04-01", 7), ("2013-01-31", "2013-02-04", "2013-04-01", 14)],
        }.items():
            ledger = read_real(folder / name)
            windows += [window(name, ledger, *map(day, case[:3]), *case[3:]) for case in cases]
    made_with = dict(python=platform.python_version(), numpy=np.__version__)
    text = json.dumps(dict(made_with=made_with, windows=windows), indent=1, default=float)
    (HERE / "open_items.json").write_text(text + "\n")


main()
