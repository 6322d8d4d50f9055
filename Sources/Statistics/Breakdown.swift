public import Execution
public import Receivables

/// The parts a portfolio is looked at in.
public enum Breakdown: String, Sendable, CaseIterable {
  case client, segment
}

/// A figure of one client or of one segment.
public struct PortfolioPart<Value: Sendable>: Sendable {
  /// Its only client, or its first one.
  public let client: Client
  public let value: Value
}

extension Snapshot {
  /// A metric for each part that has a document by the as-of day: clients by id, segments by name.
  public func evaluate<M: Metric>(
    _ metric: M, by breakdown: Breakdown, on executor: Executor
  ) -> [PortfolioPart<M.Value>] {
    switch breakdown {
    case .client: evaluateClients(metric, on: executor)
    case .segment: evaluateSegments(metric, on: executor)
    }
  }

  private func evaluateClients<M: Metric>(_ metric: M, on executor: Executor) -> [PortfolioPart<M.Value>] {
    let plan = BlockPlan(offsets: documentOffsets)
    let blocks = executor.map(plan.blocks.count) { block in
      plan.blocks[block].compactMap { client -> PortfolioPart<M.Value>? in
        let account = account(client)
        return account.isEmpty ? nil : PortfolioPart(client: clients[client], value: metric.value(of: account))
      }
    }
    return blocks.flatMap(\.self)
  }

  private func evaluateSegments<M: Metric>(_ metric: M, on executor: Executor) -> [PortfolioPart<M.Value>] {
    // Larger blocks than for the whole portfolio, because each holds a partial for every segment in it.
    let plan = BlockPlan(offsets: documentOffsets, recordsPerBlock: 65_536)
    typealias Partials = [String: (client: Int, partial: M.Partial)]
    let blocks = executor.map(plan.blocks.count) { block in
      plan.blocks[block].reduce(into: Partials()) { partials, client in
        let account = account(client)
        if account.isEmpty { return }
        metric.accumulate(
          account, into: &partials[clients[client].segment, default: (client, metric.emptyPartial)].partial)
      }
    }
    var total = Partials()
    for block in blocks {
      for (segment, entry) in block {
        metric.merge(entry.partial, into: &total[segment, default: (entry.client, metric.emptyPartial)].partial)
      }
    }
    return total.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { PortfolioPart(client: clients[$0.value.client], value: metric.value(of: $0.value.partial)) }
  }
}
