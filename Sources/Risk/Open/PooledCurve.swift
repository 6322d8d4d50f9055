internal import Statistics

extension SurvivalCurve {
  /// 1 − S(age + h)/S(age), the curve going on flat after the last day anyone was observed: the baseline of an open item,
  /// which has an answer whenever anything was paid.
  func probability(paidWithin horizon: Int, age: Int) -> Double {
    let last = min(age + horizon, lastDay)
    if last <= age { return 0 }
    return paid(within: last - age, unpaidAt: age)?.value ?? 1
  }
}
