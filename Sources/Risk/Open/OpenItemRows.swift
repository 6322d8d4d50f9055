internal import Execution
internal import RealModule
internal import Receivables

/// The rows the model of open items learns from: one an item, snapshot day and horizon whose outcome a snapshot tells.
struct OpenItemRows: Sendable {
  let group: OpenItemGroup
  let rows: FeatureRows
  /// The snapshot day of each row.
  let days: [Day]
  /// 1 when every client is in; k when every k-th block of clients is, because more would only cost time.
  let oneBlockIn: Int

  /// - Parameters:
  ///   - portfolio: One entry a snapshot day, none after the snapshot's.
  ///   - step: 1 for all blocks of clients, k for every k-th at most.
  init(
    _ snapshot: Snapshot, group: OpenItemGroup, portfolio: [PortfolioHazard.Entry], calendar: PaymentCalendar,
    features: [any OpenItemFeature], oneBlockIn step: Int = 1, enough: Int = OpenItemModel.enoughRows,
    _ executor: Executor
  ) {
    self.group = group
    let columns = OpenItemFeatures.columns(features)
    let blocks = BlockPlan(offsets: snapshot.documentOffsets).blocks
    let days = portfolio.map(\.day)
    let horizonEnds = group.horizons.map { days.firstIndex(notBefore: snapshot.asOf - $0 + 1) }
    let candidates = Array(stride(from: 0, to: blocks.count, by: step))
    let counts = executor.map(candidates.count) { index in
      snapshot.accounts(blocks[candidates[index]])
        .reduce(0) { $0 + OpenItemRows.count($1, group, days, horizonEnds, calendar) }
    }
    let thinned = max(1, (counts.reduce(0, +) + enough - 1) / enough)
    let used = Array(stride(from: 0, to: candidates.count, by: thinned))
    let parts = executor.map(used.count) { index in
      var part = Part(rows: FeatureRows(columns: columns, capacity: counts[used[index]]))
      for account in snapshot.accounts(blocks[candidates[used[index]]]) {
        OpenItemRows.add(
          account, group, portfolio: portfolio, calendar: calendar, features: features, to: &part)
      }
      return part
    }
    oneBlockIn = step * thinned
    var rows = parts.first?.rows ?? FeatureRows(columns: columns)
    rows.reserveCapacity(parts.reduce(0) { $0 + $1.rows.count })
    for part in parts.dropFirst() { rows.append(contentsOf: part.rows) }
    self.rows = rows
    self.days = parts.flatMap(\.days)
  }

  private struct Part: Sendable {
    var rows: FeatureRows
    var days: [Day] = []

    mutating func append(_ day: Day, _ values: [Double], outcome: Bool, client: Int, weight: Double) {
      rows.append(values, outcome: outcome, client: client, weight: weight)
      days.append(day)
    }
  }

  private static func add(
    _ account: Account, _ group: OpenItemGroup, portfolio: [PortfolioHazard.Entry], calendar: PaymentCalendar,
    features: [any OpenItemFeature], to part: inout Part
  ) {
    var items: [(day: Int, invoice: InvoiceLife, known: OpenItemKnowledge)] = []
    OpenItemHistory.forEachItem(account, in: [group], portfolio: portfolio, calendar: calendar) { day, invoice, known in
      if calendar.holds(invoice) { items.append((day, invoice, known)) }
    }
    let horizons = group.horizons
    func isPaid(_ item: Int, within horizon: Int) -> Bool? {
      PaidOutcome(horizon: horizon)
        .isPaid(items[item].invoice, from: portfolio[items[item].day].day, asOf: account.asOf)
    }
    let known = horizons.map { horizon in
      items.indices.reduce(into: Array(repeating: 0, count: portfolio.count)) { count, item in
        if isPaid(item, within: horizon) != nil { count[items[item].day] += 1 }
      }
    }
    for (index, item) in items.enumerated() {
      let day = portfolio[item.day].day
      let recency = Double.exp2(-Double(day.days(until: account.asOf)) / OpenItemModel.halfLife)
      // Horizons that have not run out have no outcome.
      let told = horizons.prefix { day + $0 <= account.asOf }
      OpenItemFeatures.forEachHorizon(told, features, of: item.known) { horizon, values in
        guard let isPaid = isPaid(index, within: horizon) else { return }
        // A client's items of one day are paid together: n of them count as √n.
        let together = Double(known[horizons.firstIndex(of: horizon)!][item.day])
        part.append(
          day, values, outcome: isPaid, client: account.client, weight: recency / together.squareRoot())
      }
    }
  }

  /// Rows of an account, those of items that left by a credit note included.
  ///
  /// - Parameter horizonEnds: Of each horizon, how many of the days it has run out on.
  private static func count(
    _ account: Account, _ group: OpenItemGroup, _ days: [Day], _ horizonEnds: [Int], _ calendar: PaymentCalendar
  ) -> Int {
    var count = 0
    for invoice in account.lives where calendar.holds(invoice) {
      let first = days.firstIndex(notBefore: group == .pastDue ? max(invoice.issued, invoice.due) : invoice.issued)
      let end = days.firstIndex(notBefore: group == .pastDue ? invoice.end : min(invoice.end, invoice.due))
      for horizonEnd in horizonEnds { count += max(0, min(end, horizonEnd) - first) }
    }
    return count
  }
}
