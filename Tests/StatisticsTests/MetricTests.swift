import Execution
import Foundation
import Receivables
import Statistics
import TestSupport
import Testing

/// One set of laws for every metric of the catalogue, on ledgers with everything in them.
@Suite struct MetricTests {
  @Test(arguments: CataloguedMetric.all, Array(UInt64(1)...25))
  func obeysTheLaws(metric: CataloguedMetric, seed: UInt64) throws {
    let rows = RandomLedger(seed: seed, clients: 6, invoices: 60).rows
    #expect(try metric.broken(rows, 200 + Int(seed * 13 % 250), seed) == [])
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
      """
    #expect(MetricTests.metrics(declaredIn: text) == ["Plain", "Several", "Later"])
  }

  private static func metrics(declaredIn text: String) -> [String] {
    let declaration =
      /^(?:public |internal |private |final )*(?:struct|class|enum|actor|extension) (\w+): [^{]*\bMetric\b/
    return text.split(separator: "\n").compactMap { $0.firstMatch(of: declaration).map { String($0.output.1) } }
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
}
