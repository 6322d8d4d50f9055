/// Every threshold of a recommendation. The user sets them in `encours.yml`, under `assess:`.
public struct CreditPolicy: Sendable, Equatable {
  /// The most the user can bear to lose on one client, in units of the currency.
  public var toleratedLoss = 10_000.0
  /// The most one client may be of the user's own receivables.
  public var receivablesShare = 0.05
  /// Days of credit where the candidate asks for none, and the most that is given.
  public var standardTerms = 30
  public var longestTerms = 60
  /// P75 of days late where no ledger tells.
  public var assumedDaysLate = 15
  /// What the limit is multiplied by: nothing known or mixed signals, only good signals, a bad one.
  public var neutralFactor = 0.75
  public var goodFactor = 1.0
  public var badFactor = 0.5
  /// Share asked in advance where nothing is known, or a signal is bad.
  public var deposit = 0.30
  /// First-invoice risk from which it is a bad signal, and at or below whose upper end it is a good one.
  public var badLateRisk = 0.30
  public var goodLateRisk = 0.15
  /// The same of a trained model's probability of failure.
  public var badFailureRisk = 0.10
  public var goodFailureRisk = 0.02
  /// Days past due of a known client: a bad signal from the first on, prepayment from the second.
  public var badDaysPastDue = 15
  public var prepaymentDaysPastDue = 60
  /// Bad signals that make it prepayment.
  public var badSignalsForPrepayment = 2
  /// A limit above this needs somebody to look, in units of the currency.
  public var referAbove = 50_000.0
  /// An invoice is late when unpaid this many days after its due day.
  public var lateAfter = 30

  public init() {}

  /// Names in the settings file, in order, with what a value must be.
  public static let settings: [Setting] = [
    Setting("tolerated_loss", \.toleratedLoss, 0...1e12), Setting("receivables_share", \.receivablesShare, 0...1),
    Setting("standard_terms", \.standardTerms, 0...365), Setting("longest_terms", \.longestTerms, 0...365),
    Setting("assumed_days_late", \.assumedDaysLate, 0...365), Setting("neutral_factor", \.neutralFactor, 0...10),
    Setting("good_factor", \.goodFactor, 0...10), Setting("bad_factor", \.badFactor, 0...10),
    Setting("deposit", \.deposit, 0...1), Setting("bad_late_risk", \.badLateRisk, 0...1),
    Setting("good_late_risk", \.goodLateRisk, 0...1), Setting("bad_failure_risk", \.badFailureRisk, 0...1),
    Setting("good_failure_risk", \.goodFailureRisk, 0...1), Setting("bad_days_past_due", \.badDaysPastDue, 0...3_650),
    Setting("prepayment_days_past_due", \.prepaymentDaysPastDue, 0...3_650),
    Setting("bad_signals_for_prepayment", \.badSignalsForPrepayment, 1...10),
    Setting("refer_above", \.referAbove, 0...1e12), Setting("late_after", \.lateAfter, 0...365),
  ]

  /// One threshold by name.
  public struct Setting: Sendable {
    public let name: String
    public let range: ClosedRange<Double>
    public let isWhole: Bool
    private let write: @Sendable (inout CreditPolicy, Double) -> Void
    private let read: @Sendable (CreditPolicy) -> Double

    private init(
      _ name: String, range: ClosedRange<Double>, isWhole: Bool,
      write: @escaping @Sendable (inout CreditPolicy, Double) -> Void,
      read: @escaping @Sendable (CreditPolicy) -> Double
    ) {
      (self.name, self.range, self.isWhole, self.write, self.read) = (name, range, isWhole, write, read)
    }

    init(_ name: String, _ path: any WritableKeyPath<CreditPolicy, Double> & Sendable, _ range: ClosedRange<Double>) {
      self.init(
        name, range: range, isWhole: false, write: { $0[keyPath: path] = $1 }, read: { $0[keyPath: path] })
    }

    init(_ name: String, _ path: any WritableKeyPath<CreditPolicy, Int> & Sendable, _ range: ClosedRange<Double>) {
      self.init(
        name, range: range, isWhole: true, write: { $0[keyPath: path] = Int($1) },
        read: { Double($0[keyPath: path]) })
    }

    /// False when the value is out of range, or not whole where it must be.
    public func set(_ value: Double, in policy: inout CreditPolicy) -> Bool {
      guard range.contains(value), !isWhole || value == value.rounded() else { return false }
      write(&policy, value)
      return true
    }

    public func value(in policy: CreditPolicy) -> Double { read(policy) }
  }
}
