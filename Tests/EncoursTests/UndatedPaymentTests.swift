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

  @Test func theReportSaysWhatItCannotTell() throws {
    try Workplace.with(["list.csv": list]) { place in
      let run = try place.run("report", "list.csv", "--terms", "30", "--out", "r")
      #expect(run.status == 0, "\(run.errors)")
      let page = try place.text("r/report.md")
      #expect(page.contains("Rows settled on a day that the files do not give: 1, 500.00 EUR."))
      #expect(page.contains("Settled without a payment day"))
      #expect(page.contains("Their status is not a known word"))
      #expect(page.contains("(\"Relance 2\") 1 row, 300.00 EUR, on line 4."))
      let items = try place.text("r/items.csv")
      #expect(items.contains("\nC1,F1,2025-10-15,2025-11-15,no,"))
      #expect(items.contains("\nC1,F3,2025-10-17,2025-11-16,yes,"))
      #expect(!items.contains("F2"))
    }
  }

  @Test func theCheckSaysHowABalanceIsRead() throws {
    try Workplace.with(["list.csv": list]) { place in
      let run = try place.run("check", "list.csv", "--terms", "30", "--format", "csv")
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("Reste dû (open on the day of the export; paid is the amount less it"))
    }
  }
}
