import Receivables
import Testing

@testable import Ingest

/// Titles, repeated headers, totals and blank lines in tables of payments, credit notes and clients.
@Suite struct TableLayoutTests {
  private let invoices = """
    Facture;Client;Date;Échéance;Montant
    F1;C1;15/10/2025;15/11/2025;100,00
    F2;C1;16/10/2025;16/11/2025;200,00
    F3;C2;15/10/2025;15/11/2025;50,00

    """
  private let payments = """
    Journal des règlements
    Du 01/01/2025 au 31/12/2025

    Règlement;Client;Facture;Date de règlement;Montant
    R1;C1;F1;20/11/2025;100,00
    R2;C1;F2;21/11/2025;50,00
    Total C1;;;;150,00
    ;;;;
    Règlement;Client;Facture;Date de règlement;Montant
    R3;C2;F3;22/11/2025;50,00
    Total C2;;;;49,00
    Total général;;;;200,00

    """
  private let clients = """
    Fichier clients

    Client;Nom;Segment
    C1;Dupont;PME
    Client;Nom;Segment
    C2;Total Énergies;ETI
    Total : 2 clients;;

    """
  private let notes = """
    Liste des avoirs

    Avoir;Client;Date;Facture d'origine;Montant
    A1;C1;20/11/2025;F2;-20,00
    Avoir;Client;Date;Facture d'origine;Montant
    A2;C1;21/11/2025;F2;-30,00
    Total;;;;-50,00

    """

  @Test func linesOfTheLayoutAreNoRows() throws {
    let reading = try read(invoices, payments, clients, notes)
    #expect(reading.rejected.isEmpty)
    #expect(
      balances(reading.ledger) == [
        "F1": [10_000, 0], "F2": [20_000, 10_000], "F3": [5_000, 0], "A1": [-2_000, 0], "A2": [-3_000, 0],
      ])
    #expect(reading.files.map(\.kind) == [.invoices, .creditNotes, .payments, .clients])
    #expect(reading.records == 10 && reading.usedRows == 10)
    #expect(reading.ledger.clients.map(\.name) == ["Dupont", "Total Énergies"])
    #expect(
      reading.files[2].layout.mapValues(\.lines) == [
        .title: [1, 2], .blank: [3, 8], .header: [4], .repeatedHeader: [9], .total: [7, 11, 12],
      ])
    #expect(
      reading.files[3].layout.mapValues(\.lines) == [
        .title: [1], .blank: [2], .header: [3], .repeatedHeader: [5], .total: [7],
      ])
    let rows = reading.files.reduce(0) { sum, file in file.layout.values.reduce(sum + file.records) { $0 + $1.count } }
    let lines = [invoices, payments, clients, notes].reduce(0) {
      $0 + $1.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    }
    #expect(rows == lines, "every line is a row or a line of the layout")
  }

  @Test func totalsOfPaymentsAreComparedWithTheirRows() throws {
    let totals = try #require(try read(invoices, payments).files[1].totals)
    #expect(totals.agreeing == 2 && totals.unread == 0)
    #expect(
      totals.differing == [
        TotalLines.Difference(line: 11, shown: 49_000, ofAll: 200_000, sinceTheTotalBefore: 50_000)
      ])
    let kinds = payments.replacing("Montant", with: "Montant;Type").replacing(",00\n", with: ",00;\n")
      .replacing("21/11/2025;50,00;", with: "21/11/2025;50,00;remboursement")
    #expect(try read(invoices, kinds).files[1].totals?.areIncomparable == true)
  }

  /// A payment that is wrong in some other way is rejected, whatever its first word.
  @Test func aRowThatBeginsWithTotalIsARow() throws {
    let table =
      "Libellé;Client;Facture;Date de règlement;Montant\nTotal Énergies;C1;F1;20/11/2025;100,00\nTotal;;F2;;5,00\n"
    let reading = try read(invoices, table)
    #expect(reading.rejected.map(\.row.line) == [3])
    #expect(reading.files[1].layout[.total] == nil)
  }
}
