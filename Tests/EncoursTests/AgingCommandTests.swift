import TestSupport
import Testing

@Suite struct AgingCommandTests {
  private let text = ledger("I1,C1,2025-01-01,2025-01-31,100.00")

  @Test func theTableSaysWhatItCountsFrom() throws {
    try Workplace.with(["ledger.csv": text]) { place throws in
      func heading(_ arguments: String...) throws -> String {
        let outcome = try Program.run(
          ["aging", "ledger.csv", "--as-of", "2025-02-10"] + arguments, folder: place.folder)
        return String(outcome.output.prefix { $0 != "\n" })
      }
      #expect(try heading().hasPrefix("Days past due"))
      #expect(try heading("--by", "issue").hasPrefix("Days since issue"))
      #expect(try heading("--by", "issue", "--language", "fr").hasPrefix("Ancienneté depuis l'émission"))
    }
  }

  @Test func disputesThatNoColumnTellsAreNotZero() throws {
    let table = try encours("aging", "--as-of", "2025-03-31", ledger: text).output
    #expect(table.contains("of which disputed: not recorded"))
    let french = try encours("aging", "--as-of", "2025-03-31", "--language", "fr", ledger: text).output
    #expect(french.contains("dont en litige : non renseigné"))
    let parts = try encours(
      "aging", "--as-of", "2025-03-31", "--by", "client", "--format", "csv", ledger: text
    ).output
    #expect(parts.contains(",,0.00,100.00\n"))
  }

  @Test func boundsAreDaysFromZeroOn() throws {
    try Workplace.with(["ledger.csv": text]) { place throws in
      #expect(try place.run("aging", "ledger.csv", "--bounds=-30,0,30").status == 64)
    }
  }

  /// A day far beyond the ledger, or a slip in it that moves the default day, would make everything old.
  @Test func aDayLongAfterTheLastEntryIsQuestioned() throws {
    try Workplace.with(["ledger.csv": text + "I2,C1,2052-01-01,2052-01-31,1.00\n"]) { place throws in
      let question =
        "encours: nothing is dated in the 9861 days before 2052-01-01: the last entry is of 2025-01-01. Is the day right?"
      #expect(try place.run("aging", "ledger.csv").errors.contains(question))
      #expect(
        try place.run("aging", "ledger.csv", "--as-of", "2025-02-28").errors.contains("nothing is dated") == false)
    }
  }
}
