public import Foundation

/// Where the tests find things.
public enum Files {
  /// The repository's root.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  public static let references = root.appendingPathComponent("Tests/References")

  /// Real ledgers that are not part of the repository; tests on them skip when the folder is absent.
  public static let realLedgers = root.appendingPathComponent("../shared/data").standardizedFileURL

  public static let hasRealLedgers = FileManager.default.fileExists(
    atPath: realLedgers.appendingPathComponent("README.md").path)

  /// A reference file's values; `std_err` of the file is `stdErr` here.
  public static func reference<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: references.appendingPathComponent(name)))
  }

  /// A reference table's rows by column name.
  public static func referenceTable(_ name: String) throws -> [[String: Double]] {
    let text = try String(contentsOf: references.appendingPathComponent(name), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    return lines.dropFirst().map { fields in
      Dictionary(uniqueKeysWithValues: zip(lines[0], fields.map { Double($0)! }))
    }
  }

  /// Calls `body` with a new empty folder, and removes it afterwards.
  public static func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("encours-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
