import Receivables
import Statistics
import TestSupport
import Testing

/// Money that came before its invoice, was more than owed, or was given back: in the net, and no sale.
@Suite struct WaitingMoneyTests {
  /// An invoice of 100 issued on day 20 and paid by 150 on day 10; another of 80, open; 30 given back on day 25.
  private static let ledger: Ledger = {
    var builder = LedgerBuilder()
    var batch = InvoiceBatch(file: 0)
    let client = builder.code(ofClient: "C1")
    func add(_ id: String, _ issued: Int, _ amount: Int64, _ kind: DocumentKind) {
      batch.rows.append(
        InvoiceBatch.Row(
          line: batch.count + 2, client: client, issued: day(issued), due: day(kind == .payment ? issued : issued + 30),
          amount: Money(minorUnits: amount), flags: InvoiceBatch.Flags(kind: kind, isDisputed: false)))
      batch.invoiceID.append(id.utf8)
    }
    func allocate(_ row: Int, _ number: Int, _ amount: Int64) {
      batch.allocations.append(
        RowAllocation(row: row, day: day(number), amount: Money(minorUnits: amount), kind: .payment))
    }
    add("F1", 20, 10_000, .invoice)
    add("F2", 21, 8_000, .invoice)
    add("P1", 10, -15_000, .payment)
    add("V1", 25, 3_000, .payment)
    allocate(0, 10, 10_000)
    allocate(2, 20, -10_000)
    builder.append(batch)
    return builder.build(asOf: day(100), currency: .euro).ledger
  }()

  private func snapshot(_ number: Int) -> Snapshot { Snapshot(of: WaitingMoneyTests.ledger, asOf: day(number)) }

  @Test(arguments: [(15, 0, 15_000), (20, 0, 5_000), (22, 8_000, 5_000), (60, 11_000, 5_000)])
  func whatIsOpenAndWhatIsUnallocated(number: Int, open: Int64, unallocated: Int64) {
    let aging = snapshot(number).evaluate(AgingSchedule(asOf: day(number)), on: .serial)
    #expect(aging.gross.amount.minorUnits == open)
    #expect(aging.unallocated.amount.minorUnits == unallocated)
    #expect(snapshot(number).evaluate(ClientBalances(), on: .serial) == aging.net)
  }

  @Test(arguments: [(5, 15), (5, 22), (15, 22), (22, 60), (5, 60)])
  func movementsAddUpToTheDifference(opening: Int, closing: Int) {
    let flows = snapshot(closing).evaluate(RollForward(after: day(opening)), on: .serial)
    func net(_ number: Int) -> Money { snapshot(number).evaluate(ClientBalances(), on: .serial) }
    #expect(net(opening) + flows.net == net(closing))
    if (opening, closing) == (5, 60) {
      #expect(flows.invoiced.minorUnits == 18_000 && flows.paid.minorUnits == 12_000)
    }
  }

  @Test func itIsNoSale() {
    let family = snapshot(60).evaluate(
      DaysSalesOutstanding(asOf: day(60), firstDay: day(10), windows: .init()), on: .serial)
    #expect(family.sales.minorUnits == 18_000 && family.invoicesInWindow == 2)
    #expect(family.receivables.minorUnits == 6_000)
  }

  @Test func theSeriesIsTheFamilyOfEachDay() {
    let days = [15, 20, 22, 30, 60].map { day($0) }
    let series = snapshot(60).evaluate(DSOSeries(days: days, firstDay: day(10)), on: .serial)
    for family in series {
      let number = day(0).days(until: family.asOf)
      let alone = snapshot(number).evaluate(
        DaysSalesOutstanding(asOf: family.asOf, firstDay: day(10), windows: .init()), on: .serial)
      #expect(family.receivables == alone.receivables && family.open == alone.open && family.sales == alone.sales)
      #expect(family.countBack == alone.countBack && family.directPaymentDelay == alone.directPaymentDelay)
      #expect(family.invoicesInWindow == alone.invoicesInWindow && family.notDue == alone.notDue)
    }
  }

  @Test func onlyInvoicesArePaidLate() {
    let delays = snapshot(60).evaluate(PaymentDelays(from: .due, asOf: day(60)), on: .serial)
    #expect(delays.invoices == 2 && delays.paid.paidInvoices == 1)
    #expect(delays.paid.mean == -40 && delays.paid.weightedMean == -40)
  }
}
