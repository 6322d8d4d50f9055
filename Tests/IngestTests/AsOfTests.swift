import Receivables
import Testing

@testable import Ingest

@Suite struct AsOfTests {
  private let text =
    ledgerHeader + ledgerRow("I1", paidOn: "2025-02-10") + ledgerRow("I2", issued: "2025-02-01", due: "2025-03-01")
    + ledgerRow("I3", issued: "2025-02-05", due: "2025-03-01", amount: "?")

  @Test func theDefaultIsTheLastDayOfAnyIssueOrPayment() throws {
    #expect(try read(text).asOf == Day(iso: "2025-02-10"))
  }

  @Test func nothingLaterIsInTheLedger() throws {
    let early = try read(text) { $0.asOf = Day(iso: "2025-01-31") }
    #expect(balances(early.ledger) == ["I1": [10_000, 10_000]], "the payment of February is not known")
    #expect(early.laterRows == 2 && early.rejected.isEmpty, "a later row is not looked into")
    let later = try read(text) { $0.asOf = Day(iso: "2025-02-09") }
    #expect(balances(later.ledger) == ["I1": [10_000, 10_000], "I2": [10_000, 10_000]])
    #expect(later.laterRows == 0 && later.rejected.count == 1)
    #expect(balances(try read(text).ledger)["I1"] == [10_000, 0])
  }

  @Test func aBadRowAfterTheLastGoodOneIsRejectedNotLater() throws {
    let reading = try read(
      ledgerHeader + ledgerRow("I1") + ledgerRow("I2", issued: "2025-02-05", due: "2025-03-01", amount: "?"))
    #expect(reading.asOf == Day(iso: "2025-02-05"))
    #expect(reading.rejected.count == 1 && reading.laterRows == 0)
  }

  @Test func aLedgerOfBadRowsOnlyIsRefused() throws {
    #expect(
      try failure(ledgerHeader + ledgerRow("I1", amount: "100 EUR") + ledgerRow("I2", amount: "50 EUR"))
        == "none of the 2 rows can be used. The first: 1.csv:2: cannot read '100 EUR' as an amount in amount. Expected "
        + "digits with one decimal mark, such as 1234.56.")
    #expect(
      try failure(ledgerHeader + ledgerRow("I1", issued: "hier"))
        == "the only row cannot be used: 1.csv:2: cannot read 'hier' as a date in issued. Expected "
        + "2025-12-31, 20251231 or 31/12/2025.")
  }

  @Test func aDayBeforeTheFirstInvoiceIsRefused() throws {
    #expect(
      try failure(text) { $0.asOf = Day(iso: "2024-12-31") }
        == "nothing was issued by 2024-12-31: the first invoice is of 2025-01-01. Choose an as-of day from then on.")
  }

  @Test func aPaymentBeforeTheIssueKeepsItsDayAndTakesEffectOnTheIssueDay() throws {
    let text =
      ledgerHeader + ledgerRow("I1", issued: "2025-02-01", due: "2025-03-01", paidOn: "2025-01-15") + ledgerRow("I2")
    let reading = try read(text) { $0.asOf = Day(iso: "2025-02-01") }
    let paid = try #require(documentsByID(reading)["I1"])
    #expect(paid.document.closing?.day == Day(iso: "2025-01-15"))
    #expect(paid.document.closing?.effective == Day(iso: "2025-02-01"))
    #expect(reading.notices[.paymentBeforeIssue]?.rows == 1)
    #expect(reading.notices[.paymentBeforeIssue]?.lines == [2])
    #expect(reading.rejected.isEmpty)
  }
}
