import Receivables
import Statistics
import TestSupport
import Testing

@Suite struct ReconciliationTests {
  private let rows = [
    InvoiceRow("1", issued: 0, due: 30, amount: 1_000, paidOn: 45),
    InvoiceRow("2", client: "C2", issued: 35, due: 60, amount: 600, paidOn: 50, paidAmount: 200),
    InvoiceRow("A", client: "C2", issued: 40, due: 40, amount: -50, kind: .creditNote, relatedTo: "2"),
    InvoiceRow("B", issued: 41, due: 41, amount: -7, kind: .creditNote),
  ]

  private func reconcile(
    opening: Int64 = 1_000, sumOfClients: Int64 = 343, controlAccount: Int64? = nil
  ) throws -> Reconciliation {
    let snapshot = Snapshot.of(rows, asOf: 60)
    return try Reconciliation(
      openingDay: day(31), opening: Money(minorUnits: opening),
      flows: snapshot.evaluate(RollForward(after: day(31)), on: .serial),
      closing: snapshot.evaluate(AgingSchedule(asOf: day(60)), on: .serial),
      sumOfClients: Money(minorUnits: sumOfClients), controlAccount: controlAccount.map { Money(minorUnits: $0) })
  }

  @Test func theFlowsLeadFromOneBalanceToTheNext() throws {
    let flows = try reconcile(controlAccount: 343).flows
    #expect(
      [flows.invoiced, flows.credited, flows.paid, flows.writtenOff].map(\.minorUnits) == [600, 57, 1_200, 0])
    #expect(flows.net.minorUnits == -657)
  }

  @Test func aCentOfDifferenceIsAnError() {
    func expect(
      _ identity: Reconciliation.Mismatch.Identity, _ expected: Int64, _ body: () throws -> Reconciliation
    ) {
      let mismatch = #expect(throws: Reconciliation.Mismatch.self) { try body() }
      #expect(mismatch?.identity == identity)
      #expect(mismatch?.expected.minorUnits == expected && mismatch?.found.minorUnits == 343)
    }
    expect(.rollForward, 344) { try reconcile(opening: 1_001) }
    expect(.clients, 342) { try reconcile(sumOfClients: 342) }
    expect(.controlAccount, 350) { try reconcile(controlAccount: 350) }
  }

  @Test func theOpeningDayItselfIsNotInThePeriod() {
    let snapshot = Snapshot.of(rows, asOf: 60)
    #expect(snapshot.evaluate(RollForward(after: day(45)), on: .serial).paid.minorUnits == 200)
    #expect(snapshot.evaluate(RollForward(after: day(44)), on: .serial).paid.minorUnits == 1_200)
    let empty: Flows = snapshot.evaluate(RollForward(after: day(60)), on: .serial)
    #expect([empty.invoiced, empty.credited, empty.paid, empty.net].allSatisfy { $0 == .zero })
  }
}
