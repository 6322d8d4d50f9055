public import Receivables

/// The clients' balances added up: what the buckets must come to as well.
public struct ClientBalances: Metric {
  public init() {}

  public var emptyPartial: Money { .zero }

  public func accumulate(_ account: Account, into partial: inout Money) {
    partial += account.reduce(.zero) { $0 + $1.balance }
  }

  public func merge(_ later: Money, into earlier: inout Money) { earlier += later }
  public func value(of partial: Money) -> Money { partial }
}
