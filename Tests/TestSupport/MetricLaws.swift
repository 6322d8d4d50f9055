internal import Execution
import Foundation
public import Receivables
public import Statistics

/// The laws every metric obeys, whatever it measures.
public struct MetricLaws<M: Metric>: Sendable {
  let metric: @Sendable (Snapshot) -> M
  /// Figures that are not amounts: days, counts, probabilities.
  let figures: @Sendable (M.Value) -> [Double?]
  let amounts: @Sendable (M.Value) -> [Money]

  /// - Parameters:
  ///   - figures: Those that depend on no calendar, so that moving all days by whole weeks leaves them alone.
  ///   - amounts: Those that double when every amount doubles.
  public init(
    _ metric: @escaping @Sendable (Snapshot) -> M, figures: @escaping @Sendable (M.Value) -> [Double?],
    amounts: @escaping @Sendable (M.Value) -> [Money]
  ) {
    self.metric = metric
    self.figures = figures
    self.amounts = amounts
  }

  /// The laws that do not hold on these rows as known on `asOf`; none, it is to be hoped.
  public func broken(by rows: [InvoiceRow], asOf: Int, seed: UInt64) throws -> [String] {
    var random = SeededGenerator(seed: seed)
    let snapshot = Snapshot.of(rows, asOf: asOf)
    let metric = metric(snapshot)
    let whole = value(of: snapshot)
    let expected = text(metric.value(of: whole))
    var broken: [String] = []
    func check(_ law: String, _ holds: Bool) { if !holds { broken.append(law) } }

    // Clients into three groups, at random.
    var groups = [metric.emptyPartial, metric.emptyPartial, metric.emptyPartial]
    for client in snapshot.clients.indices {
      metric.accumulate(snapshot.account(client), into: &groups[Int.random(in: 0...2, using: &random)])
    }
    func merged(_ earlier: M.Partial, _ later: M.Partial) -> M.Partial {
      var result = earlier
      metric.merge(later, into: &result)
      return result
    }
    let leftFirst = merged(merged(groups[0], groups[1]), groups[2])
    let rightFirst = merged(groups[0], merged(groups[1], groups[2]))
    check("merge is associative", try json(leftFirst) == json(rightFirst))
    check("empty before", try json(merged(metric.emptyPartial, groups[0])) == json(groups[0]))
    check("empty after", try json(merged(groups[0], metric.emptyPartial)) == json(groups[0]))
    check("any partition of the clients", text(metric.value(of: leftFirst)) == expected)
    check("all clients at once", text(snapshot.evaluate(metric, on: .serial)) == expected)

    let shuffled = Snapshot.of(rows.shuffled(using: &random), asOf: asOf)
    check("order of rows", text(metric.value(of: value(of: shuffled))) == expected)

    // Known longer, seen on the same day: the later clients are empty accounts.
    let longer = Snapshot(of: .of(rows, asOf: asOf + 500), asOf: day(asOf))
    check("what comes later", text(longer.evaluate(self.metric(longer), on: .serial)) == expected)

    let weeks = 7 * Int.random(in: -60...60, using: &random)
    let moved = Snapshot.of(rows.map { $0.moved(byDays: weeks) }, asOf: asOf + weeks)
    let movedValue = moved.evaluate(self.metric(moved), on: .serial)
    check("moving all days by \(weeks)", figures(movedValue) == figures(metric.value(of: whole)))
    check("moving all days by \(weeks): amounts", amounts(movedValue) == amounts(metric.value(of: whole)))

    let doubled = Snapshot.of(rows.map(\.doubled), asOf: asOf)
    let doubledValue = doubled.evaluate(self.metric(doubled), on: .serial)
    check("doubling amounts leaves days alone", figures(doubledValue) == figures(metric.value(of: whole)))
    check("doubling amounts", amounts(doubledValue) == amounts(metric.value(of: whole)).map { $0 + $0 })
    return broken
  }

  /// Client after client.
  private func value(of snapshot: Snapshot) -> M.Partial {
    let metric = metric(snapshot)
    return snapshot.clients.indices.reduce(into: metric.emptyPartial) {
      metric.accumulate(snapshot.account($1), into: &$0)
    }
  }

  /// All stored values, doubles to their last bit.
  private func text(_ value: M.Value) -> String { String(reflecting: value) }

  private func json(_ partial: M.Partial) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try encoder.encode(partial)
  }
}

extension InvoiceRow {
  public func moved(byDays days: Int) -> InvoiceRow {
    var row = self
    row.issued += days
    row.due += days
    row.enteredOn = enteredOn.map { $0 + days }
    row.paidOn = paidOn.map { $0 + days }
    return row
  }

  public var doubled: InvoiceRow {
    var row = self
    row.amount *= 2
    row.paidAmount = paidAmount.map { $0 * 2 }
    return row
  }
}
