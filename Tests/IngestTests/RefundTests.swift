import Receivables
import Testing

@testable import Ingest

/// Money given back on an invoice, in a table of payments.
@Suite struct RefundTests {
  private let invoices =
    "invoice,client,issued,due,amount\nF1,C1,2025-01-05,2025-02-04,100.00\nF2,C2,2025-01-15,2025-02-14,300.00\n"

  private func text(_ payments: String...) -> String {
    "payment,client,invoice,date,amount,kind\n" + payments.map { $0 + "\n" }.joined()
  }

  @Test func aRefundGivesBackWhatWasPaidTooMuch() throws {
    let payments = text("P1,C1,F1,2025-02-01,150.00,", "P2,C1,F1,2025-02-10,50.00,remboursement")
    let before = try read(invoices, payments) { $0.asOf = Day(iso: "2025-02-09") }
    #expect(balances(before.ledger)["F1"] == [10_000, 0] && balances(before.ledger)["P1"] == [-5_000, -5_000])
    let after = try read(invoices, payments)
    #expect(allocations(after)["F1"] == ["2025-02-01 10000 payment"], "paid on that day, and it stays so")
    #expect(balances(after.ledger)["P1"] == [-5_000, 0] && balances(after.ledger)["P2"] == nil)
  }

  @Test func aRefundUsesTheClientsCreditBeforeItOpensTheInvoice() throws {
    let payments = text(
      "P1,C1,,2025-01-25,30.00,", "P2,C1,F1,2025-02-01,110.00,", "P3,C2,,2025-02-01,70.00,",
      "P4,C1,F1,2025-02-10,60.00,refund", "P5,C1,,2025-02-11,25.00,")
    let reading = try read(invoices, payments)
    #expect(
      allocations(reading)["F1"] == ["2025-02-01 10000 payment", "2025-02-10 -2000 payment"],
      "10 paid too much and 30 of the client's credit; neither another client's nor what came later")
    let found = balances(reading.ledger)
    #expect(found["P1"] == [-3_000, 0] && found["P2"] == [-1_000, 0])
    #expect(found["P3"] == [-7_000, -7_000] && found["P5"] == [-2_500, -2_500])
  }

  @Test func aPaymentThatCameBackOpensItsInvoice() throws {
    let payments = text(
      "P1,C1,,2025-01-25,100.00,", "P2,C1,F1,2025-02-01,100.00,", "P3,C1,F1,2025-02-10,100.00,impayé")
    let found = balances(try read(invoices, payments).ledger)
    #expect(found["F1"] == [10_000, 10_000] && found["P1"] == [-10_000, -10_000])
  }

  /// What a refund may use is what was there on its day.
  @Test func aRefundBeforeThePaymentUsesNothing() throws {
    let payments = text("P1,C1,F1,2025-02-01,50.00,refund", "P2,C1,F1,2025-02-10,150.00,")
    let found = balances(try read(invoices, payments).ledger)
    #expect(found["F1"] == [10_000, 0] && found["P1"] == [5_000, 5_000] && found["P2"] == [-5_000, -5_000])
  }
}
