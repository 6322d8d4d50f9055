import Receivables
import TestSupport
import Testing

@testable import Statistics

@Suite struct SpellTests {
  private func spells(_ rows: [InvoiceRow], _ weight: DecayWeight, asOf: Int = 100) -> [Spell] {
    let snapshot = Snapshot.of(rows, asOf: asOf)
    return snapshot.clients.indices.flatMap { snapshot.account($0).spells(weight) }
  }

  private func spell(_ exit: Int, _ end: Spell.End, _ weight: Int64 = 1, entry: Int? = nil) -> Spell {
    Spell(entry: entry, exit: exit, end: end, weight: weight)
  }

  /// A partial payment is an event for its share, a credit note competes for its own, and the rest is followed on.
  @Test func everyCentIsFollowed() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 40, amount: 1_000, paidOn: 45, paidAmount: 300),
      InvoiceRow("A", issued: 30, due: 30, amount: -200, kind: .creditNote, relatedTo: "1"),
    ]
    #expect(spells(rows, .amount) == [spell(-10, .credited, 200), spell(5, .paid, 300), spell(60, .censored, 500)])
    #expect(spells(rows, .invoice) == [spell(60, .censored)])
  }

  @Test func whatIsPaidTooMuchIsNotFollowed() {
    let rows = [InvoiceRow("1", issued: 0, due: 40, amount: 1_000, paidOn: 45, paidAmount: 1_700)]
    #expect(spells(rows, .amount) == [spell(5, .paid, 1_000)])
    #expect(spells(rows, .invoice) == [spell(5, .paid)])
  }

  @Test func aPaymentWithoutADayIsACensoring() {
    let rows = [InvoiceRow("1", issued: 10, due: 40, amount: 1_000, paidAmount: 600)]
    #expect(spells(rows, .amount) == [spell(-30, .censored, 600), spell(60, .censored, 400)])
  }

  /// To the cent: the spells of a ledger are its invoices, whatever happened to them.
  @Test(arguments: UInt64(0)..<40) func theSpellsSumToWhatWasInvoiced(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows.map { row in
      var row = row
      row.enteredOn = nil
      return row
    }
    let known = rows.filter { $0.issued <= 250 && $0.kind != .creditNote }
    let found = spells(rows, .amount, asOf: 250)
    #expect(found.reduce(0) { $0 + $1.weight } == known.reduce(0) { $0 + $1.amount })
    #expect(spells(rows, .invoice, asOf: 250).count == known.count)
    let open = NaiveLedger(rows, asOf: 250).open.reduce(0) { $0 + $1.balance }
    let undated = NaiveLedger(rows, asOf: 250).invoices.flatMap(\.events).contains { $0.what == .undatedPayment }
    let censored = found.filter { $0.end == .censored }.reduce(0) { $0 + $1.weight }
    #expect(undated ? censored >= open : censored == open)
  }

  @Test func openingItemsEnterAtTheirAge() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 40, enteredOn: 50, amount: 100, paidOn: 55),
      InvoiceRow("2", issued: 0, due: 40, enteredOn: 20, amount: 100),
      InvoiceRow("3", issued: 60, due: 90, enteredOn: 50, amount: 100),  // entered before its issue: not late
      InvoiceRow("4", issued: 0, due: 40, enteredOn: 50, amount: 100, paidOn: 50),  // settled by then
      InvoiceRow("5", issued: 0, due: 40, enteredOn: 120, amount: 100),  // not followed yet
    ]
    #expect(
      spells(rows, .invoice)
        == [spell(15, .paid, entry: 10), spell(60, .censored, entry: -20), spell(10, .censored)])
    #expect(
      spells(rows, .amount)
        == [spell(15, .paid, 100, entry: 10), spell(60, .censored, 100, entry: -20), spell(10, .censored, 100)])
  }

  @Test func anOpeningItemIsAtRiskFromTheDayAfterItsEntry() {
    let table: LifeTable = Snapshot.of(
      [
        InvoiceRow("1", issued: 0, due: 0, enteredOn: 10, amount: 1, paidOn: 20),
        InvoiceRow("2", issued: 0, due: 0, amount: 1, paidOn: 10),
        InvoiceRow("3", issued: 0, due: 0, amount: 1, paidOn: 30),
      ], asOf: 100
    ).evaluate(PaymentDecay(), on: .serial)
    #expect([-5, 0, 10, 11, 20, 21, 30, 31].map { table.atRisk($0) } == [2, 2, 2, 2, 2, 1, 1, 0])
    #expect(table.total == 3)
  }
}
