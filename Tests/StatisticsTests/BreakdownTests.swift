import Execution
import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct BreakdownTests {
  /// A part's figures are those of a ledger that holds nothing else.
  @Test(arguments: Breakdown.allCases, Array(UInt64(0)..<10))
  func aPartIsALedgerOfThatPart(breakdown: Breakdown, seed: UInt64) {
    let rows = RandomLedger(seed: seed, clients: 6, invoices: 80).rows
    let snapshot = Snapshot.of(rows, asOf: 300)
    let parts = snapshot.evaluate(AgingSchedule(asOf: snapshot.asOf), by: breakdown, on: .serial)
    for part in parts {
      let own = rows.filter { breakdown == .client ? $0.client == part.client.id : $0.segment == part.client.segment }
      let alone: AgingSchedule.Schedule = Snapshot.of(own, asOf: 300)
        .evaluate(AgingSchedule(asOf: snapshot.asOf), on: .serial)
      #expect(part.value == alone)
    }
    let total: AgingSchedule.Schedule = snapshot.evaluate(AgingSchedule(asOf: snapshot.asOf), on: .serial)
    #expect(parts.reduce(Money.zero) { $0 + $1.value.net } == total.net)
  }

  @Test func partsAreInOrderOfTheirNames() {
    let snapshot = Snapshot.of(
      [
        InvoiceRow("1", client: "B", issued: 0, due: 9, amount: 1, segment: "x"),
        InvoiceRow("2", client: "A", issued: 0, due: 9, amount: 2, segment: "y"),
        InvoiceRow("3", client: "C", issued: 0, due: 9, amount: 4),
        InvoiceRow("4", client: "D", issued: 8, due: 9, amount: 8, segment: "later"),
      ], asOf: 10
    ).earlier(day(5))
    let clients = snapshot.evaluate(ClientBalances(), by: .client, on: .serial)
    #expect(clients.map(\.client.id) == ["A", "B", "C"] && clients.map(\.value.minorUnits) == [2, 1, 4])
    let segments = snapshot.evaluate(ClientBalances(), by: .segment, on: .serial)
    #expect(segments.map(\.client.segment) == ["", "x", "y"] && segments.map(\.value.minorUnits) == [4, 1, 2])
  }

  @Test(arguments: Breakdown.allCases) func threadsDoNotChangeAnAnswer(breakdown: Breakdown) {
    let series = DSOSeries(monthly: MetricTests.large)
    let answers = (1...3).map { threads in
      String(reflecting: MetricTests.large.evaluate(series, by: breakdown, on: Executor(threads: threads)))
    }
    #expect(Set(answers).count == 1)
  }
}
