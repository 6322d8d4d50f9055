import Foundation
import TestSupport
import Testing

@testable import encours

/// The fuzzers' seeds of `encours.yml` and what they found, read again: each is a configuration or a sentence.
@Suite struct ConfigurationCorpusTests {
  private func files() throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: Files.root.appendingPathComponent("Fuzzing/Corpus/configuration"), includingPropertiesForKeys: nil)
  }

  @Test func aConfigurationOrASentence() throws {
    let files = try files()
    #expect(!files.isEmpty)
    for file in files {
      do {
        _ = try Configuration(yaml: String(decoding: try Data(contentsOf: file), as: UTF8.self), name: "encours.yml")
      } catch let failure as Configuration.Failure {
        #expect(failure.description.hasPrefix("encours.yml"))
      }
    }
  }

  @Test func theSeedsAreConfigurations() throws {
    for file in try files() where ["columns.yml", "preset.yml", "block.yml"].contains(file.lastPathComponent) {
      _ = try Configuration(path: file.path)
    }
  }
}
