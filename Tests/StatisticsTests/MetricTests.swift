import Execution
import Receivables
import Statistics
import TestSupport
import Testing

/// One set of laws for every metric, on ledgers with everything in them. A new metric adds a case.
@Suite struct MetricTests {
  private static func check(
    _ seed: UInt64, _ laws: MetricLaws<some Metric>, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let rows = RandomLedger(seed: seed, clients: 6, invoices: 60).rows
    #expect(try laws.broken(by: rows, asOf: 200 + Int(seed * 13 % 250), seed: seed) == [], sourceLocation: place)
  }

  @Test(arguments: UInt64(1)...25) func agingSchedule(seed: UInt64) throws {
    for axis in [AgingSchedule.Axis.due, .issue] {
      try MetricTests.check(
        seed,
        MetricLaws(
          { AgingSchedule(asOf: $0.asOf, by: axis) },
          figures: { ($0.buckets + [$0.unallocated]).map { Double($0.items) } },
          amounts: { ($0.buckets + [$0.unallocated]).flatMap { [$0.amount, $0.disputed] } }))
    }
  }

  @Test(arguments: UInt64(1)...25) func daysSalesOutstanding(seed: UInt64) throws {
    // Count-back is on calendar months, so it is left out of what moving by weeks must not change.
    try MetricTests.check(
      seed,
      MetricLaws(
        { DaysSalesOutstanding(asOf: $0.asOf, firstDay: $0.firstIssueDay!) },
        figures: {
          [$0.simple, $0.bestPossible, $0.impliedDelinquency, $0.directPaymentDelay, Double($0.invoicesInWindow)]
        }, amounts: { [$0.receivables, $0.sales] }))
  }

  @Test(arguments: UInt64(1)...25) func countBackDoesNotDependOnTheUnitOfMoney(seed: UInt64) {
    let rows = RandomLedger(seed: seed).rows
    func countBack(_ rows: [InvoiceRow]) -> [CountBack.Days] {
      let snapshot = Snapshot.of(rows, asOf: 300)
      let family = snapshot.evaluate(
        DaysSalesOutstanding(asOf: snapshot.asOf, firstDay: snapshot.firstIssueDay!), on: .serial)
      return [family.countBack, family.countBackUndisputed, family.contractual]
    }
    #expect(countBack(rows) == countBack(rows.map(\.doubled)))
  }

  @Test(arguments: UInt64(1)...25) func daysLate(seed: UInt64) throws {
    try MetricTests.check(
      seed,
      MetricLaws(
        { _ in DaysLate() }, figures: { [$0.mean, $0.median, $0.weightedMean, Double($0.paidInvoices)] },
        amounts: { _ in [] }))
  }

  @Test(arguments: UInt64(1)...25) func rollForward(seed: UInt64) throws {
    try MetricTests.check(
      seed,
      MetricLaws(
        { RollForward(after: $0.asOf - 45) }, figures: { _ in [] },
        amounts: { [$0.invoiced, $0.credited, $0.paid, $0.writtenOff, $0.net] }))
  }

  @Test(arguments: UInt64(1)...25) func paymentDecay(seed: UInt64) throws {
    try MetricTests.check(
      seed,
      MetricLaws(
        { PaymentDecay(asOf: $0.asOf) },
        figures: { curve in
          stride(from: -60, through: 300, by: 5).flatMap { day -> [Double?] in
            let estimate = curve?.unpaid(at: day)
            return [estimate?.value, estimate?.low, estimate?.high]
          }
        },
        amounts: { _ in [] }))
  }

  @Test(arguments: UInt64(1)...25) func clientBalances(seed: UInt64) throws {
    try MetricTests.check(seed, MetricLaws({ _ in ClientBalances() }, figures: { _ in [] }, amounts: { [$0] }))
  }

  @Test func severalMetricsInOnePassAreThoseMetrics() {
    let snapshot = Snapshot.of(RandomLedger(seed: 9, clients: 20, invoices: 300).rows, asOf: 300)
    let (aging, balances) = (AgingSchedule(asOf: snapshot.asOf), ClientBalances())
    let (schedule, late, net) = snapshot.evaluate(aging, DaysLate(), balances, on: Executor(threads: 2))
    let alone: (AgingSchedule.Schedule, DaysLate.Summary, Money) = (
      snapshot.evaluate(aging, on: .serial), snapshot.evaluate(DaysLate(), on: .serial),
      snapshot.evaluate(balances, on: .serial)
    )
    #expect(schedule == alone.0 && late.mean == alone.1.mean && net == alone.2 && net == schedule.net)
  }

  /// Enough rows for several blocks, so that threads really share the work.
  @Test func threadsDoNotChangeAnAnswer() {
    let rows = (0..<20).flatMap { part in
      RandomLedger(seed: UInt64(part), clients: 5, invoices: 1_000).rows.map { row in
        var row = row
        row.id = "\(part)/\(row.id)"
        row.client = "\(part)/\(row.client)"
        row.relatedTo = row.relatedTo.map { "\(part)/\($0)" }
        return row
      }
    }
    let snapshot = Snapshot.of(rows, asOf: 350)
    #expect(BlockPlan(offsets: snapshot.documentOffsets).blocks.count > 1)
    func same<M: Metric>(_ metric: M) -> Bool {
      let answers = (1...4).map { String(reflecting: snapshot.evaluate(metric, on: Executor(threads: $0))) }
      return Set(answers).count == 1
    }
    #expect(same(AgingSchedule(asOf: snapshot.asOf)))
    #expect(same(DaysSalesOutstanding(asOf: snapshot.asOf, firstDay: snapshot.firstIssueDay!)))
    #expect(same(DaysLate()))
    #expect(same(RollForward(after: snapshot.asOf - 30)))
    #expect(same(PaymentDecay(asOf: snapshot.asOf)))
  }

  @Test func aClientAloneIsALedgerOfThatClient() {
    let rows = RandomLedger(seed: 5).rows
    let snapshot = Snapshot.of(rows, asOf: 300)
    for (index, client) in snapshot.clients.enumerated() {
      let alone = Snapshot.of(rows.filter { $0.client == client.id }, asOf: 300)
      let aging = AgingSchedule(asOf: snapshot.asOf)
      let expected: AgingSchedule.Schedule = alone.evaluate(aging, on: .serial)
      #expect(aging.value(of: snapshot.account(index)) == expected)
    }
  }
}
