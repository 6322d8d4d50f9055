import Receivables
import Testing

@testable import Ingest

/// Columns declared as attributes.
@Suite struct AttributeTests {
  private let header = "invoice,client,issued,due,amount,Région,segment\n"

  private func levels(_ reading: LedgerReading) -> [String: [String]] {
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    var found: [String: [String]] = [:]
    for client in snapshot.clients.indices {
      for document in snapshot.account(client) {
        found[snapshot.invoiceID(of: document)] = snapshot.attributes.map { $0.levels[$0.level(of: document)] }
      }
    }
    return found
  }

  @Test func eachDocumentKeepsItsOwnWord() throws {
    let one = header + "I1,C1,2025-01-01,2025-01-31,10,Sud,A\nI2,C1,2025-01-05,2025-01-31,10,\"Île, Nord\",B\n"
    let two = header + "I0,C0,2025-01-02,2025-01-31,10,,A\n"
    let reading = try read(one, two) { $0.attributes = ["Région", "segment"] }
    #expect(reading.ledger.attributes.map(\.name) == ["Région", "segment"])
    #expect(reading.ledger.attributes[0].levels == ["", "Sud", "Île, Nord"], "in byte order")
    #expect(levels(reading) == ["I1": ["Sud", "A"], "I2": ["Île, Nord", "B"], "I0": ["", "A"]])
    #expect(levels(try read(two, one) { $0.attributes = ["Région", "segment"] }) == levels(reading))
    #expect(reading.files[0].mapping.unused == [])
  }

  /// Nothing of a row that is rejected, or issued after the as-of day.
  @Test func wordsOfRowsThatAreNotUsedAreNoLevels() throws {
    let rows = header + "I1,C1,2025-01-01,2025-01-31,10,Sud,A\nI2,C1,2025-01-02,2025-01-31,0,Est,A\n"
    let later = rows + "I3,C1,2025-03-01,2025-03-31,10,Ouest,A\n"
    let reading = try read(later) {
      $0.attributes = ["Région"]
      $0.asOf = Day(year: 2025, month: 2, day: 1)
    }
    #expect(reading.rejected.count == 1 && reading.laterRows == 1)
    #expect(reading.ledger.attributes[0].levels == ["", "Sud"])
  }

  @Test func onlyWhatIsDeclaredIsRead() throws {
    let reading = try read(header + "I1,C1,2025-01-01,2025-01-31,10,Sud,A\n")
    #expect(reading.ledger.attributes.isEmpty && reading.files[0].mapping.unused == ["Région"])
    let missing = try failure(header + "I1,C1,2025-01-01,2025-01-31,10,Sud,A\n") { $0.attributes = ["Ville"] }
    #expect(missing?.contains("Ville") == true && missing?.contains("Région") == true)
  }
}
