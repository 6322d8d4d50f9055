public import Execution
public import Receivables
public import Risk
public import Statistics

/// Whom to chase first: every client's standing and every open item's forecast on one day.
public struct ChaseList: Sendable {
  /// One for each client with a document by the as-of day; the ranked ones first, in order of rank, then by client id.
  public let standings: [ClientStanding]
  /// By rank of the client, oldest due day first.
  public let items: [OpenItemForecast]

  /// A residual of at most this much, in whole currency units, is not worth a call.
  public static let residualUnits: Int64 = 1

  /// - Parameters:
  ///   - openItems: Where its models are used, items' prospects come from them; elsewhere from `risk` and `curve`.
  ///   - curve: The portfolio's payment decay; `nil` when nothing was ever paid.
  public init(
    _ snapshot: Snapshot, risk: LateRisk, openItems: OpenItemRisk, curve: SurvivalCurve?, executor: Executor
  ) {
    let forecast = curve.map { PaymentForecast($0, outcome: risk.outcome) }
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let residual = Money(minorUnits: ChaseList.residualUnits * snapshot.currency.minorUnitsPerUnit)
    let tellsLateness = snapshot.datedPayments.suffice
    typealias Key = (
      risk: Money, overdue: Money, client: Int, isRanked: Bool, block: Int, entry: Int, items: Range<Int>
    )
    let blocks = executor.map(plan.blocks.count) { block in
      var (keys, standings, items): ([Key], [ClientStanding], [OpenItemForecast]) = ([], [], [])
      for account in snapshot.accounts(plan.blocks[block]) {
        guard
          let (standing, open) = ClientStanding.read(
            account, snapshot, risk, openItems, forecast, residual: residual, tellsLateness: tellsLateness)
        else { continue }
        let (risk, overdue) = (standing.amountAtRisk ?? .zero, standing.aging.overdue.amount)
        let places = items.count..<(items.count + open.count)
        keys.append((risk, overdue, account.client, standing.isChaseable, block, keys.count, places))
        standings.append(standing)
        items += open
      }
      return (keys: keys, standings: standings, items: items)
    }
    // By amount at risk, then by what is overdue, then by id, so that the order never depends on chance.
    let keys = blocks.flatMap(\.keys)
    let ranked = keys.filter(\.isRanked).sorted {
      ($1.risk, $1.overdue, $0.client) < ($0.risk, $0.overdue, $1.client)
    }
    let order = ranked + keys.filter { !$0.isRanked }
    (standings, items) = executor.both {
      order.enumerated().map { rank, key in
        var standing = blocks[key.block].standings[key.entry]
        if key.isRanked { standing.rank = rank + 1 }
        return standing
      }
    } _: {
      var items: [OpenItemForecast] = []
      items.reserveCapacity(blocks.reduce(0) { $0 + $1.items.count })
      for key in order { items += blocks[key.block].items[key.items] }
      return items
    }
  }
}
