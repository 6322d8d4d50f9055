public import Receivables

/// A metric that may not be asked for.
extension Optional: Metric where Wrapped: Metric {
  public var emptyPartial: Wrapped.Partial? { map(\.emptyPartial) }

  public func accumulate(_ account: Account, into partial: inout Wrapped.Partial?) {
    self?.accumulate(account, into: &partial!)
  }

  public func partial(of accounts: [Account]) -> Wrapped.Partial? { map { $0.partial(of: accounts) } }

  public func merge(_ later: Wrapped.Partial?, into earlier: inout Wrapped.Partial?) {
    if let later { self?.merge(later, into: &earlier!) }
  }

  /// `nil` where it was not.
  public func value(of partial: Wrapped.Partial?) -> Wrapped.Value? {
    partial.flatMap { partial in map { $0.value(of: partial) } }
  }
}
