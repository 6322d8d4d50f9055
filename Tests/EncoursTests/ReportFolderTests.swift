import Foundation
import TestSupport
import Testing

private let good = ledger("I1,C1,2025-01-01,2025-01-31,100.00", "I2,C2,2025-01-05,2025-02-04,50.50")

private let reportFiles: Set = [
  "aging.csv", "changes.csv", "clients.csv", "concentration.csv", "decay.csv", "decay.svg", "disputed.csv", "dso.csv",
  "items.csv", "model.csv", "monthly.csv", "monthly.svg", "rejected.csv", "report.md", "run.json",
]

/// A report is written whole or not at all.
@Suite struct ReportFolderTests {
  /// Runs a report that must end with status 1, write this sentence and nothing else.
  private func expectRefusal(
    _ arguments: String..., files: [String: String] = [:], sentence: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try Workplace.with(files.merging(["ledger.csv": good]) { file, _ in file }) { place in
      let before = try place.content
      let outcome = try Program.run(
        ["report", "ledger.csv", "--as-of", "2025-01-31"] + arguments, folder: place.folder)
      #expect(outcome.errors == "encours: " + sentence + "\n", sourceLocation: sourceLocation)
      #expect(outcome.status == 1 && outcome.output == "", sourceLocation: sourceLocation)
      #expect(try place.content == before, sourceLocation: sourceLocation)
      for (name, text) in files { #expect(try place.text(name) == text, sourceLocation: sourceLocation) }
    }
  }

  @Test func aReportMakesTheFoldersItNeedsAndReplacesAnEarlierOne() throws {
    try Workplace.with(["ledger.csv": good]) { place in
      for _ in 1...2 {
        let outcome = try place.run("report", "ledger.csv", "--as-of", "2025-01-31", "--out", "2025/01/report")
        #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "")
        #expect(
          try place.content
            == Set(["ledger.csv", "2025", "2025/01", "2025/01/report"] + reportFiles.map { "2025/01/report/" + $0 }))
      }
      try place.write(Data("mine".utf8), to: "2025/01/report/comments.csv")
      try place.write(Data("old".utf8), to: "2025/01/report/aging.csv")
      #expect(try place.run("report", "ledger.csv", "--out", "2025/01/report").status == 0)
      #expect(try place.text("2025/01/report/comments.csv") == "mine", "what is no report stays")
      #expect(try place.text("2025/01/report/aging.csv").hasPrefix("bucket,"))
      #expect(try place.content.count == 5 + reportFiles.count)
    }
  }

  @Test func anEmptyFolderIsFilled() throws {
    try Workplace.with(["ledger.csv": good]) { place in
      try FileManager.default.createDirectory(
        at: place.folder.appendingPathComponent("report"), withIntermediateDirectories: false)
      #expect(try place.run("report", "ledger.csv", "--out", "report").status == 0)
      #expect(try place.content == Set(["ledger.csv", "report"] + reportFiles.map { "report/" + $0 }))
    }
  }

  @Test func aFolderOfSomethingElseIsRefused() throws {
    try expectRefusal(
      "--out", ".",
      sentence: ".: cannot write the report: the folder holds something that is not an earlier report. "
        + "Nothing was written.")
  }

  /// Another program's `run.json` makes no report of a folder.
  @Test func aRecordOfSomethingElseIsNoReport() throws {
    try expectRefusal(
      "--out", "web", files: ["web/run.json": "{\"scripts\": {}}", "web/index.html": "mine"],
      sentence: "web: cannot write the report: the folder holds something that is not an earlier report. "
        + "Nothing was written.")
  }

  @Test func aFileInTheWayIsRefused() throws {
    try expectRefusal(
      "--out", "report", files: ["report": "mine"],
      sentence: "report: cannot write the report: it is a file. Nothing was written.")
    try expectRefusal(
      "--out", "notes/2025/report", files: ["notes": "mine"],
      sentence: "notes/2025/report: cannot write the report: notes above it is a file. Nothing was written.")
  }

  @Test func aPlaceWhereNothingCanBeMadeIsRefused() throws {
    try expectRefusal(
      "--out", "/proc/encours/report",
      sentence:
        "/proc/encours/report: cannot write the report: the folder above it cannot be made. Nothing was written.")
  }

  @Test func whatIsInTheWayIsSaidBeforeTheLedgerIsRead() throws {
    try Workplace.with(["report": "mine"]) { place throws in
      #expect(
        try place.run("report", "no.csv", "--out", "report").errors
          == "encours: report: cannot write the report: it is a file. Nothing was written.\n")
    }
  }

  @Test func aControlAccountThatDoesNotTieWritesNothing() throws {
    try expectRefusal(
      "--out", "report", "--control-account", "150.51",
      sentence: "the ledger does not tie to the control account: the account shows 150.51 EUR, the open items net to "
        + "150.50. Nothing was written. Look for rejected rows and for entries missing from one of the two.")
    try Workplace.with(["ledger.csv": good]) { place in
      let tied = try place.run("report", "ledger.csv", "--out", "report", "--control-account", "150.5")
      #expect(tied.status == 0)
      #expect(try place.text("report/report.md").contains("control account 150.50 = net: holds"))
    }
  }

  @Test func aLedgerThatCannotBeReadWritesNothing() throws {
    try expectRefusal(
      "--out", "report", files: ["ledger.csv": header],
      sentence: "ledger.csv: there is a header but no row below it. Expected one row an invoice.")
  }

  @Test func rejectedRowsAreInTheReportAndInTheStatus() throws {
    let text = good + "I3,C1,2025-01-10,2025-01-31,x\nI4,,2025-01-10,2025-01-31,7.25\n"
    try Workplace.with(["ledger.csv": text]) { place throws in
      #expect(try place.run("report", "ledger.csv", "--out", "report").status == 2)
      #expect(
        try place.text("report/rejected.csv")
          == "file,line,column,amount,reason,text\n"
          + "ledger.csv,4,amount,,\"cannot read 'x' as an amount in amount. Expected digits with one decimal mark, such as "
          + "1234.56.\",\"I3,C1,2025-01-10,2025-01-31,x\"\n"
          + "ledger.csv,5,client,7.25,client is empty. Fill it in.,\"I4,,2025-01-10,2025-01-31,7.25\"\n")
      #expect(try place.text("report/run.json").contains("\"rows_rejected\": 2,\n    \"amount_rejected\": \"7.25\""))
      #expect(try place.run("report", "ledger.csv", "--out", "report", "--max-rejected", "2").status == 0)
    }
  }
}

// MARK: - Disks

/// Disks of a few kilobytes in memory, where the system lets the tests mount one (as root).
private enum TinyDisk {
  static let canMount = (try? with("size=4k") { _ in true }) == true

  static func with<Result>(_ options: String, _ body: (URL) throws -> Result) throws -> Result {
    try Files.withTemporaryFolder { folder in
      guard try run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.path) == 0 else { throw CannotMount() }
      defer { _ = try? run("umount", folder.path) }
      return try body(folder)
    }
  }

  struct CannotMount: Error {}

  private static func run(_ command: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}

@Suite(.enabled(if: TinyDisk.canMount, "no disk can be mounted here"))
struct TinyDiskTests {
  private func report(to folder: String, sentence: String) throws {
    try Workplace.with(["ledger.csv": good]) { place in
      let outcome = try place.run("report", "ledger.csv", "--as-of", "2025-01-31", "--out", folder)
      #expect(outcome.errors == "encours: \(folder): cannot write the report: \(sentence). Nothing was written.\n")
      #expect(outcome.status == 1)
    }
  }

  @Test func aFullDiskKeepsNoHalfReport() throws {
    try TinyDisk.with("size=8k") { disk in
      try report(to: disk.path + "/2025/report", sentence: "the disk is full")
      #expect(try FileManager.default.subpathsOfDirectory(atPath: disk.path).isEmpty)
    }
  }

  @Test func aFullDiskKeepsTheEarlierReport() throws {
    try TinyDisk.with("size=72k") { disk in
      let folder = disk.path + "/report"
      try Workplace.with(["ledger.csv": good]) { place throws in
        #expect(try place.run("report", "ledger.csv", "--as-of", "2025-01-31", "--out", folder).status == 0)
      }
      let record = try String(contentsOfFile: folder + "/run.json", encoding: .utf8)
      try report(to: folder, sentence: "the disk is full")
      #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder)) == reportFiles)
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["report"])
      #expect(try String(contentsOfFile: folder + "/run.json", encoding: .utf8) == record)
    }
  }

  @Test func aReadOnlyDiskIsSaid() throws {
    try TinyDisk.with("ro") { disk in try report(to: disk.path + "/report", sentence: "the disk is read-only") }
  }
}
