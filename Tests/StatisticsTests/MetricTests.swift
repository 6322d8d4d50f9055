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
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
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
      /^\s*(?:public |internal |private |final )*(?:struct|class|enum|actor|extension) (\w+)(?:<[^>]*>)?: [^{]*\bMetric\b/
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

  /// Metrics of other targets are made by a `MetricLaws` of a test that checks what they break.
  @Test func metricsElsewhereHaveTheirLaws() throws {
    func texts(_ folder: String) throws -> [String] {
      let root = Files.root.appendingPathComponent(folder)
      let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
      return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
        try String(contentsOf: $0, encoding: .utf8)
      }
    }
    let everywhere = Set(try texts("Sources").flatMap(MetricTests.metrics))
    let elsewhere = everywhere.subtracting(CataloguedMetric.all.map(\.name))
    #expect(elsewhere.isSuperset(of: ["PortfolioHistory", "PortfolioCurve", "PortfolioHazard"]))
    let tested = Set(try texts("Tests").flatMap(MetricTests.metricsUnderLaws))
    #expect(elsewhere.subtracting(tested) == [], "no laws")
  }

  @Test func theCheckSeesLaws() {
    let laws = "let laws = MetricLaws(\n  { Curve.Estimate(asOf: $0.asOf) }, figures: f)\n"
    #expect(MetricTests.metricsUnderLaws(in: laws + "#expect(try laws.broken(by: rows) == [])") == ["Estimate"])
    #expect(MetricTests.metricsUnderLaws(in: laws) == [], "made, and not checked")
    #expect(MetricTests.metricsUnderLaws(in: "// MetricLaws of Other(\nlet other = Other()\nbroken(by: rows)") == [])
  }

  /// What the closures of `MetricLaws` in a test file make, where the file checks what is broken.
  private static func metricsUnderLaws(in text: String) -> [String] {
    if !text.contains(".broken(by:") { return [] }
    let made = /MetricLaws\(\s*\{\s*(?:\(?\w+\)?\s+in\s+)?(?:\w+\.)*(\w+)\(/
    return text.matches(of: made).map { String($0.output.1) }
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
