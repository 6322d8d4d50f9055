import Foundation
import TestSupport
import Testing

/// `fit`, `validate`, `score` and `report` where there is too little to learn from, or nothing fits: a sentence, an exit status,
/// and a report with the baseline.
@Suite struct ModelEdgeTests {
  /// A ledger of invoices due after 30 days; a third of the clients pays late.
  private static func ledger(
    _ count: Int = 600, clients: Int = 20, region: (Int, Bool) -> String? = { _, _ in nil },
    isLate: (Int, Int) -> Bool = { number, client in number * 7 % 10 < (client < 7 ? 7 : 1) }
  ) -> String {
    var lines = ["invoice,client,issued,due,amount,paid_on" + (region(0, false) == nil ? "" : ",region")]
    for number in 0..<count {
      let client = number * 13 % clients
      let late = isLate(number, client)
      let issued = number * 600 / count
      let paid = issued + 30 + (late ? 31 + number % 20 : number % 15 - 5)
      let days = [issued, issued + 30, paid].map { "\(day($0))" }
      let fields = ["F\(number)", "C\(client)", days[0], days[1], "\(100 + number * 37 % 900).00", days[2]]
      lines.append((fields + [region(number, late)].compactMap(\.self)).joined(separator: ","))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let validate = [
    "validate", "ledger.csv", "--train-until", "2025-01-31", "--test-from", "2025-02-01", "--test-until", "2025-06-30",
    "--format", "csv",
  ]

  private func run(_ ledger: String, _ arguments: [String]) throws -> Program.Outcome {
    try Workplace.with(["ledger.csv": ledger]) { try Program.run(arguments, folder: $0.folder) }
  }

  /// Too little or one outcome only.
  @Test(arguments: [
    ("nobody is late", ledger(isLate: { _, _ in false })), ("everybody is late", ledger(isLate: { _, _ in true })),
    ("thirty rows", ledger(30)), ("one row", ledger(1)),
  ]) func tooLittleIsSaidAndTheReportHasTheBaseline(name: String, ledger: String) throws {
    try Workplace.with(["ledger.csv": ledger]) { place in
      let fit = try place.run("fit", "ledger.csv", "--model", "model.json")
      #expect(
        fit.status == 1
          && fit.errors.contains("No model: among the rows usable for learning the rarer outcome occurs "),
        "\(name): \(fit.errors)")
      #expect(fit.errors.contains("Try another --late-after, or a ledger that goes further back."))
      #expect(try !place.content.contains("model.json"))
      let test = try Program.run(Self.validate, folder: place.folder)
      #expect(test.status == 1 && test.errors.contains("encours: no test: ") && test.output.isEmpty, "\(name)")
      #expect(try place.run("report", "ledger.csv", "--out", "report").status == 0)
      let page = try place.text("report/report.md")
      let baseline = "An untested model is not used: the ranking uses each client's own late rate instead."
      #expect(page.contains(name == "one row" ? "Not enough data for any probability of being late" : baseline))
    }
  }

  /// Ledgers that have a model: fitted, tested, written and applied without a word about failure.
  @Test(arguments: [
    ("one client", ledger(clients: 1, isLate: { number, _ in number % 3 == 0 }), [String]()),
    ("perfect separation", ledger(isLate: { _, client in client < 7 }), []),
    ("an attribute that tells the outcome", ledger(region: { _, isLate in isLate ? "late" : "prompt" }), ["region"]),
    ("a level for each row", ledger(region: { number, _ in "R\(number)" }), ["region"]),
    ("blank cells", ledger(region: { number, _ in number % 3 == 0 ? "" : "North" }), ["region"]),
  ]) func whatCanBeFittedIs(name: String, ledger: String, attributes: [String]) throws {
    let declared = attributes.flatMap { ["--attribute", $0] }
    try Workplace.with(["ledger.csv": ledger]) { place in
      let fit = try Program.run(
        ["fit", "ledger.csv", "--model", "model.json"] + declared, folder: place.folder)
      #expect(fit.status == 0 && fit.errors.contains("fitted on "), "\(name): \(fit.errors)")
      let test = try Program.run(Self.validate + declared, folder: place.folder)
      #expect(test.status == 0 && test.output.contains("\nmodel,"), "\(name): \(test.errors)")
      let score = try place.run("score", "ledger.csv", "--model", "model.json", "--format", "csv")
      #expect(score.status == 0 && !score.output.lowercased().contains("nan"), "\(name): \(score.errors)")
      let report = try Program.run(["report", "ledger.csv", "--out", "report"] + declared, folder: place.folder)
      let page = try place.text("report/report.md")
      #expect(report.status == 0 && !page.contains(" nan"), "\(name)")
    }
  }

  /// An attribute with one level is no attribute: the same predictions, and it is named.
  @Test func oneLevelSaysNothing() throws {
    let with = Self.ledger(region: { _, _ in "X" })
    try Workplace.with(["ledger.csv": with]) { place in
      func predictions(_ options: [String]) throws -> String {
        let run = try Program.run(Self.validate + options + ["--predictions", "p.csv"], folder: place.folder)
        #expect(run.status == 0, "\(run.errors)")
        return try place.text("p.csv")
      }
      #expect(try predictions([]) == predictions(["--attribute", "region"]))
      let fit = try place.run("fit", "ledger.csv", "--attribute", "region", "--model", "model.json")
      #expect(fit.errors.contains("left out, since they have one value only: "))
      #expect(fit.errors.contains("record of its region"))
    }
  }

  @Test(arguments: ["fit", "validate", "report"]) func anAbsentColumnIsNamed(command: String) throws {
    let options =
      switch command {
      case "fit": ["fit", "ledger.csv", "--model", "model.json"]
      case "report": ["report", "ledger.csv", "--out", "report"]
      default: Self.validate
      }
    let run = try run(Self.ledger(), options + ["--attribute", "region"])
    #expect(run.status == 1)
    #expect(run.errors.contains("ledger.csv: there is no column 'region'. The header has 'invoice', 'client',"))
  }

  /// Every prediction has the event: no ranking, and it is said.
  @Test func aTestOfOneOutcomeHasNoRanking() throws {
    let run = try run(
      Self.ledger(isLate: { number, client in number < 300 && client < 7 }),
      Self.validate)
    #expect(run.status == 0)
    #expect(run.errors.contains("none of the "))
    #expect(run.errors.contains("so that ranking and calibration slope cannot be told: choose a longer test"))
    let model = run.output.split(separator: "\n")[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(model[0] == "model" && model[2] == "0" && model[3].isEmpty && model[8].isEmpty && !model[6].isEmpty)
  }

  @Test(arguments: [
    (["2025-01-31", "2025-01-31", "2025-03-31"], 64, "--test-from must be after --train-until."),
    (["2025-01-31", "2025-03-01", "2025-02-28"], 64, "--test-until must not be before --test-from."),
    (["2025-01-31", "2027-02-01", "2027-02-28"], 1, "no test: no invoice issued from 2027-02-01 to 2027-02-28 has"),
    (
      ["2020-01-31", "2025-02-01", "2025-02-28"], 1,
      "no test: with what was known on 2020-01-31: No model: among the rows"
    ),
  ]) func daysThatTestNothingAreSaid(days: [String], status: Int32, sentence: String) throws {
    let run = try run(
      Self.ledger(),
      ["validate", "ledger.csv", "--train-until", days[0], "--test-from", days[1], "--test-until", days[2]])
    #expect(run.status == status && run.errors.contains(sentence), "\(run.errors)")
  }

  /// An option without effect would be taken to have had one.
  @Test(arguments: [
    (
      ["fit", "ledger.csv", "--model", "m", "--task", "open", "--late-after", "5"],
      "--late-after goes with --task issue."
    ),
    (
      ["fit", "ledger.csv", "--model", "m", "--task", "open", "--attribute", "x"], "--attribute goes with --task issue"
    ),
    (validate + ["--task", "open", "--late-after", "5"], "--late-after goes with --task issue."),
    (validate + ["--task", "open", "--attribute", "x"], "--attribute goes with --task issue"),
    (validate + ["--within", "7"], "--within, --items and --every go with --task open."),
    (validate + ["--items", "not-due"], "--within, --items and --every go with --task open."),
    (validate + ["--every", "14"], "--within, --items and --every go with --task open."),
    (["aging", "ledger.csv", "--attribute", "x"], "Unknown option '--attribute'"),
    (["assess", "ledger.csv", "--attribute", "x"], "--attribute says how to read a ledger: it goes with --ledger."),
  ]) func anOptionWithoutEffectIsRefused(arguments: [String], sentence: String) throws {
    let run = try run(Self.ledger(5), arguments)
    #expect(run.status == 64 && run.errors.contains(sentence), "\(run.errors)")
  }

  @Test func aModelFileThatIsNoneIsRefused() throws {
    try Workplace.with(["ledger.csv": Self.ledger(region: { number, _ in number % 2 == 0 ? "N" : "S" })]) { place in
      #expect(
        try place.run("fit", "ledger.csv", "--as-of", "2025-06-30", "--attribute", "region", "--model", "m.json")
          .status == 0)
      let model = try place.text("m.json")
      func refused(_ text: String, _ sentence: String) throws {
        try place.write(Data(text.utf8), to: "other.json")
        let run = try place.run("score", "ledger.csv", "--model", "other.json")
        #expect(
          run.status == 1 && run.output.isEmpty && run.errors.contains("other.json: " + sentence), "\(run.errors)")
      }
      let noModel = "this is not a model file of encours, or not a whole one. Write one with encours fit."
      try refused("{\"version\": 1}", "the model file has version 1, and this program reads version 4. Fit again.")
      try refused(String(model.prefix(model.count / 2)), noModel)
      try refused("{}", noModel)
      let number = try Regex("\"deviation\" : [-+0-9.e]+")
      try refused(model.replacing(number, with: "\"deviation\" : NaN"), noModel)
      try refused(model.replacing(number, with: "\"deviation\" : 1e999"), noModel)
      try refused(model.replacing(number, with: "\"deviation\" : 0"), "its numbers cannot be those of a model")

      // A model of invoices at issue has no horizon, and one with an attribute needs its column.
      let within = try place.run("score", "ledger.csv", "--model", "m.json", "--within", "30")
      #expect(within.status == 64 && within.errors.contains("--within goes with a model of open items"))
      try place.write(Data(Self.ledger().utf8), to: "without.csv")
      let without = try place.run("score", "without.csv", "--model", "m.json")
      #expect(without.status == 1 && without.errors.contains("encours: the model uses --attribute 'region'\n"))
      #expect(without.errors.contains("without.csv: there is no column 'region'."))
      #expect(try place.run("fit", "ledger.csv", "--model", "plain.json").status == 0)
      let unused = try place.run("score", "ledger.csv", "--model", "plain.json", "--attribute", "region")
      #expect(unused.status == 64 && unused.errors.contains("plain.json uses no attribute: leave out --attribute."))
    }
  }

  /// Two files of one name are two inputs.
  @Test func everyInputHasItsDigest() throws {
    let lines = Self.ledger().split(separator: "\n").map(String.init)
    let halves = [lines[1...300], lines[301...]].map { ([lines[0]] + $0).joined(separator: "\n") + "\n" }
    try Workplace.with(["a/ledger.csv": halves[0], "b/ledger.csv": halves[1]]) { place in
      let fit = try place.run("fit", "a/ledger.csv", "b/ledger.csv", "--model", "m.json")
      #expect(fit.status == 0, "\(fit.errors)")
      struct Model: Decodable {
        struct Input: Decodable {
          let file: String
          let sha256: String
        }
        let inputs: [Input]
      }
      let inputs = try JSONDecoder().decode(Model.self, from: Data(place.text("m.json").utf8)).inputs
      #expect(inputs.map(\.file) == ["ledger.csv", "ledger.csv"] && inputs[0].sha256 != inputs[1].sha256)
    }
  }

  /// People read words; scripts read names that no language and no release changes.
  @Test func namesAreForScriptsAndWordsForPeople() throws {
    try Workplace.with(["ledger.csv": Self.ledger()]) { place in
      func output(_ arguments: [String]) throws -> String {
        let run = try Program.run(arguments, folder: place.folder)
        #expect(run.status == 0, "\(run.errors)")
        return run.output
      }
      let validate = Array(Self.validate.dropLast(2))
      let (english, french) = (try output(validate), try output(validate + ["--language", "fr", "--format", "md"]))
      #expect(english.contains("client's late rate") && french.contains("taux d'impayé du client"))
      #expect(!english.contains("client_rate") && !french.contains("client_rate"))
      let scripts = try ["en", "fr"].map { try output(Self.validate + ["--show", "reliability", "--language", $0]) }
      #expect(scripts[0] == scripts[1] && scripts[0].contains("\nclient_rate,10,"))

      _ = try output(["fit", "ledger.csv", "--model", "m.json"])
      let drift = ["score", "ledger.csv", "--model", "m.json", "--drift"]
      #expect(try output(drift).contains("client's payment record, log-odds"))
      let keys = try ["en", "fr"].map { try output(drift + ["--format", "csv", "--language", $0]) }
      #expect(
        keys[0] == keys[1]
          && keys[0].hasPrefix("group,feature,psi,expected_by_chance,farthest_period,verdict\n,client_curve,"))
      #expect(keys[0].contains(",stable\n"))

      let asOf = ["--as-of", "2025-08-01"]
      _ = try output(["fit", "ledger.csv", "--task", "open", "--model", "o.json"] + asOf)
      let open = try output(["score", "ledger.csv", "--model", "o.json", "--drift", "--format", "json"] + asOf)
      #expect(open.contains("\"group\": \"not_due\", \"feature\": \"portfolio_odds\""))
    }
  }

  /// Nothing is left to predict of an item that is as late as was asked.
  @Test func anItemThatIsLateAlreadyIsCertain() throws {
    let open = "OPEN,C1,2025-01-01,2025-02-01,100.00,\n"
    try Workplace.with(["ledger.csv": Self.ledger() + open]) { place in
      #expect(try place.run("fit", "ledger.csv", "--as-of", "2025-08-01", "--model", "m.json").status == 0)
      let score = try place.run(
        "score", "ledger.csv", "--as-of", "2025-08-01", "--model", "m.json", "--format", "csv")
      #expect(score.output.contains("C1,OPEN,2025-01-01,2025-02-01,100.00,1.000000,already 181 days past due\n"))
    }
  }
}
