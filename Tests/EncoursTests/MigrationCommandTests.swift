import Foundation
import Receivables
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

  private func ends() throws -> [[String]] {
    let run = try Program.run(["migration", ledger, "--as-of", "2025-12-31", "--show", "ends", "--format", "csv"])
    return run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private static let states = ["not_due", "1-30", "31-60", "61-90", "91-120", "121-150", "151-180", ">180"]

  @Test func rollsAndLosses() throws {
    let found = try rows()
    #expect(
      found[0] == [
        "state", "items", "clients", "amount", "roll", "roll_low", "roll_high", "loss_by_rolls", "loss_by_matrix",
        "loss_low", "loss_high", "loss_rate", "loss_rate_low", "loss_rate_high",
      ])
    #expect(found.dropFirst().map { $0[0] } == Self.states)
    for row in found[1...7] {
      #expect(row[7] == row[8], "the product of the rolls and the matrix")
      for first in [4, 8, 11] {
        let (low, high) = (try #require(Double(row[first + 1])), try #require(Double(row[first + 2])))
        #expect(low < Double(row[first])! && Double(row[first])! < high)
      }
    }
    let assumed = try rows("--recovery", "0.25", "--outlook", "1.2")
    for (row, plain) in zip(assumed, found).dropFirst() {
      #expect(abs(Double(row[11])! - min(1, Double(plain[11])! * 0.9)) < 2e-6)
    }
  }

  /// Twenty clients, whose every tenth invoice is written off 200 days past due, and the others paid 10 to 60 days late.
  private static let losses: [String: String] = {
    var (invoices, payments) = ("invoice,client,issued,due,amount\n", "invoice,client,date,amount,kind\n")
    for number in 0..<600 {
      let (client, due) = ("C\(number % 20)", Day(year: 2024, month: 1, day: 31)! + number)
      invoices += "I\(number),\(client),\(due - 30),\(due),100\n"
      let isLost = number % 10 == number / 20 % 10
      payments += "I\(number),\(client),\(due + (isLost ? 200 : 10 + number % 50)),100,"
      payments += isLost ? "write-off\n" : "payment\n"
    }
    return ["invoices.csv": invoices, "payments.csv": payments]
  }()

  @Test func whereAmountsEnd() throws {
    let run = try Workplace.with(Self.losses) {
      try $0.run(
        "migration", "invoices.csv", "payments.csv", "--as-of", "2025-12-31", "--show", "ends", "--format", "csv")
    }
    #expect(run.status == 0 && !run.errors.contains("not told"), "\(run.errors)")
    let found = run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      found[0] == [
        "state", "clients", "paid", "paid_low", "paid_high", "credited", "credited_low", "credited_high", "written_off",
        "written_off_low", "written_off_high", "unknown", "steps", "steps_low", "steps_high",
      ])
    #expect(found.dropFirst().map { $0[0] } == Self.states)
    for row in found.dropFirst() {
      #expect(abs([row[2], row[5], row[8], row[11]].reduce(0) { $0 + Double($1)! } - 1) < 2e-6)
      // What is older than 180 days is written off after a step in each client: the steps have no variance to show.
      for first in [2, 5, 8, 12] where !row[first + 1].isEmpty {
        #expect(Double(row[first + 1])! <= Double(row[first])! && Double(row[first])! <= Double(row[first + 2])!)
      }
    }
    #expect(abs(try #require(Double(found[1][8])) - 0.1) < 0.03, "one invoice in ten is lost")
  }

  /// Without a write-off all is paid in the end, by construction: nothing is said of it, and the steps are.
  @Test func endsAreWithheldWithoutWriteOffs() throws {
    let run = try Program.run(
      ["migration", ledger, "--as-of", "2025-12-31", "--show", "ends", "--format", "csv"])
    #expect(run.status == 0 && run.errors.contains("How much is paid in the end is therefore not told."))
    let found = run.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(found.map { $0[0] } == Self.states)
    for row in found { #expect(row[2...10].allSatisfy(\.isEmpty) && Double(row[12])! > 0) }
    let table = try Program.run(["migration", ledger, "--as-of", "2025-12-31", "--show", "ends"]).output
    #expect(table.contains("no write-off recorded") && !table.contains("100.0%"))
  }

  /// One client: nothing can be said of others, and n is the number of clients.
  @Test func oneClientIsNotEnough() throws {
    let outcome = try Workplace.with([
      "ledger.csv":
        "invoice,client,issued,due,amount,paid_on\nI1,C1,2025-08-01,2025-08-31,100,2025-11-20\n"
        + "I2,C1,2025-10-01,2025-10-15,10,2025-12-01\n"
    ]) { try $0.run("migration", "ledger.csv", "--as-of", "2025-12-31") }
    #expect(outcome.status == 0 && outcome.output.contains("not enough data (1 client, 2 needed)"))
    let rows = outcome.output.split(separator: "\n").dropFirst().prefix(10)
    #expect(
      rows.count == 10 && rows.dropFirst(2).dropLast().allSatisfy { !$0.contains("%") }, "no share without an interval")
  }

  /// What is summed, and what is assumed, is said with the table.
  @Test func theTableSaysWhatItRestsOn() throws {
    func shown(_ arguments: String...) throws -> String {
      try Program.run(["migration", ledger, "--as-of", "2025-12-31"] + arguments).output
    }
    let states = try shown("--recovery", "0.25")
    #expect(states.hasPrefix("Roll rates, and the loss assumed from them\n\n"))
    #expect(states.contains("Items, all steps") && states.contains("Loss assumed") && !states.contains("Loss rate"))
    #expect(states.contains("Gets to >180 d, by rolls"))
    #expect(states.contains("12 steps of 30 days, 2025-01-05 to 2025-12-31."))
    #expect(
      states.contains("what gets to 'over 180 days' counts as lost, 25% of it is recovered (--recovery)")
        && states.contains("multiplied by 1.00 (--outlook)"))
    #expect(states.contains("No write-off is recorded in these steps"))
    let french = try shown("--language", "fr")
    #expect(french.hasPrefix("Taux de passage et perte supposée\n\n"))
    #expect(french.contains("12 périodes de 30 jours, du 05/01/2025 au 31/12/2025."))
    #expect(french.contains("La perte est une hypothèse, non un constat : ce qui atteint « plus de 180 jours »"))
    #expect(try shown("--show", "ends").contains("No write-off is recorded in these steps"))
    #expect(try !shown("--show", "rolls").contains("write-off"))
    #expect(try shown("--format", "csv").hasPrefix("state,items,"), "scripts get the table alone")
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
  }

  /// The cells of the matrix one by one, with the interval that the states have for the roll rate.
  @Test func movesAreTheMatrixWithIntervals() throws {
    let (moves, matrix, states) = (
      try rows("--show", "moves"), try rows("--show", "matrix"), try rows("--show", "states")
    )
    #expect(moves[0] == ["state", "move", "clients", "amount", "share", "share_low", "share_high"])
    for row in matrix.dropFirst() {
      let own = moves.filter { $0[0] == row[0] }
      #expect(abs(own.reduce(0) { $0 + Double($1[4])! } - 1) < 1e-5 && own.allSatisfy { $0[3] == row[1] })
      for move in own where Double(move[4])! > 0 && Double(move[4])! < 1 {
        #expect(Double(move[5])! < Double(move[4])! && Double(move[4])! < Double(move[6])!)
      }
    }
    #expect(
      moves.filter { $0[1] == "rolled" }.map { Array($0[4...]) }
        == states.dropFirst().dropLast().map { Array($0[4...6]) })
  }

  /// The steps in each state that an amount gets to add up to its steps until the end.
  @Test func visitsAddUpToTheSteps() throws {
    let (visits, ends) = (try rows("--show", "visits"), try ends())
    #expect(visits[0] == ["state", "to", "visits", "visits_low", "visits_high"])
    for row in ends.dropFirst() {
      let own = visits.filter { $0[0] == row[0] }
      #expect(abs(own.reduce(0) { $0 + Double($1[2])! } - Double(row[12])!) < 1e-4)
      for visit in own where !visit[3].isEmpty {
        #expect(Double(visit[3])! <= Double(visit[2])! && Double(visit[2])! <= Double(visit[4])!)
      }
    }
    #expect(visits.contains { $0 == ["1-30", "1-30", "1.000000", "", ""] }, "a bucket is left after one step, always")
  }

  @Test func aBucketThatNothingLeftIsSaid() throws {
    let outcome = try Workplace.with([
      "ledger.csv":
        "invoice,client,issued,due,amount\nI1,C1,2023-01-01,2023-01-31,100\nI2,C2,2025-11-01,2025-12-15,10\n"
    ]) { try $0.run("migration", "ledger.csv", "--as-of", "2025-12-31", "--steps", "1", "--show", "ends") }
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
