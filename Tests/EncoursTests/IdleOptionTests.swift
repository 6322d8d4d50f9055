import Foundation
import TestSupport
import Testing

/// An option that would change nothing is refused in a sentence, not passed over.
@Suite struct IdleOptionTests {
  private let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path

  @Test(arguments: [
    (
      "check --suggest --show rows", "--suggest writes an encours.yml: it goes without --show, --rejected and --format."
    ),
    (
      "check --suggest --format json",
      "--suggest writes an encours.yml: it goes without --show, --rejected and --format."
    ),
    ("check --rejected --show months", "--rejected is --show rejected: leave out one of the two."),
    ("aging --since issue --by due", "--since issue and --by due contradict each other: give one of them."),
    (
      "migration --show rolls --recovery 0.5",
      "--recovery and --outlook are about the loss rate: they go with --show states."
    ),
    ("decay --show curve --seed 4", "--seed has no effect on the part curve: ask for --show knee, or leave it out."),
    (
      "decay --show hazard --interval client",
      "--interval has no effect on the part hazard: ask for --show curve or outcomes, or leave it out."
    ),
    (
      "decay --what curve --from 45",
      "--from has no effect on the part curve: ask for --show knee or tail, or leave it out."
    ),
  ]) func isRefused(command: String, sentence: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let outcome = try Program.run([words[0], ledger] + words.dropFirst())
    #expect(outcome.status == 64 && outcome.output == "")
    #expect(outcome.errors.hasPrefix("Error: \(sentence)\n"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("--show calibration", "--outcome, --event, --show, --form and --seed go with --train."),
    ("--terms 30", "--terms says how to read a ledger: it goes with --ledger."),
  ]) func isRefusedForCandidatesAlone(options: String, sentence: String) throws {
    try Workplace.with(["candidates.csv": "code,name\nA1,Durand\n"]) { place in
      let outcome = try Program.run(
        ["assess", "candidates.csv"] + options.split(separator: " ").map(String.init), folder: place.folder)
      #expect(outcome.status == 64 && outcome.errors.hasPrefix("Error: \(sentence)\n"), "\(outcome.errors)")
    }
  }

  /// A misspelt column of candidates would otherwise be missed in silence.
  @Test func aColumnOfCandidatesThatNothingReadsIsNamed() throws {
    let text = "code,name,montly_purchases,total_assets\nA1,Durand,100,5\n"
    try Workplace.with(["candidates.csv": text]) { place throws in
      #expect(
        try place.run("assess", "candidates.csv").errors
          == "encours: candidates.csv: columns not used: 'montly_purchases' (see encours assess --help)\n")
    }
  }

  /// The names scripts know stay beside the common ones.
  @Test(arguments: [
    ("decay --what tail", "decay --show tail"), ("aging --by issue", "aging --since issue"),
    ("check --rejected", "check --show rejected"),
  ]) func meansTheSame(older: String, common: String) throws {
    func output(_ command: String) throws -> String {
      let words = command.split(separator: " ").map(String.init)
      return try Program.run([words[0], ledger, "--format", "csv"] + words.dropFirst()).output
    }
    #expect(try output(older) == output(common) && !output(common).isEmpty)
  }

  /// A row each of clients and of segments adds up to the schedule of all.
  @Test func agingByPartAddsUp() throws {
    func rows(_ options: String...) throws -> [[String]] {
      let outcome = try Program.run(["aging", ledger, "--as-of", "2025-12-31", "--format", "csv"] + options)
      return outcome.output.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
    }
    func cents(_ text: String) throws -> Int { try #require(Int(text.replacing(".", with: ""))) }
    let whole = try rows()
    let segments = try rows("--by", "segment")
    #expect(
      segments[0] == [
        "segment", "items", "open", "not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_91_180",
        "overdue_over_180", "disputed", "unallocated", "net",
      ])
    for bucket in 0..<6 {
      let sum = try segments.dropFirst().reduce(0) { try $0 + cents($1[3 + bucket]) }
      #expect(try sum == cents(whole[1 + bucket][2]))
    }
    let net = try segments.dropFirst().reduce(0) { try $0 + cents($1[11]) }
    #expect(try net == cents(whole[8][2]))
    #expect(try rows("--by", "client")[0].prefix(3) == ["client", "client_name", "items"])
  }
}
