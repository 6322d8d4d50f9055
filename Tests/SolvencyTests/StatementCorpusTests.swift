import Foundation
import Ingest
import TestSupport
import Testing

@testable import Solvency

/// The fuzzers' seeds of statements and what they found, read again: each is a table or a sentence.
@Suite struct StatementCorpusTests {
  @Test func aTableOrASentence() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Files.root.appendingPathComponent("Fuzzing/Corpus/statements"), includingPropertiesForKeys: nil)
    #expect(!files.isEmpty)
    for file in files {
      do {
        let statements = try StatementTable(CSVTable(Array(try Data(contentsOf: file)), name: "statements.csv"))
        for row in 0..<statements.table.rowCount { _ = try? statements.statement(row) }
      } catch let error as IngestError {
        #expect(!"\(error)".isEmpty)
      }
    }
  }
}
