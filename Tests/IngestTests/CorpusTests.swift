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

  private func replay(_ bytes: [UInt8]) throws {
    do {
      let reading = try read(bytes: [bytes]) { $0.defaultTerms = 30 }
      _ = try reading.rejectedTexts()
      _ = LedgerAudit(reading.ledger)
    } catch let error as IngestError {
      #expect(!"\(error)".isEmpty)
    }
  }

  @Test(arguments: ["csv", "xml", "xlsx"]) func wholeFiles(folder: String) throws {
    for file in try files(folder) { try replay(Array(try Data(contentsOf: file))) }
  }

  @Test func sheets() throws {
    for file in try files("sheet") { try replay(ZipWriter.workbook(sheet: Array(try Data(contentsOf: file)))) }
  }

  /// What the seeds are is known too: a corpus of files that all fail would test nothing.
  @Test func theSeedsAreLedgers() throws {
    for name in [
      "csv/plain.csv", "csv/utf16.csv", "csv/latin9.csv", "xml/cii.xml", "xml/invoice.pdf", "xlsx/inline.xlsx",
    ] {
      let reading = try read(bytes: [Array(try Data(contentsOf: Self.corpus.appendingPathComponent(name)))])
      #expect(reading.control.used.rows > 0, "\(name)")
    }
  }
}
