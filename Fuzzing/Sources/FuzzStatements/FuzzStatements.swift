import FuzzSupport
import Ingest
import Solvency

/// A table of financial statements, as `assess` reads it.
@main enum FuzzStatements {
  static func main() {
    Fuzzer.run { bytes, count in
      do {
        let table = try CSVTable(Array(UnsafeBufferPointer(start: bytes, count: count)), name: "statements.csv")
        precondition(table.lines.allSatisfy { $0 > 0 })
        let statements = try StatementTable(table)
        _ = statements.rowsByKey()
        for row in 0..<table.rowCount { _ = try? statements.statement(row) }
      } catch {
        precondition(!"\(error)".isEmpty)
      }
      return 0
    }
  }
}
