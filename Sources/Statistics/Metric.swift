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

extension Metric {
  /// The metric of one client alone.
  public func value(of account: Account) -> Value {
    var partial = emptyPartial
    accumulate(account, into: &partial)
    return value(of: partial)
  }
}

extension Snapshot {
  /// A metric over all clients.
  public func evaluate<M: Metric>(_ metric: M, on executor: Executor) -> M.Value {
    // Not the pack of one: an optional value would come back in a tuple that does not compare with nil.
    let (value, _) = evaluate(metric, ClientBalances(), on: executor)
    return value
  }

  /// A metric over one block of clients in `step`, for what needs no more.
  public func evaluate<M: Metric>(_ metric: M, oneBlockIn step: Int, on executor: Executor) -> M.Value {
    let blocks = BlockPlan(offsets: documentOffsets).blocks
    let used = Array(stride(from: 0, to: blocks.count, by: step))
    @Sendable func partial(ofBlock index: Int) -> M.Partial {
      var partial = metric.emptyPartial
      for client in blocks[used[index]] { metric.accumulate(account(client), into: &partial) }
      return partial
    }
    @Sendable func merge(_ earlier: M.Partial, _ later: M.Partial) -> M.Partial { merged(metric, earlier, later) }
    return metric.value(of: executor.reduce(used.count, metric.emptyPartial, partial, merge))
  }

  /// Metrics over all clients, in one pass over the ledger.
  public func evaluate<each M: Metric>(_ metrics: repeat each M, on executor: Executor) -> (repeat (each M).Value) {
    let plan = BlockPlan(offsets: documentOffsets)
    typealias Partials = (repeat (each M).Partial)
    @Sendable func partials(ofBlock block: Int) -> Partials {
      let running = (repeat Running(each metrics))
      for client in plan.blocks[block] {
        let account = account(client)
        repeat (each running).add(account)
      }
      return (repeat (each running).partial)
    }
    @Sendable func merge(_ earlier: Partials, _ later: Partials) -> Partials {
      (repeat merged(each metrics, each earlier, each later))
    }
    let empty: Partials = (repeat (each metrics).emptyPartial)
    let total = executor.reduce(plan.blocks.count, empty, partials, merge)
    return (repeat (each metrics).value(of: each total))
  }
}

private func merged<M: Metric>(_ metric: M, _ earlier: M.Partial, _ later: M.Partial) -> M.Partial {
  var result = earlier
  metric.merge(later, into: &result)
  return result
}

/// A metric and its partial while one thread adds to it; a class, because a parameter pack cannot be mutated in place.
private final class Running<M: Metric> {
  private let metric: M
  private(set) var partial: M.Partial

  init(_ metric: M) {
    self.metric = metric
    partial = metric.emptyPartial
  }

  func add(_ account: Account) { metric.accumulate(account, into: &partial) }
}
