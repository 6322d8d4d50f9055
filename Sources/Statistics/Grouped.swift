public import Receivables

/// A metric of each group of clients, in one pass.
public struct Grouped<M: Metric>: Metric {
  /// One a group.
  public let metrics: [M]
  public let groups: ClientGroups

  public init(_ metrics: [M], by groups: ClientGroups) {
    precondition(metrics.count == groups.names.count, "\(metrics.count) metrics for \(groups.names.count) groups")
    self.metrics = metrics
    self.groups = groups
  }

  /// The same metric for every group.
  public init(_ metric: M, by groups: ClientGroups) {
    self.init(Array(repeating: metric, count: groups.names.count), by: groups)
  }

  /// By group: a block holds partials of the groups in it alone.
  public typealias Partial = [Int: M.Partial]

  public var emptyPartial: Partial { [:] }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    if account.isEmpty { return }
    let group = Int(groups.group[account.client])
    metrics[group].accumulate(account, into: &partial[group, default: metrics[group].emptyPartial])
  }

  public func partial(of accounts: [Account]) -> Partial {
    if groups.isWhole { return [0: metrics[0].partial(of: accounts)] }
    let byGroup = Dictionary(grouping: accounts.lazy.filter { !$0.isEmpty }) { Int(groups.group[$0.client]) }
    return Dictionary(uniqueKeysWithValues: byGroup.map { ($0, metrics[$0].partial(of: $1)) })
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for (group, part) in later {
      metrics[group].merge(part, into: &earlier[group, default: metrics[group].emptyPartial])
    }
  }

  public func value(of partial: Partial) -> [M.Value] {
    metrics.indices.map { metrics[$0].value(of: partial[$0] ?? metrics[$0].emptyPartial) }
  }
}
