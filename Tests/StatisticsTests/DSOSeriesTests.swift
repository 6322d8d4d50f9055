import Receivables
import Statistics
import TestSupport
import Testing

/// A month of the series is what the snapshot of its own end says.
@Suite struct DSOSeriesTests {
  static let seeds = Array(UInt64(0)..<120)

  /// Windows that differ from ledger to ledger.
  private func windows(_ seed: UInt64) -> DaysSalesOutstanding.Windows {
    DaysSalesOutstanding.Windows(
      sales: [30, 90, 365][Int(seed % 3)], averagedReceivables: Int(seed % 4) + 1, averagedSales: Int(seed % 5) + 1,
      payments: seed.isMultiple(of: 2) ? nil : 60)
  }

  /// Half of the ledgers know more than the snapshot's day.
  private func snapshot(_ seed: UInt64) -> Snapshot {
    let asOf = 150 + Int(seed * 37 % 300)
    let knownUntil = asOf + Int(seed % 2) * 200
    return Snapshot(of: .of(RandomLedger(seed: seed, invoices: 60).rows, asOf: knownUntil), asOf: day(asOf))
  }

  private func expectSnapshots(
    _ families: [DaysSalesOutstanding.Family], _ snapshot: Snapshot, _ windows: DaysSalesOutstanding.Windows
  ) {
    for found in families {
      let then = snapshot.earlier(found.asOf)
      let expected = then.evaluate(
        DaysSalesOutstanding(asOf: then.asOf, firstDay: then.firstIssueDay!, windows: windows), on: .serial)
      // All stored values, doubles to their last bit.
      #expect(String(reflecting: found) == String(reflecting: expected))
    }
  }

  @Test(arguments: seeds) func eachMonthIsTheSnapshotOfItsEnd(seed: UInt64) {
    let (snapshot, windows) = (snapshot(seed), windows(seed))
    let families = snapshot.evaluate(DSOSeries(monthly: snapshot, windows: windows), on: .serial)
    #expect(families.first.map { $0.asOf.lastOfMonth } == snapshot.followedFrom!.lastOfMonth)
    #expect(families.last?.asOf == snapshot.asOf)
    #expect(families.dropLast().allSatisfy { $0.asOf == $0.asOf.lastOfMonth })
    #expect(zip(families, families.dropFirst()).allSatisfy { $0.asOf.lastOfMonth + 1 == $1.asOf.firstOfMonth })
    expectSnapshots(families, snapshot, windows)
  }

  /// Days that are no month ends, more than one a month, none for months, and the day before all.
  @Test(arguments: seeds.prefix(40)) func anyDaysWillDo(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (snapshot, windows) = (snapshot(seed), windows(seed))
    let days = (0..<8).map { _ in snapshot.asOf - Int.random(in: 0...200, using: &random) }.filter {
      $0 >= snapshot.firstIssueDay!
    }
    let series = DSOSeries(days: days + days, firstDay: snapshot.firstIssueDay!, windows: windows)
    let families = snapshot.evaluate(series, on: .serial)
    #expect(families.map(\.asOf) == Set(days).sorted())
    expectSnapshots(families, snapshot, windows)
  }

  @Test func theLatestMonthsAlone() {
    let snapshot = snapshot(3)
    let all = snapshot.evaluate(DSOSeries(monthly: snapshot), on: .serial)
    let latest = snapshot.evaluate(DSOSeries(monthly: snapshot, latest: 3), on: .serial)
    #expect(String(reflecting: latest) == String(reflecting: Array(all.suffix(3))))
  }

  /// January's sales as January saw them, and as February saw them after the credit note.
  @Test func aCreditNoteChangesThePastFromItsOwnDayOn() {
    let rows = [
      InvoiceRow("1", issued: 9, due: 39, amount: 1_000),
      InvoiceRow("A", issued: 40, due: 40, amount: -400, kind: .creditNote, relatedTo: "1"),
    ]
    let snapshot = Snapshot.of(rows, asOf: 59)
    let families = snapshot.evaluate(DSOSeries(monthly: snapshot), on: .serial)
    #expect(families.map(\.sales.minorUnits) == [1_000, 600])
    #expect(families.map(\.receivables.minorUnits) == [1_000, 600])
    #expect(families.map(\.countBack.days) == [31, 60])
  }

  @Test func aLedgerWithoutDocumentsHasOneMonthOfNothing() {
    let snapshot = Snapshot.of([], asOf: 40)
    let families = snapshot.evaluate(DSOSeries(monthly: snapshot), on: .serial)
    #expect(families.map(\.asOf) == [day(40)] && families.map(\.countBack.days) == [0])
    #expect(families[0].simple == nil && families[0].rollingAverage == nil)
  }
}
