import Receivables
import Testing

@testable import Ingest

@Suite struct OldMacTests {
  private let text = "invoice,client,name,issued,due,amount\rI1,C1,\"A\nB\",2025-01-01,2025-01-31,1\r"

  @Test func aLoneCarriageReturnEndsARow() throws {
    let reading = try read(text + "I2,C1,,2025-01-01,2025-01-31,abc\rI3,C2,\"A\rB\",2025-01-01,2025-01-31,x")
    #expect(balances(reading.ledger) == ["I1": [100, 100]])
    #expect(reading.ledger.clients.map(\.name) == ["A\nB"])
    #expect(reading.rejected.map(\.row.line) == [3, 4])
    #expect(
      try reading.rejectedTexts() == [
        RowLocation(file: 0, line: 3): "I2,C1,,2025-01-01,2025-01-31,abc", RowLocation(file: 0, line: 4): "I3,C2,\"A",
      ])
  }

  @Test func sentencesAboutTheFileCountItsLines() throws {
    #expect(try failure(text + "I2,\"C1,,2025-01-01,2025-01-31,1\r")?.hasPrefix("1.csv:3: a quote opens") == true)
    #expect(
      try failure(text + "I2,\0C1,,2025-01-01,2025-01-31,1\r")?.hasPrefix("1.csv:3: the file holds a NUL") == true)
  }
}

@Suite struct UnclosedQuoteTests {
  private let text =
    "invoice,client,name,issued,due,amount\n" + "I1,C1,\"Acme,2025-01-01,2025-01-31,1\n"
    + "I2,C2,\"Beta, SA\",2025-01-01,2025-01-31,2\n" + "I3,C3,\"Gamma\",2025-01-01,2025-01-31,3\n"

  /// The quote of I1 closes where I2's opens, and what is left has the right number of fields.
  @Test func aRowThatSwallowedAnotherIsRejected() throws {
    let reading = try read(text.replacing(", SA", with: ""))
    #expect(balances(reading.ledger) == ["I3": [300, 300]])
    #expect(
      rejections(reading) == [
        "2: the row runs over 2 lines, to a quote with text after it. Close each quote at the end of its field, and "
          + "double a quote that belongs to the text."
      ])
    #expect(balances(try read(text).ledger) == ["I3": [300, 300]])
  }

  @Test func aQuoteLeftOpenInTheHeaderIsSaid() throws {
    let text = "\"invoice,client,issued,due,amount\nI1,C1,2025-01-01,2025-01-31,1\n"
    let sentence =
      "1.csv:1: a quote opens in this record and never closes. Close it, or double it if it belongs to the text."
    #expect(try failure(text) == sentence)
    #expect(try failure(text + String(repeating: "x", count: 2 << 20)) == sentence)
  }

  @Test func aLongHeaderIsRead() throws {
    let wide = String(repeating: "x", count: 100_000)
    let reading = try read("\(wide),invoice,client,issued,due,amount\n,I1,C1,2025-01-01,2025-01-31,1\n")
    #expect(balances(reading.ledger) == ["I1": [100, 100]])
  }

  @Test func textAfterAQuoteIsNotDropped() throws {
    let reading = try read(
      "invoice,client,issued,due,amount\nI1,C1,2025-01-01,2025-01-31,1\nI2,C1,2025-01-01,2025-01-31,\"1\"000\n")
    #expect(balances(reading.ledger) == ["I1": [100, 100]])
    #expect(
      rejections(reading) == [
        "3: text follows a closing quote. Close each quote at the end of its field, and double a quote that belongs to "
          + "the text."
      ])
  }
}
