import TestSupport
import Testing

@Suite struct SampleCommandTests {
  @Test func aLedgerOfSomebodyElseIsNotOverwritten() throws {
    try Workplace.with(["ledger.csv": "my own ledger"]) { place throws in
      let outcome = try place.run("sample", "--clients", "3", "--out", ".")
      #expect(outcome.status == 1)
      #expect(
        outcome.errors
          == "encours: .: cannot write the sample: ledger.csv is there already, with other content. "
          + "Choose another folder, or remove it.\n")
      #expect(try place.text("ledger.csv") == "my own ledger")
    }
  }

  @Test func theSameSampleMayBeWrittenAgain() throws {
    try Workplace.with([:]) { place throws in
      for _ in 1...2 { #expect(try place.run("sample", "--clients", "3", "--out", "s").status == 0) }
    }
  }
}
