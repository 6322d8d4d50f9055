import Receivables
import Testing

@testable import Ingest

@Suite struct DuplicateTests {
  @Test func theFirstRowOfAnInvoiceNumberIsKept() throws {
    let reading = try read(
      ledgerHeader + ledgerRow("I1") + ledgerRow("I1") + ledgerRow("I1", amount: "50.00")
        + ledgerRow("I1", client: "C2")
        + ledgerRow("I1", paidOn: "2025-01-20"))
    #expect(balances(reading.ledger) == ["I1": [10_000, 0]], "the last row adds its payment")
    let same = "this invoice was already read on line 2, identically. The first is kept; remove this row."
    let other =
      "this invoice number was already read on line 2 with other figures. The first is kept; number the two apart or "
      + "remove one."
    #expect(rejections(reading) == ["3: " + same, "4: " + other, "5: " + other])
    #expect(reading.rejectedAmount == Money(minorUnits: 25_000))
  }

  @Test func aSecondFileSaysWhereTheFirstRowIs() throws {
    let reading = try read(ledgerHeader + ledgerRow("I1"), ledgerHeader + ledgerRow("I2") + ledgerRow("I1"))
    #expect(reading.rejected.count == 1)
    let error = try #require(reading.rejected.first)
    #expect(error.row == RowLocation(file: 1, line: 3))
    #expect(error.explanation.contains("/1.csv:2, identically."))
  }

  @Test func aRowAfterTheAsOfDayIsNoDuplicate() throws {
    let text = ledgerHeader + ledgerRow("I1", issued: "2025-02-01", due: "2025-03-01") + ledgerRow("I1")
    let reading = try read(text) { $0.asOf = Day(iso: "2025-01-31") }
    #expect(reading.rejected.isEmpty && reading.laterRows == 1)
  }
}
