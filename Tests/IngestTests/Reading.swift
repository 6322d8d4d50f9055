import Execution
import Foundation
import Ingest
import Receivables
import TestSupport

/// Reads these texts as the files `1.csv`, `2.csv`, … of one ledger.
func read(
  _ texts: String..., threads: Int = 1, _ change: (inout InvoiceReader.Options) -> Void = { _ in }
) throws -> LedgerReading {
  try read(bytes: texts.map { Array($0.utf8) }, threads: threads, change)
}

func read(
  bytes files: [[UInt8]], threads: Int = 1, _ change: (inout InvoiceReader.Options) -> Void = { _ in }
) throws -> LedgerReading {
  var options = InvoiceReader.Options()
  change(&options)
  return try Files.withTemporaryFolder { folder in
    var paths: [String] = []
    for (index, bytes) in files.enumerated() {
      let file = folder.appendingPathComponent("\(index + 1).csv")
      try Data(bytes).write(to: file)
      paths.append(file.path)
    }
    return try InvoiceReader(options: options, executor: Executor(threads: threads)).read(paths: paths)
  }
}

/// The error a reading ends with, its folder left out of the sentence; `nil` when there is none.
func failure(_ text: String, _ change: (inout InvoiceReader.Options) -> Void = { _ in }) throws -> String? {
  do {
    _ = try read(bytes: [Array(text.utf8)], change)
    return nil
  } catch let error as IngestError {
    return "\(error)".replacing(#/\S*/1\.csv/#, with: "1.csv")
  }
}

/// Everything a ledger holds, as text: equal texts, equal ledgers.
func contents(of ledger: Ledger) -> [String] {
  let snapshot = Snapshot(of: ledger, asOf: ledger.knownUntil)
  var lines = ["\(ledger.currency) until \(ledger.knownUntil)"]
  for (index, client) in ledger.clients.enumerated() {
    lines.append("\(client.id) \(client.name) \(client.segment)")
    let account = snapshot.account(index)
    for (position, document) in account.enumerated() {
      let (issued, due, kind) = (document.issued, document.due, document.kind.rawValue)
      let (amount, balance) = (document.amount.minorUnits, document.balance.minorUnits)
      lines.append(
        snapshot.invoiceID(of: document) + " \(kind) \(document.isDisputed) \(issued) \(due) \(amount) \(balance)")
      for allocation in account.allocations(ofDocument: position) {
        lines.append(
          "  \(allocation.day) \(allocation.effective) \(allocation.amount.minorUnits) \(allocation.kind.rawValue)")
      }
    }
  }
  return lines
}

/// Id → (amount, balance) in cents.
func balances(_ ledger: Ledger) -> [String: [Int64]] {
  let snapshot = Snapshot(of: ledger, asOf: ledger.knownUntil)
  var found: [String: [Int64]] = [:]
  for client in ledger.clients.indices {
    for document in snapshot.account(client) {
      found[snapshot.invoiceID(of: document)] = [document.amount.minorUnits, document.balance.minorUnits]
    }
  }
  return found
}

/// `line: explanation` of each rejected row.
func rejections(_ reading: LedgerReading) -> [String] { reading.rejected.map { "\($0.row.line): \($0.explanation)" } }
