import Receivables
import TestSupport
import Testing

@testable import Statistics

extension Account {
  func spells(_ weight: DecayWeight) -> [Spell] {
    var spells: [Spell] = []
    forEachSpell(weight) { spells.append($0) }
    return spells
  }
}

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

  /// 1,000 of which 300 are paid, 100 credited and the rest given up, on days 5, 20 and 60 past due; then 50 come in all the
  /// same, which is no end of a debt but credit.
  @Test func aWriteOffEndsWhatIsLeft() {
    let rows = [
      InvoiceRow("1", issued: 0, due: 40, amount: 1_000, paidOn: 45, paidAmount: 300, writtenOffOn: 100),
      InvoiceRow("A", issued: 60, due: 60, amount: -100, kind: .creditNote, relatedTo: "1"),
      InvoiceRow("2", issued: 0, due: 40, amount: 500, paidOn: 90, paidAmount: 50, writtenOffOn: 70),
      InvoiceRow("3", issued: 0, due: 40, amount: 80, paidOn: 90, writtenOffOn: 70, writtenOffAmount: 30),
    ]
    #expect(
      spells(rows, .amount, asOf: 150) == [
        spell(5, .paid, 300), spell(20, .credited, 100), spell(60, .writtenOff, 600), spell(30, .writtenOff, 500),
        spell(30, .writtenOff, 30), spell(50, .paid, 50),
      ])
    #expect(
      spells(rows, .invoice, asOf: 150) == [spell(60, .writtenOff), spell(30, .writtenOff), spell(50, .paid)])
    #expect(spells(rows, .invoice, asOf: 99).first == spell(59, .censored), "nobody knows of it before its day")
    let account = Snapshot.of(rows, asOf: 150).account(0)
    #expect(account.map(\.balance.minorUnits) == [0, -50, 0, 0])
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
