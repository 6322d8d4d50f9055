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

  fileprivate func partial(of accounts: some Sequence<Account>) -> Partial {
    var partial = emptyPartial
    for account in accounts { accumulate(account, into: &partial) }
    return partial
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
    if step == 1 { return evaluate(metric, on: executor) }
    let blocks = BlockPlan(offsets: documentOffsets).blocks
    let used = Array(stride(from: 0, to: blocks.count, by: step))
    let partials = executor.map(used.count) { metric.partial(of: blocks[used[$0]].lazy.map(account)) }
    return metric.value(of: partials.reduce(into: metric.emptyPartial) { metric.merge($1, into: &$0) })
  }

  /// Metrics over all clients, in one pass over the ledger.
  public func evaluate<each M: Metric>(_ metrics: repeat each M, on executor: Executor) -> (repeat (each M).Value) {
    let plan = BlockPlan(offsets: documentOffsets)
    typealias Partials = (repeat (each M).Partial)
    let totals = (repeat Running(each metrics))
    @Sendable func partials(ofBlock block: Int) -> Partials {
      // Metric after metric: what each needs is then looked up once a block, not once a client.
      let accounts = plan.blocks[block].map(account)
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
