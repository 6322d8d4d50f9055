import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Statistics

/// One set of laws for every metric, on ledgers with everything in them. A new metric adds a case.
@Suite struct MetricTests {
  private static func check(
    _ seed: UInt64, _ laws: MetricLaws<some Metric>, clients: Int = 6, invoices: Int = 60,
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let rows = RandomLedger(seed: seed, clients: clients, invoices: invoices).rows
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
    for weight in DecayWeight.allCases {
      try MetricTests.check(
        seed,
        MetricLaws(
          { _ in PaymentDecay(weight: weight) },
          figures: { table in
            let found = try? CumulativeIncidence(table)
            return stride(from: -60, through: 300, by: 5).flatMap { day -> [Double?] in
              let open = found?.open(at: day)
              let paid = found?.probability(of: .paid, by: day)
              return [open?.value, paid?.value] + (weight == .invoice ? [open?.low, paid?.high] : [])
            }
          }, amounts: { weight == .amount ? [Money(minorUnits: $0.total)] : [] }))
    }
  }

  private static func incidence(_ snapshot: Snapshot, _ weight: DecayWeight) -> CumulativeIncidence? {
    let table: LifeTable = snapshot.evaluate(PaymentDecay(weight: weight), on: .serial)
    return try? CumulativeIncidence(table)
  }

  private static func influences(_ snapshot: Snapshot, _ weight: DecayWeight) -> [Influence] {
    guard let found = incidence(snapshot, weight) else { return [] }
    let tail = try? DecayTail(found.table, from: 10)
    let figures: [Functional?] = [
      found.openFunctional(at: 10), found.functional(of: .paid, by: 60, openAt: 0),
      DailyHazard(found.table, days: 1...60).functional, tail?.weibull.halfLife,
    ]
    return figures.compactMap { $0?.influence }
  }

  @Test(arguments: UInt64(1)...25) func clientVariance(seed: UInt64) throws {
    for weight in DecayWeight.allCases {
      try MetricTests.check(
        seed,
        MetricLaws(
          { snapshot in ClientVariance(weight: weight, influences: Self.influences(snapshot, weight)) },
          figures: { $0.flatMap { [Double($0.clients), $0.variance, $0.degreesOfFreedom] } }, amounts: { _ in [] }))
    }
  }

  @Test(arguments: UInt64(1)...25) func clientScores(seed: UInt64) throws {
    for weight in DecayWeight.allCases {
      try MetricTests.check(
        seed,
        MetricLaws(
          { snapshot in
            let groups = ClientGroups.segments(snapshot)
            let tables: [LifeTable] = snapshot.evaluate(Grouped(PaymentDecay(weight: weight), by: groups), on: .serial)
            return ClientScores(LogRankScore(tables), weight: weight, groups: groups)
          },
          figures: { [Double($0.clients)] + $0.covariance.flatMap { $0.map(Optional.some) } }, amounts: { _ in [] }))
    }
  }

  @Test(arguments: UInt64(1)...10) func kneeTest(seed: UInt64) throws {
    for weight in DecayWeight.allCases {
      try MetricTests.check(
        seed,
        MetricLaws(
          { KneeTest($0, split: 25, weight: weight, replicates: 99, seed: seed) },
          figures: { result in
            guard case .ratio(let ratio) = result else { return [nil] }
            return [ratio.before, ratio.after, ratio.ratio.value, ratio.ratio.low, ratio.ratio.high]
          }, amounts: { _ in [] }), clients: 20, invoices: 400)
    }
  }

  @Test(arguments: UInt64(1)...10) func grouped(seed: UInt64) throws {
    try MetricTests.check(
      seed,
      MetricLaws(
        { Grouped(AgingSchedule(asOf: $0.asOf), by: .segments($0)) }, figures: { $0.map { Double($0.gross.items) } },
        amounts: { $0.map(\.net) }))
  }

  /// Groups are a partition: what they hold sums to the whole.
  @Test(arguments: UInt64(1)...10) func groupsSumToTheWhole(seed: UInt64) {
    let snapshot = Snapshot.of(RandomLedger(seed: seed, clients: 8, invoices: 100).rows, asOf: 300)
    let groups = ClientGroups.segments(snapshot)
    #expect(groups.names == ["S0", "S1", "S2"])
    let (parts, whole) = snapshot.evaluate(Grouped(PaymentDecay(), by: groups), PaymentDecay(), on: .serial)
    #expect(parts.reduce(into: LifeTable()) { $0.merge($1) } == whole)
    let one: [LifeTable] = snapshot.evaluate(Grouped(PaymentDecay(), by: .whole(snapshot)), on: .serial)
    #expect(one == [whole])
  }

  @Test(arguments: UInt64(1)...25) func clientBalances(seed: UInt64) throws {
    try MetricTests.check(seed, MetricLaws({ _ in ClientBalances() }, figures: { _ in [] }, amounts: { [$0] }))
  }

  /// Every type of the sources that conforms to `Metric` is made in a test file that runs the laws.
  @Test func everyMetricHasItsLaws() throws {
    func texts(_ folder: String) throws -> [String] {
      let root = Files.root.appendingPathComponent(folder)
      let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
      return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
        try String(contentsOf: $0, encoding: .utf8)
      }
    }
    let declaration = /struct (\w+)(?:<[^>]*>)?: (?:\w+, )*Metric\b/
    let names = try texts("Sources").flatMap { $0.matches(of: declaration).map { String($0.output.1) } }
    #expect(names.count >= 10 && names.contains("AgingSchedule"))
    let tests = try texts("Tests").filter { $0.contains("MetricLaws(") }
    for name in names { #expect(tests.contains { $0.contains("\(name)(") }, "\(name) has no laws") }
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
    #expect(same(PaymentDecay()))
    #expect(same(PaymentDecay(weight: .amount)))
    #expect(same(KneeTest(snapshot, replicates: 99)))
    #expect(same(Grouped(PaymentDecay(), by: .segments(snapshot))))
    let open = Self.incidence(snapshot, .amount)!.openFunctional(at: 20)!
    #expect(same(ClientVariance(weight: .amount, influences: [open.influence])))
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
