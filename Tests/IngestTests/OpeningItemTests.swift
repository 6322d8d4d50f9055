import Receivables
import Testing

@testable import Ingest

@Suite struct OpeningItemTests {
  private let text = "invoice,client,issued,due,amount,entered_on\n"

  private func entered(_ day: String) throws -> Day? {
    let reading = try read(text + "I1,C1,2025-01-10,2025-02-10,5.00,\(day)\nI2,C1,2025-01-10,2025-02-10,5.00,\n")
    #expect(reading.rejected.isEmpty)
    #expect(documentsByID(reading)["I2"]?.document.enteredOn == nil)
    return documentsByID(reading)["I1"]?.document.enteredOn
  }

  @Test func theDayOfEntryIsRead() throws {
    #expect(try entered("2025-01-31") == Day(iso: "2025-01-31"))
    #expect(try entered("2025-01-10") == Day(iso: "2025-01-10"))
    #expect(try entered("2025-01-09") == nil, "entered before it was issued: followed from its issue on")
    #expect(try entered("") == nil)
  }

  @Test func anUnreadableDayRejectsTheRow() throws {
    let reading = try read(text + "I1,C1,2025-01-10,2025-02-10,5.00,soon\nI2,C1,2025-01-10,2025-02-10,5.00,\n")
    #expect(reading.rejected.map(\.problem) == [.unreadableDate(.enteredOn, field: "soon")])
    #expect(reading.rejected[0].explanation.hasPrefix("cannot read 'soon' as a date in entered_on."))
  }

  /// A file without the column beside one that has it.
  @Test func filesMayDiffer() throws {
    let reading = try read(
      text + "I1,C1,2025-01-10,2025-02-10,5.00,2025-01-31\n",
      "invoice,client,issued,due,amount\nI2,C1,2025-01-11,2025-02-10,7.00\n")
    let found = documentsByID(reading)
    #expect(found["I1"]?.document.enteredOn == Day(iso: "2025-01-31"))
    #expect(found["I2"]?.document.enteredOn == nil && found["I2"]?.document.amount == Money(minorUnits: 700))
  }
}
