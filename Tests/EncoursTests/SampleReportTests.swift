import Foundation
import TestSupport
import Testing

/// The committed ledger and reports are what the program makes today.
@Suite struct SampleReportTests {
  @Test func theDatasetIsWhatTheGeneratorMakes() throws {
    try Files.withTemporaryFolder { folder in
      let run = try Program.run("sample", "--clients", "120", "--seed", "2025", "--out", folder.path)
      #expect(run.status == 0)
      for name in ["ledger.csv", "truth.csv", "events.csv"] {
        let committed = try Data(contentsOf: Files.root.appendingPathComponent("Datasets/\(name)"))
        let fresh = try Data(contentsOf: folder.appendingPathComponent(name))
        #expect(committed == fresh, "Datasets/\(name) is stale: see Datasets/README.md")
      }
    }
  }

  @Test(arguments: ["en", "fr"]) func theReportIsNotStale(language: String) throws {
    try Files.withTemporaryFolder { folder in
      let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path
      let out = folder.appendingPathComponent(language)
      let run = try Program.run(
        "report", ledger, "--as-of", "2025-12-31", "--language", language, "--out", out.path)
      #expect(run.status == 0, "\(run.errors)")
      let committed = Files.root.appendingPathComponent("Reports/\(language)")
      let names = try FileManager.default.contentsOfDirectory(atPath: out.path).sorted()
      #expect(try FileManager.default.contentsOfDirectory(atPath: committed.path).sorted() == names)
      for name in names {
        let (old, new) = (committed.appendingPathComponent(name), out.appendingPathComponent(name))
        #expect(
          try Data(contentsOf: old) == Data(contentsOf: new),
          "Reports/\(language)/\(name) is stale: run 'make report' and commit what it writes")
      }
    }
  }
}
