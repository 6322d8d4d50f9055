import Foundation
import Receivables
import TestSupport
import Testing

/// The `assess` command, as a user runs it.
@Suite struct AssessCommandTests {
  private let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path
  private let candidates = """
    code;nom;siren;tva;segment;achats mensuels;délai
    N1;Nouvelle Maison;732829320;FR44732829320;BTP;2 000,00;30
    N2;SARL Mairie de Cormocourt;;;Public;1000;45
    N3;Faux Numéro;732829321;;Services;500;30

    """

  private func rows(_ text: String) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
  }

  @Test func oneTableOfCandidates() throws {
    try Workplace.with(["new.csv": candidates]) { place in
      let run = try place.run("assess", "new.csv", "--ledger", ledger, "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      let found = try rows(run.output)
      #expect(found.map { $0["candidate"] as? String } == ["N1", "N2", "N3"])
      #expect(found[0]["signal_identity"] as? String == "good" && found[0]["p_late"] is Double)
      #expect(found[1]["known_client"] as? String == "C0082" && found[1]["known_by"] as? String == "name")
      #expect(found[1]["rule"] as? String == "old_debt", "759 days past due")
      #expect(found[2]["decision"] as? String == "refer")
      let french = try place.run("assess", "new.csv", "--ledger", ledger, "--language", "fr")
      #expect(french.output.contains("peut-être le client C0082 (même nom à l'écriture près)"))
      #expect(french.output.contains("Plafond : 2\u{202F}000,00 × (30 + "))
      let english = try place.run("assess", "new.csv", "--ledger", ledger)
      #expect(
        english.output.contains("its check digit is wrong") && english.output.contains("caps: tolerated loss 10,000.00")
      )
    }
  }

  /// What is known, whose rate it is, and no limit for a number that cannot be right.
  @Test func whatIsKnownIsSaidAsItIs() throws {
    let files = [
      "known.csv": "code,name,siren,monthly_purchases\nA,Une SA,732829320,1000\n",
      "wrong.csv": "code,name,siren,monthly_purchases\nB,Deux SA,732829321,1000\n",
      "nobody.csv": "code,name,segment,monthly_purchases\nC,Trois SA,,1000\n",
      "other.csv": "code,name,segment,monthly_purchases\nD,Quatre SA,Spatial,1000\n",
    ]
    try Workplace.with(files) { place in
      func shown(_ arguments: String...) throws -> String {
        try Program.run(["assess"] + arguments, folder: place.folder).output
      }
      let known = try shown("known.csv")
      #expect(known.contains("Rule: only the identity is known, so a deposit of 30.0%."))
      #expect(!known.contains("nothing is known"))
      #expect(
        try shown("known.csv", "--language", "fr").contains("Règle : seule l'identité est connue, donc un acompte"))
      #expect(try shown("nobody.csv").contains("Rule: nothing is known, so a deposit of 30.0%."))
      let wrong = try shown("wrong.csv")
      #expect(wrong.contains("Limit: none until the number is put right.") && !wrong.contains("caps:"))
      #expect(
        try shown("wrong.csv", "--language", "fr").contains("Plafond : aucun tant que le numéro n'est pas corrigé."))
      #expect(try shown("other.csv", "--ledger", ledger).contains("own ledger: rate of the portfolio"))
      #expect(
        try shown("other.csv", "--ledger", ledger, "--language", "fr").contains("taux du portefeuille"))
    }
  }

  @Test func badRowsAreReportedAndTheOthersAssessed() throws {
    let text =
      "code,name,monthly_purchases,terms\nA,Secret SA,100,30\nB,Hidden SAS,lots,30\nC\nD,Silent SCI,5,1000\n,,,\n"
    try Workplace.with(["new.csv": text]) { place in
      let run = try place.run("assess", "new.csv", "--format", "json")
      #expect(run.status == 2)
      #expect(try rows(run.output).map { $0["candidate"] as? String } == ["A"])
      #expect(run.errors.contains("new.csv:3: column 'monthly_purchases': this is not a number"))
      #expect(run.errors.contains("new.csv:4: 1 fields where the header has 4."))
      #expect(run.errors.contains("new.csv:5: column 'terms': this is not a number of days up to 365."))
      #expect(run.errors.contains("new.csv:6: the row has no code"))
      for secret in ["Secret", "Hidden", "lots", "Silent"] { #expect(!run.errors.contains(secret)) }
      #expect(try place.run("assess", "new.csv", "--max-rejected", "4").status == 0)
    }
  }

  /// What a ledger says of whoever comes is no knowledge of this one.
  @Test func nothingKnownAsksForADepositWithALedgerToo() throws {
    let ledger = Files.root.appendingPathComponent("Datasets/ledger.csv").path
    try Workplace.with(["new.csv": "code,name,segment\nN4,Sans rien,\nN5,Du bâtiment,BTP\n"]) { place in
      for arguments in [[], ["--ledger", ledger]] {
        let run = try Program.run(["assess", "new.csv", "--format", "json"] + arguments, folder: place.folder)
        let found = try rows(run.output)
        #expect(found[0]["decision"] as? String == "accept with deposit" && found[0]["deposit"] as? Double == 0.3)
        #expect((found[1]["decision"] as? String == "accept") == !arguments.isEmpty, "its segment is known there")
      }
    }
  }

  /// A client is known by the SIREN that a table of clients gives, and two rows of the table are known as one company.
  @Test func oneCompanyTwice() throws {
    let files = [
      "invoices.csv": "invoice,client,issued,due,amount\nF1,C1,2025-01-05,2025-02-04,100.00\n",
      "clients.csv": "client,name,siret\nC1,Maison Ancienne,732 829 320 00074\n",
      "new.csv": "code,name,siren\nA,Autre Nom,732829320\nB,Unie SAS,\nD,S.A.S. UNIE,428701981\n",
    ]
    try Workplace.with(files) { place in
      let run = try place.run(
        "assess", "new.csv", "--ledger", "invoices.csv", "--ledger", "clients.csv", "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      let found = try rows(run.output)
      #expect(found[0]["known_client"] as? String == "C1" && found[0]["known_by"] as? String == "siren")
      #expect(found[0]["duplicate_line"] is NSNull)
      #expect(found[1]["duplicate_line"] as? Int == 4 && found[1]["duplicate_by"] as? String == "name")
      #expect(found[2]["duplicate_line"] as? Int == 3)
      let table = try place.run("assess", "new.csv", "--ledger", "invoices.csv", "--ledger", "clients.csv")
      #expect(table.output.contains("same name but for its spelling as line 4 of the table"))
    }
  }

  /// How the first-invoice risk did on later clients is said, in the table and beside data for scripts.
  @Test func theTestOfFirstInvoicesIsShown() throws {
    // A client every third day, one in five of which pays its only invoice late.
    let first = Day(year: 2023, month: 1, day: 1)!
    let newcomers = (0..<300).map { client -> String in
      let issued = first + 3 * client
      return
        "I\(client),C\(client),\(issued),\(issued + 30),\(100 + client % 7),\(issued + (client % 5 == 0 ? 70 : 25))\n"
    }
    let own = "invoice,client,issued,due,amount,paid_on\n" + newcomers.joined()
    try Workplace.with(["new.csv": candidates, "own.csv": own]) { place in
      let table = try place.run("assess", "new.csv", "--ledger", "own.csv")
      #expect(table.output.contains("First-invoice risk, tested on"))
      #expect(table.output.contains("so the segment's rate is used. Clients first seen in the ledger's first 90 days"))
      let script = try place.run("assess", "new.csv", "--ledger", "own.csv", "--format", "json")
      #expect(try rows(script.output)[0]["p_late_by"] as? String == "segment")
      #expect(script.errors.contains("First-invoice risk, tested on"))
      let sample = try place.run("assess", "new.csv", "--ledger", ledger)
      #expect(sample.output.contains("too few clients came late enough to test") && sample.output.contains("90 days"))
    }
  }

  @Test func messagesNameNobody() throws {
    let files = [
      "new.csv": "code,siren,total_assets\nX1,732829321,12 secret\n",
      "accounts.csv":
        "siren,name,total_assets,equity\n732829320,Hidden SA,\"1,5\",2\n428701981,Hidden SA,2.5,x9\n1,2\n",
      "train.csv": "name,debt,failed\n" + (0..<40).map { "Secret \($0),\($0),\($0 % 2)\n" }.joined()
        + "Secret Z,veiled,1\nSecret Z,3,\n",
    ]
    try Workplace.with(files) { place in
      let runs = try [
        place.run("assess", "new.csv"), place.run("assess", "new.csv", "--financials", "accounts.csv"),
        place.run("assess", "--train", "train.csv", "--outcome", "failed"),
        place.run("assess", "--train", "train.csv", "--outcome", "name"),
        place.run("assess", "--train", "train.csv", "--outcome", "failed", "--event", "Secret Z"),
      ]
      #expect(runs[1].errors.contains("accounts.csv"), "\(runs[1].errors)")
      #expect(runs[2].errors.contains("train.csv:42: column 'debt': this is not a number."))
      for run in runs {
        for secret in ["Secret", "secret", "Hidden", "7328", "4287", "veiled", "x9"] {
          #expect(!run.errors.contains(secret), "\(run.errors)")
        }
      }
    }
  }

  @Test func settingsAreReadFromTheFile() throws {
    let files = [
      "new.csv": "code,monthly_purchases\nA,100000\n",
      "encours.yml": "assess:\n  tolerated_loss: 20000\n  deposit: 0.4\n",
      "odd.yml": "assess:\n  toleratedloss: 1\n", "range.yml": "assess:\n  deposit: 40\n", "list.yml": "- 1\n",
      "section.yml": "letters:\n  a: 1\n", "broken.yml": "a: [\n",
    ]
    try Workplace.with(files) { place in
      let run = try place.run("assess", "new.csv", "--format", "csv")
      #expect(run.output.contains("A,,accept with deposit,nothing_known,20000.00,30,0.400000"))
      func sentence(_ name: String) throws -> String {
        let run = try place.run("assess", "new.csv", "--config", name)
        #expect(run.status == 1 && run.output.isEmpty)
        return run.errors
      }
      #expect(
        try sentence("odd.yml").contains(
          "odd.yml:2: 'toleratedloss' is no threshold of assess. Thresholds are tolerated_loss,"))
      #expect(try sentence("range.yml").contains("range.yml:2: deposit is '40'. Expected a number from 0 to 1."))
      #expect(try sentence("list.yml").contains("expected settings such as"))
      #expect(try sentence("section.yml").contains("section.yml:1: 'letters' is no setting."))
      #expect(try sentence("broken.yml").contains("this is no YAML"))
      #expect(try sentence("none.yml").contains("none.yml: cannot open."))
    }
  }

  @Test func statementsOfTheirOwnTable() throws {
    let files = [
      "new.csv": "code,siren,monthly_purchases\nA,732829320,1000\nB,428701981,1000\n",
      "accounts.csv": """
      siren,total_assets,current_assets,current_liabilities,total_liabilities,equity,retained_earnings,ebit,sales
      732829320,1000000,600000,300000,500000,500000,200000,100000,1500000
      428701981,1000000,600000,300000,500000,500000,200000,100000,1500

      """,
    ]
    try Workplace.with(files) { place in
      let run = try place.run("assess", "new.csv", "--financials", "accounts.csv", "--format", "json")
      #expect(run.status == 0, "\(run.errors)")
      let found = try rows(run.output)
      // Z'' = 6.56 × 0.3 + 3.26 × 0.2 + 6.72 × 0.1 + 1.05
      #expect(found[0]["z_second"] as? Double == 4.342 && found[0]["z_second_zone"] as? String == "safe")
      #expect(found[0]["decision"] as? String == "accept")
      #expect(found[1]["z_prime"] is NSNull && run.output.contains("euros mixed with thousands?"))
      let table = try place.run("assess", "new.csv", "--financials", "accounts.csv")
      #expect(table.output.contains("missing: stocks, permanent capital") && table.output.contains("(1983) (B)"))
    }
  }

  @Test func aModelIsTrainedAndApplied() throws {
    var random = SeededGenerator(seed: 1)
    var text = "debt_ratio;size;failed\n"
    for _ in 0..<300 {
      let debt = Double.random(in: 0...1, using: &random)
      text += "\((debt * 1000).rounded() / 1000);\(Int.random(in: 1...9, using: &random));"
      text += Double.random(in: 0..<1, using: &random) < debt * debt ? "1\n" : "0\n"
    }
    let files = ["train.csv": text, "new.csv": "code;debt_ratio;size\nA;0.95;3\nB;0.05;3\nC;;3\n"]
    try Workplace.with(files) { place in
      let run = try place.run(
        "assess", "--train", "train.csv", "--outcome", "failed", "--model", "m.json", "--format", "csv")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.hasPrefix("measure,value\nrows,300\nevents,"))
      let applied = try place.run("assess", "new.csv", "--model", "m.json", "--format", "json")
      let risks = try rows(applied.output).compactMap { $0["p_failure"] as? Double }
      #expect(risks[0] > 0.6 && risks[1] < 0.2, "\(applied.errors)")
      let people = try place.run("assess", "new.csv", "--model", "m.json")
      #expect(people.output.contains("so the average of the training rows: debt_ratio"))
      let shown = try place.run("assess", "--train", "train.csv", "--outcome", "failed")
      #expect(shown.output.contains("Calibration, by tenth") && shown.output.contains("debt_ratio"))
      let scorecard = try place.run(
        "assess", "--train", "train.csv", "--outcome", "failed", "--form", "evidence", "--format", "csv")
      #expect(scorecard.output.contains("penalty_evidence,") && !scorecard.output.contains("penalty_curve"))
      let wrong = try place.run("assess", "--train", "train.csv", "--outcome", "size")
      #expect(wrong.status == 1 && wrong.errors.contains("column 'size' has 9 different values"))
      let other = try place.run("assess", "new.csv", "--model", "train.csv")
      #expect(other.status == 1 && other.errors.contains("this is not a model of failure."))
      #expect(try place.run("assess").status == 64)
    }
  }

  @Test func manyCandidates() throws {
    var text = "code,name,siren,segment,monthly_purchases\n"
    for row in 0..<5_000 { text += "K\(row),Maison \(row),732829320,BTP,\(row)\n" }
    try Workplace.with(["many.csv": text]) { place in
      let run = try place.run("assess", "many.csv", "--ledger", ledger, "--format", "csv", "--threads", "1")
      let two = try place.run("assess", "many.csv", "--ledger", ledger, "--format", "csv", "--threads", "2")
      #expect(run.status == 0 && run.output == two.output)
      #expect(run.output.utf8.count(where: { $0 == 10 }) == 5_001)
    }
  }
}
