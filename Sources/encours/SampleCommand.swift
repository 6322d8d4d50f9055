import ArgumentParser
import Foundation
import Receivables
import Samples

struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Write a realistic French ledger with known truth, for trying things and for tests.",
    discussion: """
      Example:
        encours sample --clients 120 --seed 2025 --out Datasets

      Writes ledger.csv (as an accounting package would export it), truth.csv (each client's true law of payment) and \
      events.csv (when each invoice will truly be paid). The same seed writes the same files.
      """)

  @Option(help: "How many clients; about 42 invoices each.")
  var clients: Int = 120

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = 2025

  @Option(help: "The day the ledger is exported on.")
  var asOf: Day = Day(year: 2025, month: 12, day: 31)!

  @Option(help: ArgumentHelp("The folder to write into.", valueName: "folder"), completion: .directory)
  var out: String

  func validate() throws {
    if !(Day(year: 2000, month: 1, day: 1)!...Day(year: 2100, month: 1, day: 1)!).contains(asOf) {
      throw ValidationError("--as-of must be between 2000-01-01 and 2100-01-01.")
    }
    if !(1...1_000_000).contains(clients) { throw ValidationError("--clients must be between 1 and 1000000.") }
  }

  func run() throws {
    let sample = SampleLedger(clients: clients, seed: seed, asOf: asOf)
    try Failure.sentence {
      let folder = URL(fileURLWithPath: out)
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in [
          ("ledger.csv", sample.ledgerCSV()), ("truth.csv", sample.truthCSV()), ("events.csv", sample.eventsCSV()),
        ] {
          let file = folder.appendingPathComponent(name)
          if let there = try? Data(contentsOf: file), there != Data(text.utf8) { throw Occupied(name: name) }
          try Data(text.utf8).write(to: file, options: .atomic)
        }
      } catch let occupied as Occupied {
        throw WriteFailure(
          out, "the sample", "\(occupied.name) is there already, with other content",
          "Choose another folder, or remove it.")
      } catch {
        throw WriteFailure(out, "the sample", WriteFailure.reason(error), "It may be incomplete.")
      }
    }
  }
}

/// A file in the way, perhaps somebody's ledger.
private struct Occupied: Error {
  let name: String
}
