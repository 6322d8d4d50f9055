internal import Foundation

/// A PostgreSQL server that runs while the tests do.
public struct PostgreSQLServer: Sendable {
  /// Of its socket.
  private let folder: String

  /// `nil` where none can be started; tests on it are skipped then, unless it ``isRequired``.
  public static let shared = PostgreSQLServer()

  /// Whether a missing server is a failure, as it is in `.ci/run`, and not a reason to skip tests.
  public static var isRequired: Bool {
    ProcessInfo.processInfo.environment["ENCOURS_TESTS_REQUIRE_POSTGRESQL"] != nil
  }

  /// The server ends when this end of its standard input is closed.
  nonisolated(unsafe) private static var standardInput: FileHandle?

  private init?() {
    let process = Process()
    process.executableURL = Files.root.appendingPathComponent("Scripts/postgresql-for-tests.sh")
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    PostgreSQLServer.standardInput = input.fileHandleForWriting
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    folder = line.trimmingCharacters(in: .newlines)
    if folder.isEmpty { return nil }
  }

  /// The address of a table, or of a query, behind `rows`: `table=invoices`.
  public func address(_ rows: String, user: String = "tests") -> String {
    "postgresql:///postgres?host=\(folder)&user=\(user)&\(rows)"
  }

  /// Runs statements as the owner of the database.
  ///
  /// - Returns: What they print, without headers.
  @discardableResult public func run(_ sql: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", "tests", "postgres"]
    return try Files.withTemporaryFolder { folder in
      let (given, printed) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
      try Data(sql.utf8).write(to: given)
      try Data().write(to: printed)
      process.standardInput = try FileHandle(forReadingFrom: given)
      process.standardOutput = try FileHandle(forWritingTo: printed)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      if process.terminationStatus != 0 { throw CocoaError(.fileReadUnknown) }
      return try String(contentsOf: printed, encoding: .utf8)
    }
  }
}
