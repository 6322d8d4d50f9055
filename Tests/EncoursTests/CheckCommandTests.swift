import Foundation
import TestSupport
import Testing

/// What a bookkeeper sees of a file.
@Suite struct CheckCommandTests {
  private let text = """
    Export du 31/12/2025
    Facture;Client;Nom;Émise le;Échéance;Montant;Payée le;Réglé
    F1;C1;Durand SA;03/01/2025;31/01/2025;100,00;15/02/2025;150,00
    F2;C1;Durand SA;03/01/2025;31/01/2028;40,00;;
    F3;c-1;DURAND;03/01/2025;31/01/2025;40,00;;
    F4;C2;Martin;20/01/2025;28/02/2025;60,00;;
    F5;C2;Martin;20/01/2025;28/02/2025;60,00;;
    F6;C2;Martin;01/01/1900;01/01/1900;5,00;;
    F7;C3;Petit;20/01/2052;28/02/2052;7,00;;
    F8;C3;Petit;?;28/02/2025;9,00;;
    F9;C3;Petit;20/01/2025;28/02/2025;?;;
    Total;;;;;316,00;;

    """

  private func show(_ part: String) throws -> [String] {
    let outcome = try encours("check", "--show", part, "--format", "csv", "--max-rejected", "2", ledger: text)
    #expect(outcome.status == 0)
    return outcome.output.split(separator: "\n").map(String.init)
  }

  @Test func theFirstRowsAsUnderstood() throws {
    let rows = try show("rows")
    #expect(rows[1] == "ledger.csv,3,F1,C1,Durand SA,2025-01-03,2025-01-31,100.00,invoice,2025-02-15,150.00")
    #expect(rows[2] == "ledger.csv,4,F2,C1,Durand SA,2025-01-03,2028-01-31,40.00,invoice,,")
    #expect(rows.count == 6)
  }

  @Test func rejectedRowsByReason() throws {
    #expect(
      try show("reasons") == [
        "reason,rows,amount,unread,first",
        "unreadable date of issued,1,9.00,0,\"ledger.csv:10: cannot read '?' as a date in issued. Expected 2025-12-31, "
          + "20251231 or 31/12/2025.\"",
        "unreadable amount of amount,1,,1,\"ledger.csv:11: cannot read '?' as an amount in amount. Expected digits with "
          + "one decimal mark, such as 1234.56.\"",
      ])
  }

  @Test func whatIsProbablyMistakenIsListed() throws {
    #expect(
      try show("all-suspicious") == [
        "sort,about,day,amount",
        "issued over a year after the rest,F7,2052-01-20,7.00",
        "issued before 1990,F6,1900-01-01,5.00",
        "due over two years after issue,F2,2028-01-31,40.00",
        "\"same client, day and amount\",\"F4, F5\",2025-01-20,60.00",
        "paid more than invoiced,F1,,50.00",
        "one client spelled two ways?,\"C1 Durand SA, c-1 DURAND\",,",
      ])
  }

  @Test func controlTotalsByMonth() throws {
    #expect(
      try show("months") == [
        "month,documents,invoiced,credited,paid,written_off,balance",
        "1900-01,1,5.00,0.00,0.00,0.00,5.00",
        "2025-01,5,300.00,0.00,0.00,0.00,305.00",
        "2025-02,0,0.00,0.00,150.00,0.00,155.00",
        "2052-01,1,7.00,0.00,0.00,0.00,162.00",
      ])
  }

  @Test func layoutAndMoneyAreSaid() throws {
    let lines = try show("understanding")
    #expect(lines.contains("ledger.csv,title lines,\"1, on line 1\""))
    #expect(lines.contains("ledger.csv,header lines,\"1, on line 2\""))
    #expect(
      lines.contains(
        "ledger.csv,total lines,\"1, on line 12; 1 does not agree, line 12 shows 316.00 where the rows above come to "
          + "321.00\""))
    #expect(
      lines.contains(
        "all files,amounts without signs,321.00 read = 312.00 used + 9.00 rejected + 0.00 after the as-of day"))
  }

  @Test func aPageForPeopleHasEveryPart() throws {
    let page = try encours("check", "--language", "fr", ledger: text).output
    for title in [
      "Comment les fichiers ont été compris", "Les premières lignes telles que comprises", "Lignes rejetées par motif",
      "Conservé, et sans doute erroné", "Totaux de contrôle par mois",
    ] {
      #expect(page.contains(title + "\n"))
    }
  }

  @Test func aHoleInTheNumbersIsListed() throws {
    let rows = (1...40).filter { $0 != 17 && !(30...31).contains($0) }.map {
      "FA-\(1000 + $0),C\($0),2025-01-\($0 % 28 + 1 < 10 ? "0" : "")\($0 % 28 + 1),2025-03-31,\($0).00\n"
    }
    let outcome = try encours(
      "check", "--show", "all-suspicious", "--format", "csv", ledger: header + rows.joined())
    #expect(
      outcome.output
        == "sort,about,day,amount\nnumbers missing from a series,FA-1017,,\nnumbers missing from a series,FA-1030 … "
        + "FA-1031,,\n")
  }
}

@Suite struct ConfigurationTests {
  private let text = "No;Tiers;Nom;Doc date;Due;Amt\nF1;C1;Durand;2025-01-03;2025-01-31;100.00\n"

  private func run(_ yaml: String, _ arguments: String...) throws -> Program.Outcome {
    try Workplace.with(["ledger.csv": text, "encours.yml": yaml]) { place in
      try Program.run(["check", "ledger.csv", "--format", "csv"] + arguments, folder: place.folder)
    }
  }

  private let mapping = "columns:\n  invoice: 'No'\n  issued: Doc date\n  amount: Amt\n"

  @Test func columnsAreNamedInTheConfiguration() throws {
    let outcome = try run(mapping)
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\nledger.csv,column issued,Doc date (as declared)\n"))
    #expect(outcome.output.contains("\nall files,rows used,1\n"))
  }

  @Test func columnsOfPaymentsAreNamedInTheConfiguration() throws {
    let payments = "Facture;Somme;Le\nF1;40.00;2025-02-03\n"
    try Workplace.with([
      "ledger.csv": text, "payments.csv": payments, "encours.yml": mapping + "  payments.amount: Somme\n",
    ]) {
      place in
      let outcome = try place.run(
        "aging", "ledger.csv", "payments.csv", "--column", "payments.paid_on=Le", "--format", "csv")
      #expect(outcome.status == 0 && outcome.output.hasSuffix("\nnet,1,60.00,\n"), "\(outcome.errors)")
      #expect(try place.run("aging", "ledger.csv", "--column", "payments.due=Le").status == 64)
    }
  }

  @Test func anotherFileIsNamedWithConfig() throws {
    try Workplace.with(["ledger.csv": text, "clients.yml": mapping]) { place in
      let without = try place.run("check", "ledger.csv")
      #expect(without.status == 1)
      #expect(try place.run("check", "ledger.csv", "--config", "clients.yml").status == 0)
      #expect(
        try place.run("check", "ledger.csv", "--config", "none.yml").errors
          == "encours: none.yml: cannot open. Check the path and the permissions.\n")
    }
  }

  @Test(arguments: [
    ("colums:\n  issued: x\n", "1: 'colums' is no setting. Settings are "),
    ("preset: odoo\ncolumns:\n  isued: x\n", "3: 'isued' is no column of a ledger. Columns are invoice, "),
    (
      "preset: sage\n",
      "1: preset is 'sage'. Expected odoo, dolibarr, quickbooks, xero, zoho, erpnext; other software's headers have no "
    ),
    ("date-order: ymd\n", "1: date-order is 'ymd'. Expected dmy or mdy."),
    ("terms: -1\n", "1: terms is '-1'. Expected terms such as 30 or 45 end of month."),
    ("columns:\n  issued: [a, b]\n", "2: issued is a list. Expected a header as the file writes it."),
    ("- a\n", " expected settings such as 'columns:', one a line."),
    ("a: [\n", " this is no YAML"),
  ]) func whatItCannotSay(yaml: String, sentence: String) throws {
    let outcome = try run(yaml)
    #expect(outcome.status == 1 && outcome.errors.hasPrefix("encours: encours.yml:" + sentence), "\(outcome.errors)")
  }

  @Test func aSuggestionIsAConfigurationOnceCompleted() throws {
    let suggestion = try encours("check", "--suggest", ledger: text)
    #expect(
      suggestion.output == """
        # Which header means what. Lines behind # are not in force: complete them and take the # away.
        columns:
          invoice: 'No'
          client: 'Tiers'
          # issued: 'Doc date'  # needed; holds dates
          due: 'Due'
          # amount: 'Amt'  # needed; holds amounts
          client_name: 'Nom'
        # Not recognised: 'Doc date', 'Amt'

        """)
    #expect(try run(suggestion.output.replacing("\n  # ", with: "\n  ")).status == 0)
  }

  /// Names of sheets look like numbers often.
  @Test func sheetsMayBeNamedInTheConfiguration() throws {
    let book = try Data(contentsOf: Files.root.appendingPathComponent("Tests/Fixtures/several.xlsx"))
    try Workplace.with([:]) { place in
      try place.write(book, to: "book.xlsx")
      for (setting, shown) in [
        ("2025", ["2025"]), ("[2024, \"Cachée\"]", ["2024", "Cachée"]), ("all", ["2024", "2025"]),
      ] {
        try place.write(Data("sheet: \(setting)\n".utf8), to: "encours.yml")
        let outcome = try place.run("check", "book.xlsx", "--format", "csv", "--max-rejected", "9")
        #expect(outcome.status == 0, "\(outcome.errors)")
        for sheet in ["2024", "2025", "Cachée"] {
          let isRead = outcome.output.contains(",form,\"Excel workbook, sheet '\(sheet)'\"\n")
          #expect(isRead == shown.contains(sheet), "\(setting): \(sheet)")
        }
      }
      #expect(try place.run("check", "book.xlsx", "--sheet", "2024").output.contains("sheet '2024'"), "options win")
    }
  }

  @Test func dolibarrByItsPreset() throws {
    let list =
      "Réf.;Date facturation;Date limite règlement;Tiers;Code client;Montant TTC;État\n"
      + "FA2510-0001;01/10/2025;31/10/2025;Durand;CU1;100,00;Impayée\nFA2510-0002;02/10/2025;31/10/2025;Durand;CU1;50,00;Payée\n"
    try Workplace.with(["list.csv": list, "encours.yml": "preset: dolibarr\n"]) { place in
      let outcome = try place.run("check", "list.csv", "--format", "csv")
      #expect(outcome.status == 0, "\(outcome.errors)")
      for line in [
        "list.csv,column invoice,Réf. (preset dolibarr)", "list.csv,column client,Code client (preset dolibarr)",
        "list.csv,column due,Date limite règlement (preset dolibarr) (day first)", "all files,rows used,2",
      ] { #expect(outcome.output.contains("\n\(line)\n"), "\(line)") }
    }
  }

  @Test func aPresetKnowsItsSoftware() throws {
    let odoo =
      "name,partner_id,invoice_date,invoice_date_due,amount_total,move_type,payment_state\n"
      + "INV/2025/0001,Durand,2025-01-03,2025-01-31,100.00,out_invoice,not_paid\n"
      + "RINV/2025/0001,Durand,2025-01-04,2025-01-31,10.00,out_refund,not_paid\n"
    try Workplace.with(["ledger.csv": odoo, "encours.yml": "preset: odoo\n"]) { place in
      let outcome = try place.run("check", "ledger.csv", "--format", "csv")
      #expect(outcome.output.contains("\nledger.csv,column invoice,name (preset odoo)\n"))
      #expect(outcome.output.contains("\nall files,rows used,2\n"))
    }
  }
}
