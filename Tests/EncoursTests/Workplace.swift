import Foundation
import TestSupport

/// A folder with a few files in it, where the program is run.
struct Workplace {
  let folder: URL

  /// Calls `body` with a folder of its own that holds these files.
  static func with<Result>(_ files: [String: String], _ body: (Workplace) throws -> Result) throws -> Result {
    try Files.withTemporaryFolder { folder in
      let place = Workplace(folder: folder)
      for (name, text) in files { try place.write(Data(text.utf8), to: name) }
      return try body(place)
    }
  }

  func write(_ data: Data, to name: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func run(_ arguments: String..., input: String? = nil, output: String? = nil) throws -> Program.Outcome {
    try Program.run(arguments, input: input.map { Data($0.utf8) }, output: output, folder: folder)
  }

  /// Everything in the folder, hidden files too, and what is in its folders.
  var content: Set<String> {
    get throws { Set(try FileManager.default.subpathsOfDirectory(atPath: folder.path)) }
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}

/// Runs the program on one ledger, `ledger.csv`.
func encours(_ arguments: String..., ledger: String) throws -> Program.Outcome {
  try Workplace.with(["ledger.csv": ledger]) { place in
    try Program.run([arguments[0], "ledger.csv"] + arguments.dropFirst(), folder: place.folder)
  }
}

let header = "invoice,client,issued,due,amount\n"

/// A ledger of these rows, under ``header``.
func ledger(_ rows: String...) -> String { header + rows.map { $0 + "\n" }.joined() }
