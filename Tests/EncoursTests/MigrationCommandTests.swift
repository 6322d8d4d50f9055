import Foundation
import TestSupport
import Testing

/// The `migration` command on the committed sample ledger.
@Suite struct MigrationCommandTests {
  private let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path

  private func rows(_ arguments: String...) throws -> [[String]] {
    let outcome = try Program.run(["migration", ledger, "--as-of", "2025-12-31", "--format", "csv"] + arguments)
    #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static let states = ["not_due", "1-30", "31-60", "61-90", "91-120", "121-150", "151-180", ">180"]

  @Test func statesAndWhereTheyEnd() throws {
    let found = try rows()
    #expect(
      found[0] == [
        "state", "items", "clients", "amount", "roll", "roll_low", "roll_high", "loss_by_rolls", "loss_low",
        "loss_high",
        "loss_by_matrix", "loss_rate", "paid", "credited", "written_off", "steps",
      ])
    #expect(found.dropFirst().map { $0[0] } == Self.states)
    for row in found.dropFirst() {
      #expect(row[7] == row[10], "the product of the rolls and the matrix")
      #expect(abs(row[12...14].reduce(0) { $0 + Double($1)! } - 1) < 2e-6)
    }
    #expect(found[1...7].allSatisfy { Double($0[5])! < Double($0[4])! && Double($0[4])! < Double($0[6])! })
    let assumed = try rows("--recovery", "0.25", "--outlook", "1.2")
    for (row, plain) in zip(assumed, found).dropFirst() {
      #expect(abs(Double(row[11])! - min(1, Double(plain[11])! * 0.9)) < 2e-6)
    }
  }

  @Test func aRowAStep() throws {
    let found = try rows("--show", "rolls", "--steps", "5", "--width", "15", "--buckets", "2")
    #expect(found[0] == ["start", "end", "roll_not_due", "roll_1_15", "roll_16_30"] && found.count == 6)
    #expect(found[1].prefix(2) == ["2025-10-17", "2025-11-01"] && found[5].prefix(2) == ["2025-12-16", "2025-12-31"])
  }

  @Test func rowsOfTheMatrixSumToOne() throws {
    let found = try rows("--show", "matrix")
    #expect(
      found[0].dropFirst(2) == [
        "not_due", "1_30", "31_60", "61_90", "91_120", "121_150", "151_180", "over_180", "paid", "credited",
        "written_off",
      ])
    for row in found.dropFirst() { #expect(abs(row.dropFirst(2).reduce(0) { $0 + Double($1)! } - 1) < 1e-5) }
    let visits = try rows("--show", "visits")
    #expect(visits.count == 9 && visits[2][2] == "1.000000", "a bucket is left after one step")
  }

  @Test func aBucketThatNothingLeftIsSaid() throws {
    let outcome = try Workplace.with([
      "ledger.csv":
        "invoice,client,issued,due,amount\nI1,C1,2023-01-01,2023-01-31,100\nI2,C2,2025-11-01,2025-12-15,10\n"
    ]) { try $0.run("migration", "ledger.csv", "--as-of", "2025-12-31", "--steps", "1") }
    #expect(outcome.status == 0)
    #expect(
      outcome.errors
        == "encours: nothing ever left 'over 180 days' in these steps, so that where amounts end cannot be told. Take more "
        + "of them with --steps.\n")
  }

  @Test(arguments: [
    ["--steps", "0"], ["--width", "0"], ["--buckets", "0"], ["--recovery", "1.1"], ["--outlook", "-1"],
  ])
  func whatMakesNoSenseIsAUsageError(arguments: [String]) throws {
    #expect(try Program.run(["migration", ledger] + arguments).status == 64)
  }
}
