import Foundation

/// Standard output for results, standard error for the rest.
enum Terminal {
  static func write(_ bytes: [UInt8]) throws {
    try Failure.sentence {
      do {
        try FileHandle.standardOutput.write(contentsOf: bytes)
      } catch {
        throw WriteFailure("standard output", "the result", WriteFailure.reason(error), "It is incomplete.")
      }
    }
  }

  /// One line on standard error.
  static func note(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data("encours: \(text)\n".utf8)) }

  /// A line that the next one replaces; only where a person is watching.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
  }
}
