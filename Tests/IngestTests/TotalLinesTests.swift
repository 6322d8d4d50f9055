import Testing

@testable import Ingest

/// Total lines of a table against its rows.
@Suite struct TotalLinesTests {
  private let plain = """
    Facture;Client;Émise le;Échéance;Montant TTC
    F1;C1;03/01/2025;31/01/2025;1234,56
    F2;C1;15/01/2025;28/02/2025;100,00
    Sous-total;;;;1.334,56
    F3;C2;20/01/2025;28/02/2025;50,10

    """

  private func totals(_ text: String) throws -> TotalLines? { try read(text).files[0].totals }

  @Test func aTotalIsOfAllRowsAboveOrOfThoseSinceTheOneBefore() throws {
    let totals = try #require(try totals(plain + "Sous-total;;;;50,10\nTotal général;;;;1384,66\n"))
    #expect(totals.agreeing == 3 && totals.differing.isEmpty && totals.unread == 0 && !totals.areIncomparable)
  }

  /// Rows that cannot be used are in the file's total too.
  @Test func aTotalThatDiffersIsShownWithBothSums() throws {
    let totals = try #require(
      try totals(plain + "F4;C2;?;28/02/2025;7,00\nTotal;;;;\nTotal;;;;1400,00\nTotal;;;;1391,66\n"))
    #expect(totals.agreeing == 2 && totals.unread == 1 && totals.differingCount == 1)
    #expect(
      totals.differing == [
        TotalLines.Difference(line: 8, shown: 1_400_000, ofAll: 1_391_660, sinceTheTotalBefore: 57_100)
      ])
  }

  /// `2.384` reads as the column's other amounts do.
  @Test func aTotalThatReadsTwoWays() throws {
    let text =
      "client;facture;emission;echeance;montant\nC1;F1;2025-01-03;2025-01-31;1.384\n"
      + "C1;F2;2025-01-03;2025-01-31;1.000,00\n"
    #expect(try totals(text + "Total;;;;2.384\n")?.agreeing == 1)
  }

  @Test func totalsOfSeveralCurrenciesAreNotJudged() throws {
    let text =
      "client,facture,emission,echeance,montant,devise\nC1,F1,2025-01-03,2025-01-31,1,EUR\n"
      + "C1,F2,2025-01-03,2025-01-31,1,USD\nTotal,,,,3,\n"
    let totals = try read(text) { $0.rates = [ExchangeRate("USD=0.9")!] }.files[0].totals
    #expect(totals?.areIncomparable == true && totals?.differingCount == 1)
    #expect(try self.totals("client,facture,emission,echeance,montant\nC1,F1,2025-01-03,2025-01-31,1\n") == nil)
  }
}
