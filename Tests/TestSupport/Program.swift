public import Foundation

/// The program itself, run as a user runs it.
public enum Program {
  public struct Outcome: Sendable {
    public let status: Int32
    public let output: String
    public let errors: String
  }

  /// - Parameters:
  ///   - output: Where standard output goes instead of into the outcome, such as `/dev/full`.
  ///   - environment: Added to the test's own.
  public static func run(
    _ arguments: String..., input: Data? = nil, output: String? = nil, folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    try run(arguments, input: input, output: output, folder: folder, environment: environment)
  }

  public static func run(
    _ arguments: [String], input: Data? = nil, output place: String? = nil, folder: URL? = nil,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
    return try Files.withTemporaryFolder { folder in
      // Files rather than pipes: no output is long enough to block a file.
      let (output, errors, given) = ("out", "err", "in")
      for name in [output, errors, given] {
        try (name == given ? input ?? Data() : Data()).write(to: folder.appendingPathComponent(name))
      }
      process.standardOutput = try FileHandle(
        forWritingTo: place.map { URL(fileURLWithPath: $0) } ?? folder.appendingPathComponent(output))
      process.standardError = try FileHandle(forWritingTo: folder.appendingPathComponent(errors))
      process.standardInput = try FileHandle(forReadingFrom: folder.appendingPathComponent(given))
      try process.run()
      process.waitUntilExit()
      func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
      }
      return Outcome(status: process.terminationStatus, output: try text(output), errors: try text(errors))
    }
  }

  /// Beside the test bundle, where SwiftPM builds it.
  private static let executable: URL = {
    let candidates =
      [Bundle.main.bundleURL] + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
      + [URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()]
    let found = candidates.map { $0.appendingPathComponent("encours") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    return found ?? URL(fileURLWithPath: "encours")
  }()
}
