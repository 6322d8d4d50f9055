import Receivables
import TestSupport
import Testing

@Suite struct DatedPaymentsTests {
  private func payments(_ rows: [InvoiceRow], asOf: Int = 100) -> DatedPayments {
    Snapshot.of(rows, asOf: asOf).datedPayments
  }

  @Test func moneyWithAndWithoutADay() {
    let rows = [
      InvoiceRow("F1", issued: 1, due: 30, amount: 100, paidOn: 40), InvoiceRow("F2", issued: 1, due: 30, amount: 200),
      InvoiceRow("F3", issued: 1, due: 30, amount: 300, paidAmount: 250),
      InvoiceRow("F4", issued: 1, due: 30, amount: 400, paidOn: 50, paidAmount: 40),
      InvoiceRow("A1", issued: 2, due: 2, amount: -60, paidAmount: -60, kind: .creditNote),
    ]
    let found = payments(rows)
    #expect(found.dated == Money(minorUnits: 140) && found.undated == Money(minorUnits: 250))
    #expect(!found.suffice && found.share == 140.0 / 390)
    // On an earlier day the payments after it are not known.
    let earlier = Snapshot.of(rows, asOf: 100).earlier(day(45)).datedPayments
    #expect(earlier.dated == Money(minorUnits: 100) && earlier.undated == Money(minorUnits: 250))
  }

  @Test func halfOfTheMoneyIsEnough() {
    let half = [
      InvoiceRow("F1", issued: 1, due: 30, amount: 100, paidOn: 40),
      InvoiceRow("F2", issued: 1, due: 30, amount: 100, paidAmount: 100),
    ]
    #expect(payments(half).suffice)
    let less = half + [InvoiceRow("F3", issued: 1, due: 30, amount: 1, paidAmount: 1)]
    #expect(!payments(less).suffice)
    #expect(payments([InvoiceRow("F1", issued: 1, due: 30, amount: 100)]).suffice, "nothing paid, nothing unknown")
    #expect(payments([InvoiceRow("F1", issued: 1, due: 30, amount: 100)]).share == nil)
  }

  @Test func nothingIsTaughtByALedgerThatDoesNotTellTime() {
    let undated = Snapshot.of([InvoiceRow("F1", issued: 7, due: 30, amount: 100, paidAmount: 100)], asOf: 100)
    #expect(undated.teachable.asOf == day(6) && undated.teachable.account(0).isEmpty)
    let dated = Snapshot.of([InvoiceRow("F1", issued: 7, due: 30, amount: 100, paidOn: 40)], asOf: 100)
    #expect(dated.teachable.asOf == day(100))
  }

  /// On any day, what the accounts of that day show.
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func whatTheAccountsShow(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows
    let whole = Snapshot.of(rows, asOf: RandomLedger.lastDay)
    for number in stride(from: 0, through: RandomLedger.lastDay, by: 50) {
      let snapshot = whole.earlier(day(number))
      var (dated, undated) = (Money.zero, Money.zero)
      for client in snapshot.clients.indices {
        let account = snapshot.account(client)
        for (index, document) in account.enumerated() where document.amount > .zero {
          for allocation in account.allocations(ofDocument: index) where allocation.amount > .zero {
            if allocation.kind == .payment { dated += allocation.amount }
            if allocation.kind == .undatedPayment { undated += allocation.amount }
          }
        }
      }
      let found = snapshot.datedPayments
      #expect(found.dated == dated && found.undated == undated)
    }
  }
}
