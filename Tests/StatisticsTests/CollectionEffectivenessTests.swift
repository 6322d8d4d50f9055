import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct CollectionEffectivenessTests {
  /// January and February of 2024 end on days 30 and 59 of the tests' calendar.
  private func periods(_ rows: [InvoiceRow], asOf: Int = 59) -> [CollectionEffectiveness.Period] {
    let snapshot = Snapshot.of(rows, asOf: asOf)
    return snapshot.evaluate(CollectionEffectiveness(monthly: snapshot), on: .serial)
  }

  @Test func aPaymentBeforeTheDueDayCountsInTheIndexAlone() throws {
    let february = try #require(
      periods([
        InvoiceRow("1", issued: 20, due: 50, amount: 60, paidOn: 55),
        InvoiceRow("2", issued: 20, due: 90, amount: 40, paidOn: 58),
      ]).last)
    #expect(february.opening.minorUnits == 100 && february.closing == .zero)
    #expect(february.index == 1 && february.collectedShare == 1)
    #expect(february.collectedOnExigible.minorUnits == 60, "what is due in March is not payable yet")
  }

  /// 100 past due at the end of January, 30 falling due in February, 50 due on its last day, 70 due in March.
  @Test func collectedOfWhatWasPayable() throws {
    let rows = [
      InvoiceRow("1", issued: 0, due: 20, amount: 100, paidOn: 40, paidAmount: 80),
      InvoiceRow("2", issued: 0, due: 45, amount: 30, paidOn: 35),
      InvoiceRow("3", issued: 40, due: 59, amount: 50, paidOn: 60),
      InvoiceRow("4", issued: 40, due: 70, amount: 70),
    ]
    let february = try #require(periods(rows).last)
    #expect(february.collectedOnExigible.minorUnits == 110 && february.uncollectedExigible.minorUnits == 70)
    #expect(february.collectedShare == 110.0 / 180 && february.exigibleItems == 3)
    #expect(february.notDue.minorUnits == 120, "on its due day an item is not past due")
    #expect(february.open.minorUnits == 140)
  }

  /// Due on the last day of a month, as terms of 45 days end of month are: payable in that month and in the next.
  @Test func whatFallsDueOnTheLastDayIsPayableInBothMonths() {
    let found = periods([InvoiceRow("1", issued: 0, due: 30, amount: 100, paidOn: 31)])
    #expect(found.map(\.collectedShare) == [0, 1])
    #expect(found.map(\.index) == [nil, 1], "on the due day nothing is past due yet, so there was nothing to collect")
  }

  @Test func creditNotesAndWriteOffsAreNoCollections() throws {
    let february = try #require(
      periods([
        InvoiceRow("1", issued: 0, due: 20, amount: 100, paidOn: 50, paidAmount: 30),
        InvoiceRow("A", issued: 40, due: 40, amount: -40, kind: .creditNote, relatedTo: "1"),
        InvoiceRow("2", issued: 0, due: 20, amount: 50, writtenOffOn: 45),
      ]).last)
    #expect(february.opening.minorUnits == 150 && february.closing.minorUnits == 30)
    #expect(february.sales.minorUnits == -90, "sales less what could not be collected any more")
    #expect(february.index == 0.5 && february.collectedShare == 0.5)
  }

  @Test func paidMoreThanOwedIsCollectedOnceOnly() throws {
    let january = periods([InvoiceRow("1", issued: 0, due: 20, amount: 100, paidOn: 25, paidAmount: 130)])[0]
    #expect(january.collectedOnExigible.minorUnits == 100 && january.collectedShare == 1)
    #expect(january.closing.minorUnits == -30 && january.index == 1.3, "not clipped")
  }

  @Test func withoutAnythingPayableThereIsNoShare() {
    let found = periods([InvoiceRow("1", issued: 0, due: 90, amount: 100)])
    #expect(found.map(\.index) == [nil, nil] && found.map(\.collectedShare) == [nil, nil])
  }

  /// Every period from two ledgers drawn up by hand, one for each end.
  @Test(arguments: UInt64(0)..<150) func agreesWithTheNaiveLedger(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows
    let asOf = 100 + Int(seed * 31 % 350)
    let snapshot = Snapshot(of: .of(rows, asOf: asOf + Int(seed % 3) * 90), asOf: day(asOf))
    var before = NaiveLedger(rows, asOf: -1_000)
    for period in snapshot.evaluate(CollectionEffectiveness(monthly: snapshot), on: .serial) {
      let after = NaiveLedger(rows, asOf: day(0).days(until: period.end))
      let new = after.papers.filter { $0.row.issued > before.asOf }
      let lost = after.papers.flatMap(\.events).filter { $0.what == .writeOff && $0.effective > before.asOf }
      let sales = new.reduce(0) { $0 + $1.row.amount } - lost.reduce(0) { $0 + $1.amount }
      #expect(period.opening.minorUnits == before.receivables && period.closing.minorUnits == after.receivables)
      #expect(period.sales.minorUnits == sales)
      #expect(period.open.minorUnits == after.openAmount(ages: -10_000...10_000))
      #expect(period.notDue.minorUnits == after.openAmount(ages: -10_000...0))
      let collectable = before.receivables + sales - after.openAmount(ages: -10_000...0)
      #expect(
        period.index
          == (collectable > 0 ? Double(before.receivables + sales - after.receivables) / Double(collectable) : nil))

      let uncollected = after.openAmount(ages: 0...10_000)
      #expect(period.uncollectedExigible.minorUnits == uncollected)
      let collected = after.invoices.filter { $0.row.due <= after.asOf }.reduce(Int64(0)) { sum, paper in
        sum + paper.collected(after: before.asOf)
      }
      #expect(period.collectedOnExigible.minorUnits == collected)
      before = after
    }
  }
}

extension NaiveLedger.Paper {
  /// Payments after a day, as far as something was left to pay.
  fileprivate func collected(after opening: Int) -> Int64 {
    var (rest, collected) = (row.amount, Int64(0))
    for event in events {
      let part = min(event.amount, max(rest, 0))
      if event.what == .payment, event.effective > opening { collected += part }
      rest -= event.amount
    }
    return collected
  }
}
