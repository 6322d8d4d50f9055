import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct PortfolioCurveTests {
  private func record(_ snapshot: Snapshot, _ calendar: PaymentCalendar, grace: Int) -> PortfolioCurve.Record {
    snapshot.evaluate(PortfolioCurve(of: snapshot, calendar: calendar, grace: grace), on: .serial)
  }

  /// Kaplan–Meier by counting, one position at a time, from the invoices as they stood on a day.
  private func naive(_ snapshot: Snapshot, _ calendar: PaymentCalendar, grace: Int) -> [Double] {
    let today = calendar.position(snapshot.asOf)
    var positions: [(position: Int, isPaid: Bool)] = []
    for client in snapshot.clients.indices {
      for life in snapshot.account(client).lives where calendar.holds(life) {
        let isOpen = life.end == .never
        // Ended without payment: it is no case of the outcome.
        if !isOpen && !life.isPaid { continue }
        let position = (isOpen ? today : calendar.position(life.end)) - calendar.anchor(life.due)
        if isOpen && position < -30 { continue }
        positions.append((min(max(position, -30), 60 + grace), !isOpen))
      }
    }
    var survival = 1.0
    return (-30...(60 + grace)).map { cell in
      let atRisk = positions.count { $0.position >= cell }
      let paid = positions.count { $0.position == cell && $0.isPaid }
      if atRisk > 0 { survival *= 1 - Double(paid) / Double(atRisk) }
      return survival
    }
  }

  /// Every day's curve of one pass is the curve of that day's own snapshot, without what a credit note or a write-off has
  /// ended by then.
  @Test(arguments: UInt64(0)..<20, [0, 30]) func everyDayIsItsOwnSnapshots(seed: UInt64, grace: Int) {
    let snapshot = Snapshot.of(RandomLedger(seed: seed).rows, asOf: 400)
    for countsWeekends in [true, false] {
      let calendar = PaymentCalendar(firstPayment: day(20), countsWeekends: countsWeekends)
      let record = record(snapshot, calendar, grace: grace)
      for asOf in stride(from: 30, through: 400, by: 37) {
        let expected = naive(snapshot.earlier(day(asOf)), calendar, grace: grace)
        let survival = record.known(by: day(asOf)).survival
        for (found, expected) in zip(survival, expected) { #expect(abs(found - expected) < 1e-12) }
        #expect(survival.count == expected.count)
      }
    }
  }

  @Test func beforeTheLedgerNobodyHasPaid() {
    let snapshot = Snapshot.of([InvoiceRow("1", issued: 10, due: 20, amount: 5, paidOn: 15)], asOf: 100)
    let calendar = PaymentCalendar(firstPayment: nil, countsWeekends: true)
    let entry = record(snapshot, calendar, grace: 0).known(by: day(9))
    #expect(entry.survival.count == 91 && entry.survival.allSatisfy { $0 == 1 })
    #expect(entry.hazard.count == 91 && entry.hazard.allSatisfy { $0 == 0 } && entry.meanLogAmount == 0)
  }

  @Test(arguments: UInt64(1)...10) func itObeysTheLawsOfMetrics(seed: UInt64) throws {
    let calendar = PaymentCalendar(firstPayment: nil, countsWeekends: false)
    let laws = MetricLaws(
      { PortfolioCurve(of: $0, calendar: calendar, grace: 30) }, figures: { _ in [] }, amounts: { _ in [] })
    #expect(try laws.broken(by: RandomLedger(seed: seed).rows, asOf: 300, seed: seed) == [])
  }
}
