internal import Execution
import Foundation
public import Receivables
public import Statistics

/// The laws every metric obeys, whatever it measures.
public struct MetricLaws<M: Metric>: Sendable {
  let metric: @Sendable (Snapshot) -> M
  /// Figures that are not amounts: days, counts, probabilities.
  let figures: @Sendable (M.Value) -> [Double?]
  let calendarFigures: @Sendable (M.Value) -> [Double?]
  let amounts: @Sendable (M.Value) -> [Money]
  let calendarAmounts: @Sendable (M.Value) -> [Money]
  let answer: @Sendable (M.Value, Snapshot) -> String

  /// - Parameters:
  ///   - figures: Those that depend on no calendar, so that moving all days by any number of days leaves them alone.
  ///   - calendarFigures: Those that depend on the lengths of months, which come again after 400 years only.
  ///   - amounts: Those that double when every amount doubles, and depend on no calendar.
  ///   - calendarAmounts: The same, of calendar months.
  ///   - answer: The whole answer as a text, doubles to their last bit; to be given where the value has numbers of clients
  ///     in it, which depend on who else is in the ledger.
  public init(
    _ metric: @escaping @Sendable (Snapshot) -> M,
    figures: @escaping @Sendable (M.Value) -> [Double?] = { _ in [] },
    calendarFigures: @escaping @Sendable (M.Value) -> [Double?] = { _ in [] },
    amounts: @escaping @Sendable (M.Value) -> [Money] = { _ in [] },
    calendarAmounts: @escaping @Sendable (M.Value) -> [Money] = { _ in [] },
    answer: @escaping @Sendable (M.Value, Snapshot) -> String = { value, _ in String(reflecting: value) }
  ) {
    self.metric = metric
    self.figures = figures
    self.calendarFigures = calendarFigures
    self.amounts = amounts
    self.calendarAmounts = calendarAmounts
    self.answer = answer
  }

  /// The laws that do not hold on these rows as known on `asOf`; none, it is to be hoped.
  public func broken(by rows: [InvoiceRow], asOf: Int, seed: UInt64) throws -> [String] {
    var random = SeededGenerator(seed: seed)
    let snapshot = Snapshot.of(rows, asOf: asOf)
    let metric = metric(snapshot)
    let whole = value(of: snapshot)
    let expected = answer(metric.value(of: whole), snapshot)
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
    check("any partition of the clients", answer(metric.value(of: leftFirst), snapshot) == expected)
    check("all clients at once", answer(snapshot.evaluate(metric, on: .serial), snapshot) == expected)

    let shuffled = Snapshot.of(rows.shuffled(using: &random), asOf: asOf)
    check("order of rows", answer(metric.value(of: value(of: shuffled)), shuffled) == expected)

    // Known longer, seen on the same day: the later clients are empty accounts.
    let longer = Snapshot(of: .of(rows, asOf: asOf + 500), asOf: day(asOf))
    check("what comes later", answer(longer.evaluate(self.metric(longer), on: .serial), longer) == expected)

    let value = metric.value(of: whole)
    func moved(byDays days: Int) -> M.Value {
      let moved = Snapshot.of(rows.map { $0.moved(byDays: days) }, asOf: asOf + days)
      return moved.evaluate(self.metric(moved), on: .serial)
    }
    let days = Int.random(in: -400...400, using: &random)
    check("moving all days by \(days)", figures(moved(byDays: days)) == figures(value))
    check("moving all days by \(days): amounts", amounts(moved(byDays: days)) == amounts(value))
    // The Gregorian calendar repeats itself.
    let later = moved(byDays: MetricLaws.daysIn400Years)
    check(
      "moving all days by 400 years",
      figures(later) + calendarFigures(later) == figures(value) + calendarFigures(value))
    check(
      "moving all days by 400 years: amounts",
      amounts(later) + calendarAmounts(later) == amounts(value) + calendarAmounts(value))

    let doubled = Snapshot.of(rows.map(\.doubled), asOf: asOf)
    let twice = doubled.evaluate(self.metric(doubled), on: .serial)
    check(
      "doubling amounts leaves days alone",
      figures(twice) + calendarFigures(twice) == figures(value) + calendarFigures(value))
    check(
      "doubling amounts",
      amounts(twice) + calendarAmounts(twice) == (amounts(value) + calendarAmounts(value)).map { $0 + $0 })
    return broken
  }

  private static var daysIn400Years: Int { 146_097 }

  /// The answers on one, two, … threads, which should be one and the same.
  public func answers(of snapshot: Snapshot, threads: ClosedRange<Int>) -> Set<String> {
    Set(threads.map { answer(snapshot.evaluate(metric(snapshot), on: Executor(threads: $0)), snapshot) })
  }

  /// Client after client.
  private func value(of snapshot: Snapshot) -> M.Partial {
    let metric = metric(snapshot)
    return snapshot.clients.indices.reduce(into: metric.emptyPartial) {
      metric.accumulate(snapshot.account($1), into: &$0)
    }
  }

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
    row.writtenOffOn = writtenOffOn.map { $0 + days }
    return row
  }

  public var doubled: InvoiceRow {
    var row = self
    row.amount *= 2
    row.paidAmount = paidAmount.map { $0 * 2 }
    row.writtenOffAmount = writtenOffAmount.map { $0 * 2 }
    return row
  }
}
