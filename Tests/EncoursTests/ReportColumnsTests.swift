import Foundation
import TestSupport
import Testing

/// `FILES.md` says what every column of a report's files means, and nothing of columns that are not there.
@Suite struct ReportColumnsTests {
  /// By file, the names in the first column of its table.
  private func documented() throws -> [String: [String]] {
    let text = try String(contentsOf: Files.root.appendingPathComponent("FILES.md"), encoding: .utf8)
    var names: [String: [String]] = [:]
    var file: String?
    for line in text.split(separator: "\n") {
      if let heading = line.wholeMatch(of: /## `(.+)`/) {
        file = String(heading.1)
      } else if let file, let row = line.firstMatch(of: /^\| (`[^|]+) \|/) {
        names[file, default: []] += row.output.1.matches(of: /`([^`]+)`/).map { String($0.output.1) }
      }
    }
    return names
  }

  private let folder = Files.root.appendingPathComponent("Reports/en")

  @Test func everyColumnOfEveryTableIsDocumentedInItsOrder() throws {
    let documented = try documented()
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }
    #expect(Set(documented.keys) == Set(files + ["run.json"]))
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      let header = text.prefix { $0 != "\n" }.split(separator: ",").map(String.init)
      #expect(documented[file] == header, "\(file)")
    }
  }

  @Test func everyFileIsNamedByTheHelp() throws {
    let help = try Program.run(["help", "report"]).output
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      #expect(help.contains(file), "\(file)")
    }
  }

  @Test func everyKeyOfTheRecordIsDocumented() throws {
    let text = try String(contentsOf: Files.root.appendingPathComponent("FILES.md"), encoding: .utf8)
    let section = try #require(text.components(separatedBy: "## `run.json`").last)
    let data = try Data(contentsOf: folder.appendingPathComponent("run.json"))
    let record = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(Set(try #require(documented()["run.json"])) == Set(record.keys))
    for (_, value) in record {
      for key in (value as? [String: Any] ?? [:]).keys { #expect(section.contains("`\(key)`"), "\(key)") }
    }
  }
}
