public import Receivables

/// What to do with a candidate, the rule that said so, and the arithmetic of the limit.
public struct Recommendation: Sendable, Equatable {
  public let decision: Decision
  public let rule: Rule
  /// `nil` where the expected purchases are not known, nothing is sold on credit, or nobody knows who would buy.
  public let limit: Limit?
  /// Days; 0 for prepayment.
  public let terms: Int
  /// Share asked in advance.
  public let deposit: Double

  /// The first that holds, in this order.
  public enum Rule: Sendable, Equatable {
    /// A number that was never given out, or numbers of two companies.
    case identityFails
    /// A debt this old in our own ledger.
    case oldDebt(days: Int)
    case badSignals(Int)
    /// The limit is over the one that needs a look.
    case largeLimit
    case oneBadSignal
    case nothingKnown
    case goodSignals
    /// Something is known, nothing is bad, nothing is good.
    case noBadSignal
  }

  /// `purchases × (terms + days late) / 30 × factor`, and its caps.
  public struct Limit: Sendable, Equatable {
    public let monthlyPurchases: Money
    public let terms: Int
    public let daysLate: Int
    public let factor: Double
    /// Before the caps.
    public let uncapped: Money
    public let toleratedLoss: Money
    /// `nil` without a ledger.
    public let receivablesCap: Money?

    public var amount: Money { max(.zero, min(uncapped, toleratedLoss, receivablesCap ?? uncapped)) }
  }

  /// What a recommendation rests on beside the signals.
  public struct Facts: Sendable {
    public var monthlyPurchases: Money?
    /// Days asked for.
    public var requestedTerms: Int?
    /// P75 of days late, where a ledger tells.
    public var daysLate: Int?
    /// Net receivables of the user, where a ledger tells.
    public var receivables: Money?
    /// Of what a known client owes and is past due.
    public var oldestDaysPastDue = 0

    public init() {}
  }

  public init(_ signals: [Signal], _ facts: Facts, _ policy: CreditPolicy, minorUnits: Double = 100) {
    let bad = signals.count { $0.direction == .bad }
    let good = signals.count { $0.direction == .good && $0.kind != .identity }
    let isKnown = signals.contains { $0.direction != .unknown && $0.kind != .identity }
    let factor = bad > 0 ? policy.badFactor : good > 0 ? policy.goodFactor : policy.neutralFactor
    let terms = min(facts.requestedTerms ?? policy.standardTerms, policy.longestTerms)
    let daysLate = max(facts.daysLate ?? policy.assumedDaysLate, 0)
    let limit = facts.monthlyPurchases.map { purchases in
      Limit(
        monthlyPurchases: purchases, terms: terms, daysLate: daysLate, factor: factor,
        uncapped: purchases.scaled(by: Double(terms + daysLate) / 30 * factor),
        toleratedLoss: Money(minorUnits: Int64((policy.toleratedLoss * minorUnits).rounded())),
        receivablesCap: facts.receivables.map { max($0, .zero).scaled(by: policy.receivablesShare) })
    }
    let referAbove = Money(minorUnits: Int64((policy.referAbove * minorUnits).rounded()))
    rule =
      if signals.contains(Signal(.identity, .bad)) {
        .identityFails
      } else if facts.oldestDaysPastDue >= policy.prepaymentDaysPastDue {
        .oldDebt(days: facts.oldestDaysPastDue)
      } else if bad >= policy.badSignalsForPrepayment {
        .badSignals(bad)
      } else if let limit, limit.amount > referAbove {
        .largeLimit
      } else if bad > 0 {
        .oneBadSignal
      } else if !isKnown {
        .nothingKnown
      } else {
        good > 0 ? .goodSignals : .noBadSignal
      }
    switch rule {
    case .identityFails, .largeLimit: decision = .refer
    case .oldDebt, .badSignals: decision = .prepayment
    case .oneBadSignal, .nothingKnown: decision = .acceptWithDeposit
    case .goodSignals, .noBadSignal: decision = .accept
    }
    self.limit = decision == .prepayment || rule == .identityFails ? nil : limit
    self.terms = decision == .prepayment ? 0 : terms
    deposit = decision == .prepayment ? 1 : decision == .acceptWithDeposit ? policy.deposit : 0
  }
}
