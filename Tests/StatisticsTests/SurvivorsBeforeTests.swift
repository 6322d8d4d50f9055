import Execution
import Receivables
import TestSupport
import Testing

@testable import Statistics

@Suite struct SurvivorsBeforeTests {
  /// Forty clients with an invoice every ten days, due after thirty; a client pays all of its own 0 to 39 days late.
  private static let complete = (0..<1_600).map { number in
    let (client, issued) = (number % 40, number / 40 * 10)
    return InvoiceRow(
      "F\(number)", client: "C\(client)", issued: issued, due: issued + 30, amount: 100, paidOn: issued + 30 + client)
  }

  /// What is left when all that was settled before a day is.
  private static func survivors(_ first: Int, enteredOn: Int? = nil) -> [InvoiceRow] {
    complete.filter { $0.paidOn! >= first }.map { row in
      var row = row
      if row.issued < first { row.enteredOn = enteredOn }
      return row
    }
  }

  private func found(_ rows: [InvoiceRow], asOf: Int = 440) -> SurvivorsBefore.Answer? {
    Snapshot.of(rows, asOf: asOf).missingSettlements(on: .serial)
  }

  @Test func openItemsAndEverythingSinceIsSeen() throws {
    let found = try #require(self.found(Self.survivors(200)))
    // Client c has open on day 199 what was due 199 − c or later: c days past due at most, in steps of ten.
    #expect(found.day == day(200) && found.invoices == Self.survivors(200).count { $0.issued < 200 })
    let expected = (0..<40).reduce(0.0) { sum, client in
      // Its oldest: due on the first day of the grid from 200 − client on.
      let age = 199 - (200 - client + 9) / 10 * 10
      return sum + Double((0..<40).count { $0 <= age }) / 40
    }
    #expect(abs(found.expected - expected) < 0.5 && expected > 10)
  }

  @Test func aWholeLedgerIsNot() {
    #expect(found(Self.complete) == nil)
    for seed in UInt64(1)...6 {
      for asOf in [60, 200, 450] {
        #expect(found(RandomLedger(seed: seed, clients: 60, invoices: 1_500).rows, asOf: asOf) == nil)
      }
    }
  }

  /// Where the day of entry is given, the survivors are followed from then on, and nothing is wrong.
  @Test func openingItemsAreNot() { #expect(found(Self.survivors(200, enteredOn: 199)) == nil) }

  /// One settlement before the day, and it is no export of what was open on it.
  @Test func oneEarlierSettlementIsEnough() {
    let earlier = InvoiceRow("E", client: "C1", issued: 10, due: 40, amount: 100, paidOn: 45)
    #expect(found(Self.survivors(200) + [earlier]) == nil)
  }

  @Test func fewClientsAreNoProof() {
    let few = Self.survivors(200).filter { Int($0.client.dropFirst())! >= 31 }
    #expect(Set(few.map(\.client)).count == 9 && found(few) == nil)
  }
}
