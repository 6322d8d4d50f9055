import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

/// The fuzzers' seeds and what they found, read again: each is a ledger or a sentence.
@Suite struct CorpusTests {
  private static let corpus = Files.root.appendingPathComponent("Fuzzing/Corpus")

  private func files(_ folder: String) throws -> [URL] {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.corpus.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    return files.sorted { $0.path < $1.path }
  }

  private func replay(_ files: [UInt8]...) throws { try replay(files) }

  private func replay(_ files: [[UInt8]]) throws {
    do {
      let reading = try read(bytes: files) { ($0.terms, $0.allocation) = (PaymentTerms("30"), .legal) }
      _ = try reading.rejectedTexts()
      _ = LedgerAudit(reading)
    } catch let error as IngestError {
      switch error {
      case .linesLost, .doesNotTie: Issue.record("the program reports a fault of its own: \(error)")
      default: #expect(!"\(error)".isEmpty)
      }
    }
  }

  @Test(arguments: ["csv", "xml", "xlsx", "pdf"]) func wholeFiles(folder: String) throws {
    for file in try files(folder) { try replay(Array(try Data(contentsOf: file))) }
  }

  /// Several files of one ledger, divided by form feeds.
  @Test(arguments: ["fec", "tables"]) func ledgersOfSeveralFiles(folder: String) throws {
    for file in try files(folder) {
      let parts = try Data(contentsOf: file).split(separator: 0x0C).map(Array.init)
      if (1...4).contains(parts.count) { try replay(parts) }
    }
  }

  @Test func sheets() throws {
    for file in try files("sheet") { try replay(ZipWriter.workbook(sheet: Array(try Data(contentsOf: file)))) }
  }

  /// What the seeds are is known too: a corpus of files that all fail would test nothing.
  @Test func theSeedsAreLedgers() throws {
    for name in [
      "csv/plain.csv", "csv/utf16.csv", "csv/latin9.csv", "xml/cii.xml", "pdf/invoice.pdf", "pdf/plain.pdf",
      "fec/bars.txt", "fec/ebcdic.txt", "xlsx/inline.xlsx",
    ] {
      let reading = try read(bytes: [Array(try Data(contentsOf: Self.corpus.appendingPathComponent(name)))]) {
        $0.terms = PaymentTerms("30")
      }
      #expect(reading.usedRows > 0, "\(name)")
    }
  }
}
