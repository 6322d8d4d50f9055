import Receivables
import Testing

@testable import Ingest

private let header = "invoice,client,issued,due,amount,paid_on,paid_amount\n"

private func row(_ invoice: String, paidOn: String = "", paid: String = "") -> String {
  "\(invoice),C1,2025-01-01,2025-01-31,100.00,\(paidOn),\(paid)\n"
}

/// Several rows with one invoice number that say the same of the invoice.
@Suite struct RepeatedRowsTests {
  /// As Dolibarr exports invoices with their payments.
  @Test func aRowForEachPaymentIsOneInvoice() throws {
    let text =
      header + row("I1", paidOn: "2025-02-10", paid: "40.00") + row("I1", paidOn: "2025-03-10", paid: "30.00")
      + row("I1", paidOn: "2025-02-10", paid: "40.00") + row("I2")
    let reading = try read(text)
    #expect(allocations(reading) == ["I1": ["2025-02-10 4000 payment", "2025-03-10 3000 payment"], "I2": []])
    #expect(rejections(reading).map { $0.prefix(2) } == ["4:"], "all the same again")
    #expect(reading.usedRows == 3 && reading.records == 4 && reading.notices[.furtherPayment]?.lines == [3])
    let control = reading.control
    #expect(control.used.rows == 2 && control.merged.rows == 1 && control.rejected.rows == 1)
    #expect(control.read.amount == Money(minorUnits: 40_000) && control.merged.amount == Money(minorUnits: 10_000))
  }

  /// A ledger as of a day is that of a file which has nothing after the day.
  @Test(arguments: ["2025-01-31", "2025-02-09", "2025-02-10", "2025-03-09", "2025-03-10", "2025-12-31"])
  func paymentsAfterTheDayDecideNothing(iso: String) throws {
    let payments = [("2025-02-10", "40.00"), ("2025-03-10", "30.00"), ("2025-03-10", ""), ("2025-02-10", "70.00")]
    func text(until last: String) -> String {
      header
        + payments.map { day, amount in day <= last ? row("I1", paidOn: day, paid: amount) : row("I1") }.joined()
    }
    let day = Day(iso: iso)
    let whole = try read(text(until: "9999")) { $0.asOf = day }
    let known = try read(text(until: iso)) { $0.asOf = day }
    #expect(contents(of: whole.ledger) == contents(of: known.ledger))
    #expect(rejections(whole) == rejections(known))
  }

  @Test func aRowWithoutAPaymentAddsNothing() throws {
    let paid = row("I1", paidOn: "2025-02-10", paid: "40.00")
    for text in [row("I1") + paid, paid + row("I1")] {
      let reading = try read(header + text)
      #expect(balances(reading.ledger) == ["I1": [10_000, 6_000]] && reading.rejected.isEmpty)
    }
  }

  @Test func paymentsThatCannotBeAddedUpAreNotCounted() throws {
    func rejected(_ first: String, _ second: String) throws -> [String] {
      let reading = try read(header + first + second) { $0.asOf = Day(iso: "2025-12-31") }
      #expect(reading.control.rejected.amount == Money(minorUnits: 10_000))
      return rejections(reading)
    }
    let sentence =
      "3: this row repeats the invoice of line 2 with a payment that cannot be added to the one there: without a day, or "
      + "together more than the amount. It is not counted: keep one row of the two, or put payments in a table of their own."
    let part = row("I1", paidOn: "2025-02-10", paid: "40.00")
    #expect(try rejected(part, row("I1", paidOn: "2025-03-10", paid: "60.01")) == [sentence])
    #expect(try rejected(part, row("I1", paid: "70.00")) == [sentence])
    #expect(try rejected(row("I1", paid: "40.00"), row("I1", paidOn: "2025-03-10", paid: "30.00")) == [sentence])
    #expect(try rejected(row("I1", paidOn: "2025-02-10"), row("I1", paidOn: "2025-03-10")) == [sentence])
  }

  @Test func theFirstRowsAsUnderstoodAreNotThoseLeftOut() throws {
    let reading = try read(header + row("I1") + row("I1") + row("I2"))
    #expect(reading.firstRows.map(\.row.line) == [2, 4])
  }

  /// A credit note does not hide an invoice, and what cannot be read is no 0.
  @Test func rejectedAmountsAreAddedUpWithoutSigns() throws {
    let rows = [
      "I2,,2025-01-01,2025-01-31,1234.56,,", "I3,C1,2025-01-01,2025-01-31,-500.00,,", "I4,C1,2025-01-01,2025-01-31,?,,",
      "I5,C1,?,2025-01-31,7.00,,",
    ]
    let reading = try read(header + row("I1") + rows.map { $0 + "\n" }.joined())
    #expect(reading.rejected.count == 4 && reading.rejectedAmountsUnread == 1)
    #expect(reading.rejectedAmount == Money(minorUnits: 174_156))
    #expect(reading.control.rejected.amount == reading.rejectedAmount)
  }
}
