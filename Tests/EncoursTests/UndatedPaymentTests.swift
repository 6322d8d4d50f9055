import Foundation
import TestSupport
import Testing

/// Lists of invoices as Odoo and Sage write them: what is left to pay, and no day of payment.
@Suite struct UndatedPaymentTests {
  private let list = """
    Facture;Client;Date facture;Echéance;Montant;Reste dû;Statut
    F1;C1;15/10/2025;15/11/2025;1000,00;250,00;Partiellement payée
    F2;C1;16/10/2025;;500,00;0,00;Lettrée
    F3;C1;17/10/2025;;300,00;300,00;Relance 2
    """
  private static let withheld = "Not enough data: no payment has a day."
  private static let retenu = "Données insuffisantes : aucun règlement n'est daté."

  /// Invoices over six months, the payments of some of them without a day.
  private func sixMonths(datedPayments: Int) -> String {
    "invoice,client,issued,due,amount,paid_on,paid_amount,status\n"
      + (0..<60).map { index in
        let month = 1 + index / 10
        let day = index % 10 + 10
        let paid = index < datedPayments ? "2025-0\(month + 1)-20,100.00,paid" : ",,\(index < 50 ? "paid" : "open")"
        return "F\(index),C\(index % 5),2025-0\(month)-\(day),2025-0\(month + 1)-15,100.00,\(paid)\n"
      }.joined()
  }

  @Test func theReportSaysWhatItCannotTell() throws {
    try Workplace.with(["list.csv": list]) { place in
      let run = try place.run("report", "list.csv", "--terms", "30", "--out", "r")
      #expect(run.status == 0, "\(run.errors)")
      let page = try place.text("r/report.md")
      #expect(
        page.contains("\(Self.withheld) Add the payment days (paid_on), or a table of payments. What is open today"))
      #expect(page.contains("Settled without a payment day"))
      #expect(page.contains("Their status is not a known word"))
      #expect(page.contains("(\"Relance 2\") 1 row, 300.00 EUR, on line 4."))
      let items = try place.text("r/items.csv")
      #expect(items.contains("\nC1,F1,2025-10-15,2025-11-15,no,"))
      #expect(items.contains("\nC1,F3,2025-10-17,2025-11-16,yes,"))
      #expect(!items.contains("F2"))
    }
  }

  /// Ten invoices of 100.00 are open at the end of July, and fifty were paid nobody knows when.
  @Test(arguments: [("en", withheld), ("fr", retenu)])
  func aReportWithoutADayOfPaymentKeepsOnlyWhatIsRight(language: String, sentence: String) throws {
    try Workplace.with(["l.csv": sixMonths(datedPayments: 0)]) { place in
      let run = try place.run("report", "l.csv", "--as-of", "2025-07-31", "--language", language, "--out", "r")
      #expect(run.status == 0, "\(run.errors)")
      let page = try place.text("r/report.md")
      // The head, months, effectiveness, what moved, decay, whom to chase, the two models; no client is new.
      #expect(page.components(separatedBy: sentence).count - 1 == 8)
      #expect(try place.text("r/aging.csv").contains("\nnet,10,1000.00,"))
      let months = try place.text("r/monthly.csv").split(separator: "\n")
      #expect(months.count == 8)
      #expect(
        months[3].hasPrefix("2025-03-31,,,,1000.00,,,,,,,,,,3000.00,"),
        "the sales of March are known, its receivables are not")
      #expect(months[7].hasPrefix("2025-07-31,1000.00,1000.00,1.000000,0.00,"))
      let columns = months[0].split(separator: ",")
      let last = months[7].split(separator: ",", omittingEmptySubsequences: false)
      for (column, value) in zip(columns, last) where ["cei", "collected_share"].contains(column) {
        #expect(value.isEmpty)
      }
      #expect(try place.text("r/changes.csv").split(separator: "\n").count == 1)
      #expect(try place.text("r/decay.csv").split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix(",0,,,,,,") })
      let client = try place.text("r/clients.csv").split(separator: "\n")[1]
      #expect(client.contains(",,,,,,,"), "no delay and no probability")
      #expect(!client.contains("of the last") && !client.contains("dernières"), "nobody knows who was late")
      let items = try place.text("r/items.csv").split(separator: "\n")
      #expect(items.count == 11 && items.dropFirst().allSatisfy { $0.hasSuffix(",100.00,,,,,,") })
      let record = try place.text("r/run.json")
      #expect(record.contains("\"opening_day\": \"2025-01-09\"") && record.contains("\"opening\": \"0.00\""))
      #expect(record.contains("\"invoiced\": \"6000.00\"") && record.contains("\"paid\": \"5000.00\""))
      #expect(record.contains("\"paid_invoices\": null"))
    }
  }

  @Test(arguments: ["decay", "delays", "effectiveness", "migration"])
  func aFigureAboutTimeIsRefused(command: String) throws {
    let ledger = sixMonths(datedPayments: 0)
    let run = try encours(command, "--as-of", "2025-07-31", ledger: ledger)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.errors.contains(Self.withheld + " Add the payment days (paid_on), or a table of payments."))
    let french = try encours(command, "--as-of", "2025-07-31", "--language", "fr", ledger: ledger)
    #expect(french.status == 1 && french.errors.contains(Self.retenu))
    let dated = try encours(command, "--as-of", "2025-07-31", ledger: sixMonths(datedPayments: 50))
    #expect(dated.status == 0 && !dated.output.isEmpty && !dated.errors.contains("payment day"))
  }

  @Test func noModelIsFitted() throws {
    let ledger = sixMonths(datedPayments: 0)
    for arguments in [
      ["validate", "--train-until", "2025-04-30", "--test-from", "2025-05-01", "--test-until", "2025-06-30"],
      ["fit", "--model", "model.json"],
    ] {
      try Workplace.with(["l.csv": ledger]) { place in
        let run = try Program.run(
          [arguments[0], "l.csv", "--as-of", "2025-07-31"] + arguments.dropFirst(), folder: place.folder)
        #expect(run.status == 1 && run.errors.contains(Self.withheld), "\(arguments): \(run.errors)")
        #expect(try place.content == ["l.csv"])
      }
    }
  }

  @Test func theDSOOfTodayIsTold() throws {
    let ledger = sixMonths(datedPayments: 0)
    let run = try encours("dso", "--as-of", "2025-07-31", "--all", "--format", "csv", ledger: ledger)
    #expect(run.status == 0)
    // 1,000.00 are open, all of the sales of June: July has none.
    #expect(run.output.contains("\ncount_back,61.000000,"))
    #expect(run.output.contains("\ndirect_payment_delay,,not enough data: no payment has a day\n"))
    #expect(run.output.contains("\nrolling_average_3_3,,not enough data: no payment has a day\n"))
    let months = try encours("dso", "--as-of", "2025-07-31", "--monthly", "--format", "csv", ledger: ledger)
    let rows = months.output.split(separator: "\n")
    #expect(rows.count == 8)
    #expect(rows[3] == "2025-03-31,,,3000.00,30,,,,,,,,,,,,not enough data: no payment has a day")
    #expect(rows[7].hasPrefix("2025-07-31,1000.00,0.00,2000.00,20,61.000000,"))
  }

  /// The days of 2,000.00 of 5,000.00 are known: too few. Of 4,000.00: told, and said what is missing.
  @Test func aPartOfThePaymentsHasADay() throws {
    let few = try encours("delays", "--as-of", "2025-07-31", ledger: sixMonths(datedPayments: 20))
    #expect(few.status == 1)
    #expect(few.errors.contains("Not enough data: only 40.0% of what was paid has a payment day."))
    let most = try encours("delays", "--as-of", "2025-07-31", ledger: sixMonths(datedPayments: 40))
    #expect(most.status == 0)
    #expect(most.errors.contains("20.0% of what was paid (1,000.00 EUR) has no payment day."))
    try Workplace.with(["l.csv": sixMonths(datedPayments: 40)]) { place in
      _ = try place.run("report", "l.csv", "--as-of", "2025-07-31", "--language", "fr", "--out", "r")
      let page = try place.text("r/report.md")
      #expect(page.contains("20,0\u{202F}% des montants réglés (1\u{202F}000,00 EUR) n'ont pas de date de règlement."))
    }
  }

  @Test func anEarlierDayThanTheExportReadsTooLow() throws {
    let ledger = sixMonths(datedPayments: 0)
    let earlier = try encours("aging", "--as-of", "2025-05-31", ledger: ledger)
    #expect(earlier.status == 0)
    #expect(earlier.errors.contains("what was open on it reads too low. Use the day of the export."))
    #expect(try !encours("aging", "--as-of", "2025-07-31", ledger: ledger).errors.contains("reads too low"))
    let dated =
      "invoice,client,issued,due,amount,paid_on\nA,C,2025-01-01,2025-02-01,5,2025-03-01\nB,C,2025-04-01,2025-05-01,5,\n"
    #expect(try !encours("aging", "--as-of", "2025-03-31", ledger: dated).errors.contains("reads too low"))
  }

  @Test func theCheckSaysHowABalanceIsRead() throws {
    try Workplace.with(["list.csv": list]) { place in
      let run = try place.run("check", "list.csv", "--terms", "30", "--format", "csv")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("Reste dû (open on the day of the export; paid is the amount less it"))
    }
  }
}
