import Foundation
import TestSupport
import Testing

private let fec = """
  JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise
  VE\tVentes\t1\t20250105\t411000\tClients\tC1\tSociété Secrète\tFA1\t20250105\tvente\t120,00\t0,00\tA\t20250630\t20250105\t\t
  VE\tVentes\t1\t20250105\t706000\tPrestations\t\t\tFA1\t20250105\tvente\t0,00\t100,00\t\t\t20250105\t\t
  VE\tVentes\t1\t20250105\t445710\tTVA\t\t\tFA1\t20250105\tvente\t0,00\t20,00\t\t\t20250105\t\t
  VE\tVentes\t2\t20250110\t411000\tClients\tC2\tSociété Cachée\tFA2\t20250110\tvente\t60,00\t0,00\t\t\t20250110\t\t
  VE\tVentes\t2\t20250110\t706000\tPrestations\t\t\tFA2\t20250110\tvente\t0,00\t60,00\t\t\t20250110\t\t
  BQ\tBanque\t3\t20250220\t512000\tBanque\t\t\tR1\t20250220\tvirement\t120,00\t0,00\t\t\t20250220\t\t
  BQ\tBanque\t3\t20250220\t411000\tClients\tC1\tSociété Secrète\tR1\t20250220\tvirement\t0,00\t120,00\tA\t20250630\t20250220\t\t

  """

/// A FEC, and tables of their own, as a user gives them.
@Suite struct SourcesCommandTests {
  @Test func checkShowsWhatAFECIs() throws {
    try Workplace.with(["732829320FEC20251231.txt": fec]) { place in
      let check = try place.run("check", "732829320FEC20251231.txt", "--format", "csv")
      #expect(check.status == 0)
      let facts = check.output.split(separator: "\n").map { line in
        line.split(separator: ",", maxSplits: 1).last.map(String.init) ?? ""
      }
      for fact in [
        "kind,FEC", "rows,7", "delimiter,tab", "variant,\"18 columns, Debit/Credit\"",
        "entries,2025-01-05 to 2025-02-20",
        "\"closing day, by the file's name\",2025-12-31", "rows used,3", "lines on other accounts,4",
        "balance of account 411,60.00", "\"open items, net\",60.00", "tie to the accounts,holds to the cent",
        "matched by lettering,\"1, 120.00, certain\"",
      ] { #expect(facts.contains(fact), "\(fact)") }
    }
  }

  @Test func theReportMarksAssumedDueDaysAndTies() throws {
    try Workplace.with(["books.txt": fec]) { place in
      #expect(try place.run("report", "books.txt", "--out", "r").errors.contains("Say the payment terms"))
      let run = try place.run("report", "books.txt", "--terms", "30", "--control-account", "60.00", "--out", "r")
      #expect(run.status == 0, "\(run.errors)")
      let page = try place.text("r/report.md")
      #expect(page.contains("The due day is assumed: issue day plus the payment terms declared. 2 rows, 180.00 EUR"))
      #expect(page.contains("accounts 411 of the FEC 60.00 = net 60.00: holds to the cent"))
      #expect(page.contains("Payments and credit notes set against invoices: by lettering 1 (120.00 EUR, certain)."))
      let record = try place.text("r/run.json")
      for fact in [
        "\"terms\": \"30\"", "\"due_days_assumed\": 2", "\"clients_accounts\": \"60.00\"", "\"rows_used\": 3",
      ] {
        #expect(record.contains(fact), "\(fact)")
      }
      #expect(try place.text("r/items.csv").contains("\nC2,FA2,2025-01-10,2025-02-09,yes,11,60.00,60.00,,"))
      #expect(try place.run("report", "books.txt", "--terms", "30", "--language", "fr", "--out", "f").status == 0)
      #expect(try place.text("f/report.md").contains("comptes 411 du FEC 60,00 = net 60,00 : vérifié au centime"))
    }
  }

  @Test func noSentenceNamesAClient() throws {
    let faults = fec.replacing("\t20250110\t411000", with: "\t2025011\t411000").replacing(
      "60,00\t0,00", with: "60,00x\t0,00")
    try Workplace.with(["books.txt": faults, "clients.csv": "client,name,terms\nC1,Société Secrète,30\n"]) { place in
      let rejected = try place.run("check", "books.txt", "--rejected", "--format", "csv")
      #expect(
        rejected.status == 2
          && rejected.output.contains("books.txt,5,Debit,,\"cannot read '60,00x' as an amount in Debit."))
      let refused = try place.run("aging", "books.txt", "clients.csv")
      #expect(refused.status == 0 || refused.status == 2)
      for text in [rejected.errors, refused.errors] { #expect(!text.contains("Soci") && !text.contains("C2")) }
    }
  }

  @Test func aWrongOptionEndsWith64() throws {
    for arguments in [["--terms", "soon"], ["--terms", "end of month"], ["--allocation", "fair"]] {
      #expect(try Program.run(["aging", "x.csv"] + arguments).status == 64)
    }
  }

  @Test func whichRateWasUsedIsSaid() throws {
    let files = [
      "ledger.csv": "invoice,client,issued,due,amount,currency\nI1,C1,2025-03-01,2025-04-01,100.00,EUR\n"
        + "I2,C1,2025-03-10,2025-04-01,100.00,USD\n",
      "rates.csv": "currency,day,rate\nUSD,2025-03-07,0.92\nUSD,2025-03-11,0.5\n", "encours.yml": "rates: rates.csv\n",
    ]
    try Workplace.with(files) { place in
      let check = try place.run("check", "ledger.csv", "--format", "csv")
      #expect(check.output.contains("\nall files,rate of USD,\"0.92, of 2025-03-07, 3 days before the as-of day\"\n"))
      let run = try place.run("report", "ledger.csv", "--out", "r", "--language", "fr")
      #expect(run.status == 0, "\(run.errors)")
      #expect(try place.text("r/aging.csv").hasSuffix("\nnet,2,192.00,\n"))
      #expect(
        try place.text("r/report.md").contains("en USD sont présentés au cours de 0,92 EUR, celui du 07/03/2025."))
      let record = try place.text("r/run.json")
      #expect(record.contains("\"rates_used\": [{\"rate\": \"USD=0.92\", \"day\": \"2025-03-07\", \"age\": 3}]"))
      #expect(record.contains("\"rate_table\": {\"file\": \"rates.csv\", \"sha256\": \""))
      let later = try place.run("check", "ledger.csv", "--as-of", "2025-04-12", "--format", "csv")
      #expect(later.status == 2 && later.errors.contains("1 row rejected"), "32 days after the last rate")
      #expect(
        try place.run("check", "ledger.csv", "--rates", "none.csv").errors.hasPrefix("encours: none.csv: cannot open: ")
      )
    }
  }

  @Test func tablesOfTheirOwn() throws {
    let files = [
      "factures.csv": "facture;client;date facture;montant ttc\nF1;C1;05/01/2025;100,00\nF2;C2;13/01/2025;50,00\n",
      "reglements.csv": "reglement;client;facture;date;montant\nR1;C1;F1;15/02/2025;100,00\nR2;C2;;20/02/2025;20,00\n",
      "clients.csv": "code client;raison sociale;délai\nC1;Dupont;30\nC2;Martin;45 fin de mois\n",
    ]
    try Workplace.with(files) { place in
      let check = try place.run("check", "factures.csv", "reglements.csv", "clients.csv", "--format", "csv")
      #expect(check.status == 0, "\(check.errors)")
      for fact in [
        "factures.csv,kind,invoices", "reglements.csv,kind,payments", "clients.csv,kind,clients",
        "reglements.csv,column invoice,facture", "all files,rows read,6", "all files,rows used,6",
        "all files,matched by reference,\"1, 100.00, certain\"",
      ] { #expect(check.output.contains("\n\(fact)\n"), "\(fact)") }
      func aging(_ rule: String) throws -> [Substring] {
        try place.run("aging", "factures.csv", "reglements.csv", "clients.csv", "--allocation", rule, "--format", "csv")
          .output.split(separator: "\n")
      }
      #expect(try aging("none").suffix(2) == ["unallocated,1,20.00,", "net,1,30.00,"])
      #expect(try aging("legal").suffix(2) == ["unallocated,0,0.00,", "net,1,30.00,"])
      let run = try place.run("report", "factures.csv", "reglements.csv", "clients.csv", "--out", "r")
      #expect(run.status == 0 && run.errors.contains("as of 2025-02-20"))
      #expect(try place.text("r/clients.csv").contains("Martin"))
    }
  }
}
