internal import Execution
internal import Receivables

/// The rows the model of open items learns from: one an item, snapshot day and horizon whose outcome a snapshot tells.
struct OpenItemRows: Sendable {
  private(set) var rows: FeatureRows
  /// 1 when every client is in; k when every k-th block of clients is, because more would only cost time.
  let oneBlockIn: Int

  /// Rows that are plenty for the model's twenty columns.
  static let enough = 250_000

  /// - Parameters:
  ///   - portfolio: One entry a snapshot day, none after the snapshot's.
  ///   - horizons: In days.
  init(
    _ snapshot: Snapshot, portfolio: [PortfolioHazard.Entry], calendar: PaymentCalendar, horizons: [Int],
    features: [any OpenItemFeature], enough: Int = OpenItemRows.enough, _ executor: Executor
  ) {
    let columns = OpenItemFeatures.columns(features)
    let blocks = BlockPlan(offsets: snapshot.documentOffsets).blocks
    let days = portfolio.map(\.day)
    let counts = executor.map(blocks.count) { block in
      blocks[block].reduce(0) { $0 + OpenItemRows.count(snapshot.account($1), days, calendar, horizons) }
    }
    let step = max(1, (counts.reduce(0, +) + enough - 1) / enough)
    let used = Array(stride(from: 0, to: blocks.count, by: step))
    let parts = executor.map(used.count) { index in
      var part = FeatureRows(columns: columns)
      for client in blocks[used[index]] {
        OpenItemRows.add(
          snapshot.account(client), portfolio: portfolio, calendar: calendar, horizons: horizons, features: features,
          to: &part)
      }
      return part
    }
    oneBlockIn = step
    rows = FeatureRows(columns: columns)
    for part in parts { rows.append(contentsOf: part) }
  }

  private static func add(
    _ account: Account, portfolio: [PortfolioHazard.Entry], calendar: PaymentCalendar, horizons: [Int],
    features: [any OpenItemFeature], to rows: inout FeatureRows
  ) {
    var items: [(day: Int, invoice: InvoiceLife, known: OpenItemKnowledge)] = []
    OpenItemHistory.forEachItem(account, portfolio: portfolio, calendar: calendar) { day, invoice, known in
      if calendar.holds(invoice) { items.append((day, invoice, known)) }
    }
    for horizon in horizons {
      let outcome = PaidOutcome(horizon: horizon)
      let isPaid = items.map { outcome.isPaid($0.invoice, from: portfolio[$0.day].day, asOf: account.asOf) }
      var count = Array(repeating: 0, count: portfolio.count)
      for (item, isPaid) in zip(items, isPaid) where isPaid != nil { count[item.day] += 1 }
      for (item, isPaid) in zip(items, isPaid) {
        guard let isPaid else { continue }
        // A client's items of one day are paid together: n of them count as √n.
        rows.append(
          OpenItemFeatures.values(features, of: item.known, horizon: horizon), outcome: isPaid, client: account.client,
          weight: 1 / Double(count[item.day]).squareRoot())
      }
    }
  }

  /// Rows of an account, those of items that left by a credit note included.
  private static func count(_ account: Account, _ days: [Day], _ calendar: PaymentCalendar, _ horizons: [Int]) -> Int {
    var count = 0
    for invoice in account.lives where calendar.holds(invoice) {
      let first = days.firstIndex(notBefore: max(invoice.issued, invoice.due))
      let end = days.firstIndex(notBefore: invoice.end)
      for horizon in horizons {
        count += max(0, min(end, days.firstIndex(notBefore: account.asOf - horizon + 1)) - first)
      }
    }
    return count
  }
}
