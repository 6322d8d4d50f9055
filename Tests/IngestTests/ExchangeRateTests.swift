import Receivables
import Testing

@testable import Ingest

@Suite struct ExchangeRateTests {
  @Test(arguments: [
    "", "CAD", "CAD=", "=0.7", "CAD=0", "CAD=0.0", "CAD=-1", "CAD=1,5", "CAD=1e3", "CAD=.5", "CADX=1",
    "CAD=1.2.3", "CAD=1=2", "CAD= 1", "CAD=0.1234567891", "CAD=1234567890",
  ])
  func theseAreNoRates(text: String) { #expect(ExchangeRate(text) == nil) }

  @Test(arguments: [
    ("CAD=0.7341", 100_000, "EUR", 7_341), ("cad=1", 12_345_670, "EUR", 1_234_567), ("CAD=2.", 1_000, "EUR", 200),
    // Half away from zero, to the cent: 0.5 and 1.5 cents.
    ("CAD=0.5", 10, "EUR", 1), ("CAD=0.5", 30, "EUR", 2), ("CAD=0.5", -10, "EUR", -1), ("CAD=0.5", -30, "EUR", -2),
    ("CAD=0.499999999", 10, "EUR", 0), ("CAD=150.25", 1_000, "JPY", 150), ("CAD=3.1", 1_000, "TND", 3_100),
  ]) func convertsExactly(rate: String, thousandths: Int64, target: String, minorUnits: Int64) throws {
    let rate = try #require(ExchangeRate(rate))
    #expect(rate.convert(thousandths: thousandths, to: Currency(code: target)!)?.minorUnits == minorUnits)
  }

  @Test func anAmountTooLargeToHoldIsNotWrapped() throws {
    let rate = try #require(ExchangeRate("CAD=999999999.999999999"))
    #expect(rate.convert(thousandths: .max, to: .euro) == nil)
    #expect(rate.convert(thousandths: .min, to: .euro) == nil)
  }

  private let mixed = """
    invoice,client,issued,due,amount,currency,paid_on,paid_amount
    I1,C1,2025-01-01,2025-02-01,100.00,EUR,,
    I2,C1,2025-01-02,2025-02-01,100.00,USD,2025-01-31,33.33
    I3,C1,2025-01-03,2025-02-01,100.00,,,

    """

  @Test func everyRowIsConvertedOnceAndRowsWithoutACurrencyAreOfThePresentation() throws {
    let euros = try read(mixed) { $0.rates = [ExchangeRate("USD=0.9")!] }
    #expect(euros.ledger.currency == .euro)
    #expect(balances(euros.ledger) == ["I1": [10_000, 10_000], "I2": [9_000, 6_000], "I3": [10_000, 10_000]])
    let dollars = try read(mixed) {
      $0.rates = [ExchangeRate("EUR=1.1")!]
      $0.currency = Currency(code: "USD")
    }
    #expect(dollars.ledger.currency.code == "USD")
    #expect(balances(dollars.ledger) == ["I1": [11_000, 11_000], "I2": [10_000, 6_667], "I3": [10_000, 10_000]])
  }

  @Test func rejectedRowsAreWorthTheirOwnCurrency() throws {
    let rows =
      "I4,,2025-01-01,2025-02-01,200.00,USD,,\nI5,C1,2025-01-01,2024-01-01,300.00,USD,,\n"
      + "I6,,2025-01-01,2025-02-01,50.00,,,\nI7,,2025-01-01,2025-02-01,50.00,écu,,\nI8,C1,2025-01-01,2025-02-01,50.00,écu,,\n"
    let reading = try read(mixed + rows) { $0.rates = [ExchangeRate("USD=0.9")!] }
    #expect(reading.rejected.map(\.amount?.minorUnits) == [18_000, 27_000, 5_000, nil, nil])
    #expect(reading.rejectedAmount == Money(minorUnits: 50_000))
  }

  @Test func mixedCurrenciesAskForARate() throws {
    #expect(
      try failure(mixed)
        == "the ledger mixes the currencies EUR, USD. Give a rate for each but one, for example --rate USD=0.92 for the "
        + "price of 1 USD in EUR, or a table of rates by day: --rates FILE.")
    #expect(
      try failure(mixed) { $0.currency = Currency(code: "CAD") }
        == "the ledger has amounts in EUR, USD, and no rate to CAD. Give one for each, for example --rate EUR=0.92 for the "
        + "price of 1 EUR in CAD, or a table of rates by day: --rates FILE.")
    #expect(throws: Never.self) { try read(mixed) { $0.asOf = Day(iso: "2025-01-01") } }
  }
}
