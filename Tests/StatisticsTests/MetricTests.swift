import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Statistics

/// One set of laws for every metric of the catalogue, on ledgers with everything in them.
@Suite struct MetricTests {
  @Test(arguments: CataloguedMetric.all, Array(UInt64(1)...25))
  func obeysTheLaws(metric: CataloguedMetric, seed: UInt64) throws {
    #expect(try metric.broken(Self.rows(seed), 200 + Int(seed * 13 % 250), seed) == [])
  }

  /// Few clients, or now and then enough for figures that take clients as drawn.
  private static func rows(_ seed: UInt64) -> [InvoiceRow] {
    seed % 5 == 0
      ? RandomLedger(seed: seed, clients: 14, invoices: 150).rows
      : RandomLedger(seed: seed, clients: 6, invoices: 60).rows
  }

  @Test func someOfTheLedgersHaveAKnee() {
    let found = (UInt64(1)...25).contains { seed in
      let snapshot = Snapshot.of(Self.rows(seed), asOf: 200 + Int(seed * 13 % 250))
      let result: KneeTest.Result = snapshot.evaluate(KneeTest(snapshot), on: .serial)
      if case .ratio(let ratio) = result { return ratio.ratio.low != nil }
      return false
    }
    #expect(found)
  }

  @Test func theCatalogueIsComplete() throws {
    let folder = Files.root.appendingPathComponent("Sources/Statistics")
    var metrics: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      metrics.formUnion(MetricTests.metrics(declaredIn: try String(contentsOf: file, encoding: .utf8)))
    }
    #expect(metrics.count > 5)
    #expect(Set(CataloguedMetric.all.map(\.name)) == metrics, "add the metric to MetricCatalogue.swift")
  }

  @Test func theCheckSeesAMetric() {
    let text = """
      /// A struct Quoted: Metric.
      public struct Plain: Metric {
      public struct Several: Sendable, Metric, Codable {
      extension Later: Metric {}
      private final class Running<M: Metric> {
      public struct Other: MetricLike {
      public struct Wrapped<Base: Metric>: Metric {
      """
    #expect(MetricTests.metrics(declaredIn: text) == ["Plain", "Several", "Later", "Wrapped"])
  }

  private static func metrics(declaredIn text: String) -> [String] {
    let declaration =
      /^(?:public |internal |private |final )*(?:struct|class|enum|actor|extension) (\w+)(?:<[^>]*>)?: [^{]*\bMetric\b/
    return text.split(separator: "\n").compactMap { $0.firstMatch(of: declaration).map { String($0.output.1) } }
  }

  @Test func severalMetricsInOnePassAreThoseMetrics() {
    let snapshot = Snapshot.of(RandomLedger(seed: 9, clients: 20, invoices: 300).rows, asOf: 300)
    let (aging, balances) = (AgingSchedule(asOf: snapshot.asOf), ClientBalances())
    let (schedule, late, net) = snapshot.evaluate(aging, DaysLate(), balances, on: Executor(threads: 2))
    let alone: (AgingSchedule.Schedule, PaidDelay.Summary, Money) = (
      snapshot.evaluate(aging, on: .serial), snapshot.evaluate(DaysLate(), on: .serial),
      snapshot.evaluate(balances, on: .serial)
    )
    #expect(schedule == alone.0 && late.mean == alone.1.mean && net == alone.2 && net == schedule.net)
  }

  /// Enough rows for several blocks, so that threads really share the work.
  static let large: Snapshot = {
    let rows = (0..<20).flatMap { part in
      RandomLedger(seed: UInt64(part), clients: 5, invoices: 1_000).rows.map { row in
        var row = row
        row.id = "\(part)/\(row.id)"
        row.client = "\(part)/\(row.client)"
        row.relatedTo = row.relatedTo.map { "\(part)/\($0)" }
        return row
      }
    }
    return Snapshot.of(rows, asOf: 350)
  }()

  @Test(arguments: CataloguedMetric.all) func threadsDoNotChangeAnAnswer(metric: CataloguedMetric) {
    #expect(BlockPlan(offsets: MetricTests.large.documentOffsets).blocks.count > 1)
    #expect(metric.answers(MetricTests.large, 1...4).count == 1)
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
