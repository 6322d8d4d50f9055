import Receivables
import Solvency
import Testing

@Suite struct RecommendationTests {
  private func recommend(
    _ signals: [Signal], purchases: Int64? = 2_000_00, policy: CreditPolicy = CreditPolicy(),
    _ change: (inout Recommendation.Facts) -> Void = { _ in }
  ) -> Recommendation {
    var facts = Recommendation.Facts()
    facts.monthlyPurchases = purchases.map { Money(minorUnits: $0) }
    change(&facts)
    return Recommendation(signals, facts, policy)
  }

  @Test func nothingKnownAsksForThirtyPercent() {
    let found = recommend([Signal(.identity, .unknown), Signal(.statements, .unknown)])
    #expect(found.decision == .acceptWithDeposit && found.deposit == 0.3 && found.rule == .nothingKnown)
    // 2,000.00 × (30 + 15) / 30 × 0.75
    #expect(found.limit?.amount == Money(minorUnits: 2_250_00))
    // A valid number says who somebody is, not that it pays.
    #expect(recommend([Signal(.identity, .good)]).rule == .nothingKnown)
  }

  @Test func theFirstRuleThatHolds() {
    let (good, bad) = (Signal(.statements, .good), Signal(.firstInvoice, .bad))
    #expect(recommend([good]).decision == .accept && recommend([good]).deposit == 0)
    #expect(recommend([good, bad]).decision == .acceptWithDeposit)
    let two = recommend([bad, Signal(.statements, .bad)])
    #expect(two.decision == .prepayment && two.deposit == 1 && two.terms == 0 && two.limit == nil)
    let unsure = recommend([good, Signal(.identity, .bad)])
    #expect(unsure.decision == .refer && unsure.limit == nil, "nobody knows who would buy")
    #expect(recommend([good]) { $0.oldestDaysPastDue = 60 }.rule == .oldDebt(days: 60))
    #expect(recommend([good]) { $0.oldestDaysPastDue = 59 }.rule == .goodSignals)
    #expect(recommend([Signal(.statements, .neutral)]).rule == .noBadSignal)
  }

  @Test func theArithmeticAndItsCaps() {
    let plain = recommend([Signal(.statements, .good)]) {
      $0.requestedTerms = 45
      $0.daysLate = 12
      $0.receivables = Money(minorUnits: 50_000_00)
    }
    // 2,000.00 × (45 + 12) / 30 = 3,800.00, capped at 5 % of 50,000.00.
    #expect(plain.limit?.uncapped == Money(minorUnits: 3_800_00) && plain.limit?.amount == Money(minorUnits: 2_500_00))
    var policy = CreditPolicy()
    policy.toleratedLoss = 1_000
    #expect(recommend([], policy: policy).limit?.amount == Money(minorUnits: 1_000_00))
    policy.toleratedLoss = 1e6
    #expect(recommend([], purchases: 500_000_00, policy: policy).decision == .refer)
    #expect(recommend([]) { $0.requestedTerms = 120 }.terms == 60, "the longest given")
    #expect(recommend([]) { $0.daysLate = -10 }.limit?.daysLate == 0, "early payers get no shorter limit")
    #expect(recommend([], purchases: nil).limit == nil)
    #expect(recommend([]) { $0.receivables = Money(minorUnits: -5) }.limit?.amount == .zero)
  }

  @Test func everyThresholdHasANameAndARange() {
    var policy = CreditPolicy()
    for setting in CreditPolicy.settings {
      #expect(setting.range.contains(setting.value(in: CreditPolicy())), "\(setting.name)")
      #expect(setting.set(setting.range.upperBound, in: &policy) && !setting.set(-1, in: &policy))
      #expect(setting.value(in: policy) == setting.range.upperBound)
      if setting.isWhole { #expect(!setting.set(1.5, in: &policy)) }
    }
    #expect(Set(CreditPolicy.settings.map(\.name)).count == Mirror(reflecting: policy).children.count)
  }
}
