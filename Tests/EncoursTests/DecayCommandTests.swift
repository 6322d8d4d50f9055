import Foundation
import TestSupport
import Testing

@Suite struct DecayCommandTests {
  private static let sample = Files.root.appendingPathComponent("Datasets/ledger.csv").path

  private func run(_ options: String...) throws -> Program.Outcome {
    try Program.run(["decay", Self.sample, "--as-of", "2025-12-31"] + options)
  }

  private func rows(_ options: String...) throws -> [[String]] {
    let outcome = try Program.run(["decay", Self.sample, "--as-of", "2025-12-31", "--format", "csv"] + options)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test(arguments: [
    ([], "day,at_risk,unpaid,low,high,paid_within_30,paid_within_30_low,paid_within_30_high"),
    (["--what", "outcomes"], "day,outcome,probability,low,high"),
    (["--what", "hazard"], "first_day,last_day,at_risk,payments,daily_hazard,low,high"),
    (["--what", "knee"], "split,hazard_before,hazard_after,ratio,low,high,clients"),
    (
      ["--what", "tail"],
      "law,from,at_risk,payments,half_life,half_life_low,half_life_high,shape,shape_low,shape_high,log_likelihood,aic,"
        + "p_value"
    ), (["--what", "test", "--by", "segment"], "test,chi_squared,degrees_of_freedom,p_value,clients"),
    (["--by", "segment"], "segment,day,at_risk,unpaid,low,high,paid_within_30,paid_within_30_low,paid_within_30_high"),
    (["--by", "segment", "--what", "knee"], "segment,split,hazard_before,hazard_after,ratio,low,high,clients"),
  ]) func theColumnsAreStable(options: [String], header: String) throws {
    let outcome = try Program.run(["decay", Self.sample, "--as-of", "2025-12-31", "--format", "csv"] + options)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix(header + "\n"))
  }

  /// R, in Tests/References/decay_reference.json: 687 at risk on day 30, .139659 still open.
  @Test func theCurveIsThatOfTheReference() throws {
    let curve = try rows()
    #expect(curve[3].prefix(3) == ["30", "687", "0.139659"])
    let segments = try rows("--by", "segment")
    #expect(Set(segments.dropFirst().map(\.[0])) == ["BTP", "Industrie", "Négoce", "Public", "Services"])
    let atRisk = segments.filter { $0[1] == "30" }.compactMap { Int($0[2]) }
    #expect(atRisk.reduce(0, +) == 687, "segments are a partition")
  }

  @Test func theOutcomesSumToOne() throws {
    for weight in ["invoice", "amount"] {
      let outcomes = try rows("--what", "outcomes", "--weight", weight).dropFirst()
      for day in ["30", "90", "180", "365"] {
        let sum = outcomes.filter { $0[0] == day }.compactMap { Double($0[2]) }.reduce(0, +)
        #expect(abs(sum - 1) < 3e-6, "six decimals each")
      }
      #expect(outcomes.prefix(4).map(\.[1]) == ["paid", "credited", "written_off", "open"])
    }
  }

  @Test func amountsAreInTheLedgersCurrency() throws {
    let curve = try rows("--weight", "amount")
    #expect(curve[1][1].contains(".") && Double(curve[1][1])! > 8_000_000)
    let table = try run("--weight", "amount", "--what", "curve").output
    #expect(table.contains("Amount followed"))
  }

  /// Drawn clients make wider intervals than drawn invoices; the estimate is the same.
  @Test func theIntervalSaysWhatIsDrawn() throws {
    let (invoices, clients) = (try rows()[3], try rows("--interval", "client")[3])
    #expect(invoices[2] == clients[2])
    #expect(Double(clients[3])! < Double(invoices[3])! && Double(invoices[4])! < Double(clients[4])!)
  }

  @Test func fromMovesTheKneeAndTheTail() throws {
    #expect(try rows("--what", "knee", "--from", "45")[1][0] == "45")
    let tail = try rows("--what", "tail", "--from", "45")
    #expect(tail.dropFirst().map(\.[0]) == ["kaplan_meier", "exponential", "weibull"])
    #expect(tail.dropFirst().allSatisfy { $0[1] == "45" })
  }

  @Test func theSeedMovesTheBootstrapAlone() throws {
    let (one, two) = (try rows("--what", "knee"), try rows("--what", "knee", "--seed", "2"))
    #expect(one[1].prefix(4) == two[1].prefix(4) && one[1][4] != two[1][4])
    let threads = try ["1", "2", "3"].map { try rows("--what", "knee", "--threads", $0) }
    #expect(threads[0] == threads[1] && threads[1] == threads[2] && threads[0] == one)
  }

  @Test func aTableShowsEveryPart() throws {
    let english = try run("--by", "segment").output
    for title in [
      "Still unpaid, by days past due", "How debts end", "Payments after day 30", "Whether segments differ",
    ] {
      #expect(english.contains(title + "\n\n"))
    }
    let french = try run("--language", "fr", "--format", "md").output
    #expect(french.contains("## Issue des créances\n\n| Jours de retard |"))
    #expect(!french.contains("segment"), "without --by there is nothing to compare")
  }

  @Test(arguments: [
    (["--from", "0"], "--from must be between 1 and 365."),
    (["--replicates", "10"], "--replicates must be between 99 and 99999."),
    (
      ["--weight", "amount", "--interval", "invoice"],
      "--weight amount has no --interval invoice: the euros of one invoice are paid together."
    ), (["--what", "test"], "--show test compares segments: add --by segment."),
  ]) func aWrongCommandLineIsSaid(options: [String], sentence: String) throws {
    let outcome = try Program.run(["decay", Self.sample] + options)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains(sentence))
  }

  /// Two invoices tell nothing, and say how little they are.
  @Test func tooLittleDataIsSaid() throws {
    let text = ledger("I1,C1,2025-01-01,2025-01-31,100.00", "I2,C1,2025-01-05,2025-02-04,50.00")
    let table = try encours("decay", "--as-of", "2025-03-31", ledger: text)
    #expect(table.status == 0)
    #expect(table.output.contains("not enough data (2 invoices, 10 needed)"))
    #expect(!table.output.contains("nan") && !table.output.contains("inf"))
    let csv = try encours("decay", "--as-of", "2025-03-31", "--format", "csv", ledger: text)
    #expect(csv.output.contains("\n0,2,,,,,,\n"))
  }

  /// An opening balance: the item counts from the day after it entered.
  @Test func openingItemsAreReadAndUnderstood() throws {
    let text = """
      facture;client;emise_le;echeance;montant;payee_le;reprise_le
      A;C1;01/10/2024;31/10/2024;100,00;20/01/2025;31/12/2024
      B;C1;01/01/2025;31/01/2025;100,00;10/02/2025;
      C;C2;15/11/2024;15/12/2024;100,00;;31/12/2024

      """
    let check = try encours("check", "--as-of", "2025-03-31", "--format", "csv", ledger: text)
    #expect(check.output.contains("column entered_on,reprise_le (day first)"))
    #expect(check.output.contains("rows rejected,0"))
    let decay = try encours("decay", "--as-of", "2025-03-31", "--format", "csv", ledger: text)
    // On the due day only B was followed; C came 16 days later, A 61.
    #expect(decay.output.contains("\n0,1,") && decay.output.contains("\n30,1,") && decay.output.contains("\n60,1,"))
    #expect(decay.output.contains("\n90,1,"))
  }
}
