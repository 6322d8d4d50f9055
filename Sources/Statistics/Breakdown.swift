public import Execution
public import Receivables

/// The parts a portfolio is looked at in.
public enum Breakdown: String, Sendable, CaseIterable {
  case client, segment
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
      accounts(plan.blocks[block]).compactMap { account -> PortfolioPart<M.Value>? in
        account.isEmpty ? nil : PortfolioPart(client: clients[account.client], value: metric.value(of: account))
      }
    }
    return blocks.flatMap(\.self)
  }

  private func evaluateSegments<M: Metric>(_ metric: M, on executor: Executor) -> [PortfolioPart<M.Value>] {
    let groups = ClientGroups.segments(self)
    let values: [M.Value] = evaluate(Grouped(metric, by: groups), on: executor)
    var first: [Client?] = Array(repeating: nil, count: values.count)
    for client in clients.indices {
      let group = Int(groups.group[client])
      if first[group] == nil, !account(client).isEmpty { first[group] = clients[client] }
    }
    return zip(first, values).compactMap { client, value in client.map { PortfolioPart(client: $0, value: value) } }
  }
}
