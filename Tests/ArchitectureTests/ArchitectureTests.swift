import Foundation
import TestSupport
import Testing

/// The arrows between targets, as the files' own imports draw them.
@Suite struct ArchitectureTests {
  /// What each target may import, of our targets and of packages. The standard library, Dispatch and the platform's C
  /// library are free; Foundation only where files and processes are.
  static let allowed: [String: Set<String>] = [
    "LinearAlgebra": ["CLAPACK", "CKernels"],
    "Execution": ["CKernels"],
    "Receivables": ["Execution"],
    "Ingest": ["Receivables", "Execution", "CKernels", "CPostgreSQL", "CSQLite", "CZlib", "Crypto", "SystemPackage"],
    "Statistics": ["Receivables", "Execution", "LinearAlgebra", "RealModule"],
    "Risk": ["Receivables", "Execution", "LinearAlgebra", "Statistics", "RealModule"],
    "Chase": ["Receivables", "Execution", "Statistics", "Risk"],
    "Solvency": ["Receivables", "Execution", "LinearAlgebra", "Ingest", "Statistics", "Risk", "RealModule"],
    "Tables": ["Receivables"],
    "Reports": [
      "Receivables", "Execution", "Ingest", "Statistics", "Risk", "Chase", "Solvency", "Tables", "RealModule",
    ],
    "Samples": ["Receivables", "RealModule"],
    "encours": [
      "Receivables", "Execution", "Ingest", "Statistics", "Risk", "Solvency", "Reports", "Samples", "Tables",
      "ArgumentParser", "Foundation", "Yams",
    ],
  ]
  static let free: Set<String> = ["Dispatch", "Synchronization", "Glibc", "Musl", "Darwin"]
  static let withoutSwift: Set<String> = ["CLAPACK", "CKernels", "CPostgreSQL", "CSQLite", "CZlib"]

  @Test func everyTargetHasItsArrows() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Files.root.appendingPathComponent("Sources").path)
    #expect(Set(targets).subtracting(Self.withoutSwift) == Set(Self.allowed.keys))
  }

  @Test(arguments: allowed.keys.sorted()) func importsFollowTheArrows(target: String) throws {
    let sources = Files.root.appendingPathComponent("Sources/\(target)")
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      let found = try imports(of: file)
      let forbidden = found.subtracting(Self.allowed[target]!).subtracting(Self.free)
      #expect(forbidden.isEmpty, "\(file.lastPathComponent) imports \(forbidden.sorted())")
    }
  }

  @Test func theCheckSeesAnImport() throws {
    let found = try Files.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("Sample.swift")
      try
        "// import Hidden\npublic import Receivables\n  internal import CLAPACK\n@preconcurrency import class Yams.Node\n"
        .write(
          to: file, atomically: true, encoding: .utf8)
      return try imports(of: file)
    }
    #expect(found == ["Receivables", "CLAPACK", "Yams"])
  }

  private func imports(of file: URL) throws -> Set<String> {
    let pattern =
      /^\s*(?:@\w+(?:\(\w+\))?\s+)*(?:(?:public|internal|package|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor)\s+)?(\w+)/
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    return Set(lines.compactMap { $0.firstMatch(of: pattern).map { String($0.output.1) } })
  }
}
