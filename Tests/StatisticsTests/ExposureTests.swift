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
    InvoiceRow("1", client: "A", segment: "x", issued: 0, due: 10, amount: 100, paidOn: 40),
    InvoiceRow("2", client: "B", segment: "x", issued: 0, due: 10, amount: 70),
    InvoiceRow("3", client: "C", segment: "y", issued: 35, due: 65, amount: 100),
    InvoiceRow("4", client: "D", segment: "y", issued: 0, due: 45, amount: 30),
    InvoiceRow("5", client: "E", issued: 0, due: 5, amount: 9, paidOn: 8),
  ]

  private func changes(_ rows: [InvoiceRow]) -> ExposureChanges {
    let snapshot = Snapshot.of(rows, asOf: 50)
    let exposures = snapshot.evaluate(ExposureByClient(on: [day(30), day(50)]), on: .serial)
    return ExposureChanges(exposures, since: day(30), until: day(50), clients: snapshot.clients)
  }

  @Test func whatMovedMostComesFirst() {
    let (clients, ids) = (changes(rows).clients, Snapshot.of(rows, asOf: 50).clients.map(\.id))
    let net = ExposureChange.ranked(clients, by: \.net)
    #expect(net.map { ids[$0.client] } == ["A", "C"], "of equal changes, the first client; without change, none")
    #expect(net.map(\.net.minorUnits) == [-100, 100])
    let pastDue = ExposureChange.ranked(clients, by: \.pastDue)
    #expect(pastDue.map { ids[$0.client] } == ["A", "D"] && pastDue.map(\.pastDue.minorUnits) == [-100, 30])
  }

  @Test(arguments: 0...7) func theLargestAreTheFirstOfTheRanked(count: Int) {
    let amounts = [3, -7, 0, 7, 1, 3, -3, 0, 12]
    let rows = amounts.enumerated().map { InvoiceRow("\($0)", client: "\($0)", issued: 0, due: 10, amount: Int64($1)) }
    let clients = changes(rows).clients
    for amount in [\ExposureChange.now.net, \.now.pastDue] {
      let ranked = ExposureChange.ranked(clients) { $0[keyPath: amount] }
      let largest = ExposureChange.largest(count, of: clients) { $0[keyPath: amount] }
      #expect(largest.map(\.client) == ranked.prefix(count).map(\.client))
    }
  }

  @Test func segmentsAreSumsOfTheirClients() {
    let (segments, clients) = (changes(rows).segments, Snapshot.of(rows, asOf: 50).clients)
    #expect(segments.map { clients[$0.client].segment } == ["", "x", "y"])
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
