import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct ExposureTests {
  /// On each day, what the snapshot of that day says of each client.
  @Test(arguments: UInt64(0)..<40) func eachDayIsItsSnapshot(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let snapshot = Snapshot.of(RandomLedger(seed: seed, clients: 6, invoices: 80).rows, asOf: 380)
    let days = (0..<4).map { _ in snapshot.asOf - Int.random(in: 0...450, using: &random) }
    let exposures = snapshot.evaluate(ExposureByClient(on: days), on: .serial)
    #expect(exposures.days == Set(days).sorted())
    #expect(exposures.entries.map(\.client) == Array(snapshot.clients.indices))
    for (index, day) in exposures.days.enumerated() {
      let then = snapshot.earlier(day)
      for entry in exposures.entries {
        let aging = AgingSchedule(asOf: day).value(of: then.account(entry.client))
        #expect(entry.exposures[index].net == aging.net && entry.exposures[index].pastDue == aging.overdue.amount)
      }
    }
  }

  private let rows = [
    InvoiceRow("1", client: "A", issued: 0, due: 10, amount: 100, paidOn: 40, segment: "x"),
    InvoiceRow("2", client: "B", issued: 0, due: 10, amount: 70, segment: "x"),
    InvoiceRow("3", client: "C", issued: 35, due: 65, amount: 100, segment: "y"),
    InvoiceRow("4", client: "D", issued: 0, due: 45, amount: 30, segment: "y"),
    InvoiceRow("5", client: "E", issued: 0, due: 5, amount: 9, paidOn: 8),
  ]

  private func changes(_ rows: [InvoiceRow]) -> ExposureChanges {
    let snapshot = Snapshot.of(rows, asOf: 50)
    let exposures = snapshot.evaluate(ExposureByClient(on: [day(30), day(50)]), on: .serial)
    return ExposureChanges(exposures, since: day(30), until: day(50), clients: snapshot.clients)
  }

  @Test func whatMovedMostComesFirst() {
    let clients = changes(rows).clients
    let net = ExposureChange.ranked(clients, by: \.net)
    #expect(net.map(\.client.id) == ["A", "C"], "of equal changes, the first client; without change, none")
    #expect(net.map(\.net.minorUnits) == [-100, 100])
    let pastDue = ExposureChange.ranked(clients, by: \.pastDue)
    #expect(pastDue.map(\.client.id) == ["A", "D"] && pastDue.map(\.pastDue.minorUnits) == [-100, 30])
  }

  @Test func segmentsAreSumsOfTheirClients() {
    let segments = changes(rows).segments
    #expect(segments.map(\.client.segment) == ["", "x", "y"])
    #expect(segments.map(\.before.net.minorUnits) == [0, 170, 30])
    #expect(segments.map(\.now.net.minorUnits) == [0, 70, 130])
    #expect(segments.map(\.pastDue.minorUnits) == [0, -100, 30])
  }

  @Test func withoutSegmentsThereAreNone() {
    let unnamed = rows.map { row in
      var row = row
      row.segment = ""
      return row
    }
    #expect(changes(unnamed).segments.isEmpty)
  }
}
