public import Execution
public import Receivables

/// A figure computed client by client: settings, a partial that merges, an answer.
///
/// `merge` is associative with `emptyPartial` as its identity, and partials hold integers wherever possible, so the answer
/// is the same to the last bit under any partition of the clients, on one thread or many machines.
public protocol Metric: Sendable {
  associatedtype Partial: Sendable & Codable
  associatedtype Value: Sendable

  var emptyPartial: Partial { get }
  /// Adds one client's documents, as they stood on the snapshot's as-of day.
  func accumulate(_ account: Account, into partial: inout Partial)
  func merge(_ later: Partial, into earlier: inout Partial)
  func value(of partial: Partial) -> Value
}

extension Snapshot {
  /// A metric over all clients.
  public func evaluate<M: Metric>(_ metric: M, on executor: Executor) -> M.Value {
    let plan = BlockPlan(offsets: documentOffsets)
    let partials = executor.map(plan.blocks.count) { block in
      var partial = metric.emptyPartial
      for client in plan.blocks[block] { metric.accumulate(account(client), into: &partial) }
      return partial
    }
    return metric.value(of: partials.reduce(into: metric.emptyPartial) { metric.merge($1, into: &$0) })
  }

  /// A metric for one client alone.
  public func evaluate<M: Metric>(_ metric: M, client: Int) -> M.Value {
    var partial = metric.emptyPartial
    metric.accumulate(account(client), into: &partial)
    return metric.value(of: partial)
  }
}
