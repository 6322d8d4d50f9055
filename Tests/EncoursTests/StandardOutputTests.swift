import Foundation
import TestSupport
import Testing

@Suite struct StandardOutputTests {
  private let sentence = "encours: standard output: cannot write the result: the disk is full. It is incomplete.\n"

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
  func aResultThatCannotBeWrittenIsNoSuccess() throws {
    try Workplace.with(["ledger.csv": ledger("I1,C1,2025-01-01,2025-01-31,100.00")]) { place throws in
      for command in ["check", "aging", "dso", "effectiveness", "concentration", "decay"] {
        let outcome = try place.run(command, "ledger.csv", "--as-of", "2025-01-31", output: "/dev/full")
        #expect(outcome.status == 1)
        #expect(outcome.errors == sentence)
      }
    }
  }
}
