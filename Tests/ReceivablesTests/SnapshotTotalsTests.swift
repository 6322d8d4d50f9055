import Receivables
import TestSupport
import Testing

/// What a snapshot reads off the columns, against the accounts of all clients.
@Suite struct SnapshotTotalsTests {
  @Test(arguments: UInt64(1)...10) func totalsAreThoseOfTheAccounts(seed: UInt64) throws {
    let last = Snapshot.of(RandomLedger(seed: seed, clients: 8, invoices: 120).rows, asOf: 400)
    let firstDay = try #require(last.firstIssueDay)
    for snapshot in [-1, 0, 50, 200, 350].map({ last.earlier(firstDay + $0) }) + [last] {
      let documents = snapshot.clients.indices.flatMap { Array(snapshot.account($0)) }
      #expect(snapshot.netReceivables == documents.reduce(.zero) { $0 + $1.balance })
      let counts = snapshot.issuedByDay
      #expect(counts.count == firstDay.days(until: snapshot.asOf) + 1)
      for (offset, count) in counts.enumerated() {
        #expect(documents.count { $0.issued == firstDay + offset } == count)
      }
      #expect(counts.reduce(0, +) == documents.count)
    }
  }
}
