public import Execution
public import Receivables
internal import Synchronization

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
  /// Of some clients: they are accumulated one by one. A metric made of metrics asks each of them for all clients at once,
  /// so that what it needs is looked up once a block, not once a client.
  func partial(of accounts: [Account]) -> Partial
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

  public func partial(of accounts: [Account]) -> Partial {
    var partial = emptyPartial
    for account in accounts { accumulate(account, into: &partial) }
    return partial
  }
}

extension Snapshot {
  /// A metric over all clients.
  // Not the pack of one: an optional value would come back in a tuple that does not compare with nil.
  public func evaluate<M: Metric>(_ metric: M, on executor: Executor) -> M.Value {
    evaluate(metric, oneBlockIn: 1, on: executor)
  }

  /// A metric over one block of clients in `step`, for what needs no more.
  public func evaluate<M: Metric>(_ metric: M, oneBlockIn step: Int, on executor: Executor) -> M.Value {
    let blocks = BlockPlan(offsets: documentOffsets).blocks
    let used = Array(stride(from: 0, to: blocks.count, by: step))
    let total = Running(metric)
    executor.forEach(used.count) {
      metric.partial(of: accounts(blocks[used[$0]]))
    } inOrder: {
      total.merge($0)
    }
    return metric.value(of: total.result)
  }

  /// Metrics over all clients, in one pass over the ledger.
  public func evaluate<each M: Metric>(_ metrics: repeat each M, on executor: Executor) -> (repeat (each M).Value) {
    let plan = BlockPlan(offsets: documentOffsets)
    typealias Partials = (repeat (each M).Partial)
    let totals = (repeat Running(each metrics))
    @Sendable func partials(ofBlock block: Int) -> Partials {
      let accounts = accounts(plan.blocks[block])
      return (repeat (each metrics).partial(of: accounts))
    }
    @Sendable func merge(_ later: Partials) {
      repeat (each totals).merge(each later)
    }
    executor.forEach(plan.blocks.count, partials, inOrder: merge)
    return (repeat (each metrics).value(of: (each totals).result))
  }
}

/// A metric and its partial so far; a class, because a parameter pack cannot be mutated in place.
private final class Running<M: Metric>: Sendable {
  private let metric: M
  private let partial: Mutex<M.Partial>

  init(_ metric: M) {
    self.metric = metric
    partial = Mutex(metric.emptyPartial)
  }

  func merge(_ later: M.Partial) { partial.withLock { metric.merge(later, into: &$0) } }

  var result: M.Partial { partial.withLock { $0 } }
}
