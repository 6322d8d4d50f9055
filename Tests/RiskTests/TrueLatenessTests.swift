import Execution
import Foundation
import Ingest
import Receivables
import Risk
import Samples
import TestSupport
import Testing

/// The model's probabilities beside those of the sample generator, which nobody else knows.
@Suite struct TrueLatenessTests {
  /// Mean over tenths of the predictions of |mean prediction − mean truth|, trained on two years and tested on the third.
  private func calibrationError(clients: Int, seed: UInt64) throws -> Double {
    let sample = SampleLedger(clients: clients, seed: seed)
    let reading = try Files.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("ledger.csv")
      try sample.ledgerCSV().write(to: file, atomically: true, encoding: .utf8)
      return try InvoiceReader(executor: .serial).read(paths: [file.path])
    }
    let snapshot = Snapshot(of: reading.ledger, asOf: reading.asOf)
    let end = try #require(Day(iso: "2024-12-31"))
    let test = try IssueTask.test(
      snapshot, outcome: LateOutcome(), trainedUntil: end, tested: (end + 1)...(end + 270), executor: .serial)
    let invoices = Dictionary(uniqueKeysWithValues: sample.invoices.map { ($0.number, $0) })
    let pairs = try test.predictions.map { prediction in
      let invoice = try #require(invoices[reading.ledger.invoiceID(at: prediction.document)])
      return (prediction.probability, try #require(sample.probabilityLate(invoice, grace: 30, draws: 40)))
    }.sorted { $0.0 < $1.0 }
    return (0..<10).reduce(0) { sum, tenth in
      let bin = pairs[(tenth * pairs.count / 10)..<((tenth + 1) * pairs.count / 10)]
      return sum + abs(bin.reduce(0) { $0 + $1.0 - $1.1 }) / Double(pairs.count)
    }
  }

  /// In the large experiment the error halves between these sizes, and halves again until 960 clients.
  @Test func theCalibrationErrorFallsAsTheLedgerGrows() throws {
    func mean(_ clients: Int) throws -> Double {
      try (1...4).reduce(0) { $0 + (try calibrationError(clients: clients, seed: UInt64($1))) / 4 }
    }
    let (small, large) = (try mean(30), try mean(240))
    #expect(large < 0.8 * small && large < 0.03, "\(small), then \(large)")
  }
}
