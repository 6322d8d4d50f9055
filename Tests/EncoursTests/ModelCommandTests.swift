import Foundation
import Receivables
import TestSupport
import Testing

/// `validate`, `fit` and `score`, as a user runs them on the committed sample.
@Suite struct ModelCommandTests {
  private let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path

  private func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

  @Test(arguments: [
    ["--task", "issue", "--late-after", "0"], ["--task", "open", "--within", "14"],
    ["--task", "open", "--items", "not-due"],
  ])
  func validateComparesWithTheSimpleRules(task: [String]) throws {
    try Files.withTemporaryFolder { folder in
      let file = folder.appendingPathComponent("predictions.csv")
      let run = try Program.run(
        ["validate", ledger, "--train-until", "2025-04-30", "--test-from", "2025-05-01", "--test-until", "2025-07-31"]
          + task + ["--format", "csv", "--predictions", file.path])
      #expect(run.status == 0, "\(run.errors)")
      let table = lines(run.output).map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      #expect(
        table.map { $0[0] } == [
          "predictor", "model", "portfolio_rate", "client_rate", "age_times_amount", "pooled_kaplan_meier",
        ] + (task.contains("issue") ? ["random_intercept"] : []))
      let predictions = lines(try String(contentsOf: file, encoding: .utf8))
      #expect(predictions[0] == "prediction_day,invoice,client,p,outcome")
      #expect(predictions.count - 1 == Int(table[1][1]))
      let outcomes = predictions.dropFirst().map { $0.split(separator: ",").last! }
      #expect(outcomes.count { $0 == "1" } == Int(table[1][2]))
    }
  }

  /// A month at a time, the model may know what happened until the month begins: the same rows, other probabilities.
  @Test(arguments: [["--late-after", "0"], ["--task", "open", "--within", "14"]])
  func rollingPredictsTheSameRows(task: [String]) throws {
    func events(_ options: [String]) throws -> [String] {
      let run = try Program.run(
        [
          "validate", ledger, "--train-until", "2025-04-30", "--test-from", "2025-05-01", "--test-until",
          "2025-06-30", "--format", "csv",
        ] + task + options)
      #expect(run.status == 0)
      return lines(run.output)[1].split(separator: ",").map(String.init)
    }
    let (whole, rolling) = (try events([]), try events(["--rolling"]))
    #expect(whole[1...2] == rolling[1...2] && whole[3] != rolling[3])
  }

  @Test func whatCannotBeTestedIsSaid() throws {
    let early = try Program.run(
      ["validate", ledger, "--train-until", "2023-01-05", "--test-from", "2023-01-06", "--test-until", "2023-02-28"])
    #expect(early.status == 1 && early.output.isEmpty)
    #expect(
      early.errors.contains(
        "no test: with what was known on 2023-01-05: No model: among the rows usable for learning the rarer outcome occurs"
      ))
    let late = try Program.run(
      ["validate", ledger, "--train-until", "2025-04-30", "--test-from", "2025-12-30", "--test-until", "2025-12-31"])
    #expect(late.status == 1)
    #expect(
      late.errors.contains("no test: no invoice issued from 2025-12-30 to 2025-12-31 has an outcome by 2025-12-31."))
    let order = try Program.run(
      ["validate", ledger, "--train-until", "2025-05-01", "--test-from", "2025-05-01", "--test-until", "2025-06-30"])
    #expect(order.status == 64 && order.errors.contains("--test-from must be after --train-until."))
  }

  @Test func aModelOfOpenItemsIsFittedAndApplied() throws {
    try Files.withTemporaryFolder { folder in
      let model = folder.appendingPathComponent("open.json").path
      let fit = try Program.run(["fit", ledger, "--task", "open", "--as-of", "2025-09-30", "--model", model])
      #expect(fit.status == 0, "\(fit.errors)")
      #expect(fit.errors.contains("outcomes of items past due") && fit.errors.contains("outcomes of items not due yet"))
      let score = try Program.run(["score", ledger, "--as-of", "2025-12-31", "--model", model, "--format", "csv"])
      #expect(score.status == 0 && lines(score.output)[0] == "client,invoice,issued,due,balance,p_paid,reasons")
      #expect(lines(score.output).count - 1 == 398)
      let french = try Program.run(
        ["score", ledger, "--model", model, "--within", "60", "--language", "fr", "--format", "table"])
      #expect(french.output.contains("P(réglée sous 60 j)"))
      let drift = try Program.run(["score", ledger, "--model", model, "--drift", "--format", "csv"])
      #expect(lines(drift.output).count == 23)
      #expect(try Program.run(["score", ledger, "--model", model, "--within", "0"]).status == 64)
    }
  }

  @Test func aModelIsFittedAndApplied() throws {
    try Files.withTemporaryFolder { folder in
      let model = folder.appendingPathComponent("model.json").path
      let fit = try Program.run(["fit", ledger, "--as-of", "2025-09-30", "--model", model])
      #expect(fit.status == 0 && fit.errors.contains("encours: fitted on "))
      let score = try Program.run(
        ["score", ledger, "--as-of", "2025-12-31", "--model", model, "--format", "csv"])
      #expect(score.status == 0)
      #expect(lines(score.output)[0] == "client,invoice,issued,due,balance,p_late,reasons")
      // As many open items as the aging of that day has.
      #expect(lines(score.output).count - 1 == 398)
      let drift = try Program.run(["score", ledger, "--model", model, "--drift", "--format", "csv"])
      #expect(
        lines(drift.output)[0] == "group,feature,psi,expected_by_chance,farthest_period,verdict"
          && lines(drift.output).count == 11)

      // Open items are mostly those of bad payers: no sign that the population has moved.
      let again = try Program.run(["fit", ledger, "--as-of", "2025-12-31", "--model", model])
      #expect(again.status == 0)
      #expect(try Program.run(["score", ledger, "--as-of", "2025-12-31", "--model", model]).errors.isEmpty)

      let hindsight = try Program.run(["score", ledger, "--as-of", "2025-06-30", "--model", model])
      #expect(hindsight.status == 1 && hindsight.errors.contains("its scores would be hindsight."))
      let other = try Program.run(["score", ledger, "--model", ledger])
      #expect(other.status == 1)
      #expect(other.errors.contains("this is not a model file of encours, or not a whole one."))
      let cut = try String(contentsOfFile: model, encoding: .utf8).prefix(700)
      try Data(cut.utf8).write(to: URL(fileURLWithPath: model))
      #expect(try Program.run(["score", ledger, "--model", model]).status == 1)
    }
  }

  /// Days of a quarter that is like the ones before: each has its own mixture of ages and of the time of the month, as those
  /// of the fit had.
  @Test(arguments: ["issue", "open"]) func aStablePopulationIsSaidToBeOne(task: String) throws {
    try Files.withTemporaryFolder { folder in
      let model = folder.appendingPathComponent("model.json").path
      #expect(try Program.run(["fit", ledger, "--as-of", "2025-06-30", "--task", task, "--model", model]).status == 0)
      for day in ["2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31"] {
        let drift = try Program.run(
          ["score", ledger, "--as-of", day, "--model", model, "--drift", "--format", "csv"])
        #expect(drift.status == 0 && !drift.errors.contains("shifted"), "\(drift.errors)")
        #expect(!drift.output.contains(",shifted\n") && !drift.output.contains(",untold\n"), "\(drift.output)")
      }
    }
  }

  /// All clients begin to pay sixty days later.
  @Test(arguments: ["issue", "open"]) func aPopulationThatHasShiftedIsSaidToHave(task: String) throws {
    let shifted = try String(contentsOfFile: ledger, encoding: .utf8).split(separator: "\n").map { line -> String in
      var fields = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
      let parts = fields[10].split(separator: "/").compactMap { Int($0) }
      guard parts.count == 3, let paid = Day(year: parts[2], month: parts[1], day: parts[0]),
        paid >= Day(year: 2025, month: 7, day: 1)!
      else { return String(line) }
      let (year, month, day) = (paid + 60).calendar
      fields[10] = "\(day)/\(month)/\(year)"
      return fields.joined(separator: ";")
    }
    try Workplace.with(["shifted.csv": shifted.joined(separator: "\n")]) { place in
      #expect(
        try place.run("fit", ledger, "--as-of", "2025-06-30", "--task", task, "--model", "model.json").status == 0)
      let drift = try place.run(
        "score", "shifted.csv", "--as-of", "2025-11-30", "--model", "model.json", "--drift", "--format", "csv")
      #expect(drift.errors.contains("encours: the population has shifted since 2025-06-30: "), "\(drift.errors)")
      #expect(drift.output.contains(",shifted\n"))
    }
  }

  /// A model remembers which columns it uses, and a ledger read otherwise is refused.
  @Test func anAttributeGoesWithItsModel() throws {
    try Files.withTemporaryFolder { folder in
      let model = folder.appendingPathComponent("model.json").path
      #expect(
        try Program.run(["fit", ledger, "--as-of", "2025-09-30", "--attribute", "segment", "--model", model]).status
          == 0)
      let drift = try Program.run(["score", ledger, "--model", model, "--drift", "--format", "csv"])
      #expect(drift.status == 0 && drift.output.contains(",attribute:segment,"))
      let other = try Program.run(["score", ledger, "--model", model, "--attribute", "devise"])
      #expect(other.status == 1)
      #expect(other.errors.contains("the model uses other attributes: segment, in this order."))
      let twice = try Program.run(["fit", ledger, "--attribute", "segment", "--attribute", "segment", "--model", model])
      #expect(twice.status == 64 && twice.errors.contains("--attribute names a column twice."))
    }
  }
}
