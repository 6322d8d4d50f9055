public import Receivables

/// Metrics of one kind, in one pass.
extension Array: Metric where Element: Metric {
  public var emptyPartial: [Element.Partial] { map(\.emptyPartial) }

  public func accumulate(_ account: Account, into partial: inout [Element.Partial]) {
    for index in indices { self[index].accumulate(account, into: &partial[index]) }
  }

  public func partial(of accounts: [Account]) -> [Element.Partial] { map { $0.partial(of: accounts) } }

  public func merge(_ later: [Element.Partial], into earlier: inout [Element.Partial]) {
    for index in indices { self[index].merge(later[index], into: &earlier[index]) }
  }

  /// One a metric.
  public func value(of partial: [Element.Partial]) -> [Element.Value] {
    zip(self, partial).map { $0.value(of: $1) }
  }
}
