import Foundation
import Receivables
import TestSupport
import Testing

@testable import Ingest

private let ledger = """
  invoice,client,issued,due,amount,currency
  I1,C1,2025-01-01,2025-02-01,100.00,EUR
  I2,C1,2025-01-02,2025-02-01,100.00,USD
  I3,C2,2025-03-05,2025-04-04,50.00,GBP
  I4,C2,2025-03-10,2025-04-09,200.00,USD

  """

/// A table of rates with this text.
private func table(_ text: String, order: DateOrder? = nil) throws -> RateTable {
  try Files.withTemporaryFolder { folder in
    let path = folder.appendingPathComponent("rates.csv").path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try RateTable(path: path, dateOrder: order)
  }
}

private func sentence(_ text: String) throws -> String {
  let error = try #require(#expect(throws: IngestError.self) { try table(text) })
  return "\(error)".replacing(#/\S*/rates\.csv/#, with: "rates.csv")
}

@Suite struct RateTableTests {
  private let rates = """
    currency,day,rate
    USD,2025-03-07,0.92
    GBP,2025-03-10,1.2
    USD,2025-03-10,0.9
    USD,2025-01-02,0.97
    USD,2025-03-11,0.5
    GBP,2025-03-12,0.6

    """

  private func reading(_ rates: String, asOf: String, _ change: (inout InvoiceReader.Options) -> Void = { _ in }) throws
    -> LedgerReading
  {
    let table = try table(rates)
    return try read(ledger) {
      $0.rateTable = table
      $0.asOf = Day(iso: asOf)
      change(&$0)
    }
  }

  /// One rate at the as-of day for whatever was issued when.
  @Test func theRateOfTheAsOfDayOrTheLatestBefore() throws {
    let onTheDay = try reading(rates, asOf: "2025-03-10")
    #expect(balances(onTheDay.ledger).mapValues(\.[0]) == ["I1": 10_000, "I2": 9_000, "I3": 6_000, "I4": 18_000])
    #expect(onTheDay.rates.map { "\($0.rate.text) \($0.day!)" } == ["GBP=1.2 2025-03-10", "USD=0.9 2025-03-10"])
    let before = try reading(rates, asOf: "2025-03-09")
    #expect(before.rates.map { "\($0.rate.text) \($0.day!)" } == ["USD=0.92 2025-03-07"])
    #expect(balances(before.ledger).mapValues(\.[0]) == ["I1": 10_000, "I2": 9_200])
    #expect(
      rejections(before) == [
        "4: there is no rate of GBP on 2025-03-09 or in the 31 days before. Complete the table of rates."
      ])
  }

  @Test func aLaterRateChangesNothing() throws {
    let known = rates.split(separator: "\n").filter { !$0.contains("2025-03-11") && !$0.contains("2025-03-12") }
    let without = try reading(known.map { $0 + "\n" }.joined(), asOf: "2025-03-10")
    let with = try reading(rates, asOf: "2025-03-10")
    #expect(contents(of: with.ledger) == contents(of: without.ledger) && with.rates == without.rates)
    #expect(with.control == without.control)
  }

  @Test(arguments: [("2025-02-02", true), ("2025-02-03", false)])
  func anOldRateIsNone(asOf: String, isUsed: Bool) throws {
    let reading = try reading("currency,day,rate\nUSD,2025-01-02,0.97\nGBP,2025-02-02,1.2\n", asOf: asOf)
    #expect(balances(reading.ledger).mapValues(\.[0]) == (isUsed ? ["I1": 10_000, "I2": 9_700] : ["I1": 10_000]))
    if isUsed { return }
    #expect(
      rejections(reading) == [
        "3: there is no rate of USD on 2025-02-03 or in the 31 days before; the last one is of 2025-01-02. Complete the table "
          + "of rates."
      ])
    #expect(reading.usedRows + reading.rejected.count + reading.laterRows == reading.records)
  }

  @Test func aDeclaredRateWins() throws {
    let reading = try reading(rates, asOf: "2025-03-10") { $0.rates = [ExchangeRate("USD=0.8")!] }
    #expect(balances(reading.ledger)["I2"] == [8_000, 8_000])
    #expect(reading.rates.map(\.day) == [nil, Day(iso: "2025-03-10")])
  }

  @Test func aCurrencyThatTheTableDoesNotHaveAsksForARate() throws {
    #expect(
      try failure(ledger) {
        $0.rateTable = try? table("currency,day,rate\nUSD,2025-03-10,0.9\n")
        $0.currency = .euro
      }?.hasPrefix("the ledger has amounts in GBP, and no rate to EUR.") == true)
  }

  /// `1 USD = 1/1.0834 EUR`, from the exact fraction: 92.30201… and not 100 × 0.92.
  @Test func unitsAsTheECBPublishesThem() throws {
    let headers = ["currency;jour;unités", "KEY;CURRENCY;TIME_PERIOD;OBS_VALUE"]
    for (header, before) in zip(headers, ["", "EXR.D.USD.EUR.SP00.A;"]) {
      let text = "\(header)\n\(before)USD;10/03/2025;1,0834\n\(before)USD;28/02/2025;NaN\n"
      let table = try table(text)
      let dated = try #require(table.latest(Currency(code: "USD")!, asOf: Day(iso: "2025-03-10")!))
      #expect(dated.rate.text == "USD=1/1.0834" || dated.rate.text == "USD=1/1,0834")
      #expect(dated.rate.convert(thousandths: 100_000, to: .euro) == Money(minorUnits: 9_230))
      #expect(dated.rate.convert(thousandths: 1_083_400_000, to: .euro) == Money(minorUnits: 100_000_000))
      #expect(table.latest(Currency(code: "USD")!, asOf: Day(iso: "2025-03-09")!) == nil, "none was quoted")
    }
  }

  @Test func aRowThatCannotBeUsedIsASentence() throws {
    #expect(
      try sentence("devise,cours\nUSD,1\n")
        == "rates.csv: a table of rates has the columns currency, day, and rate (the price of one unit in the currency of "
        + "presentation) or units (how many units one of that buys). The header has 'devise', 'cours'.")
    let header = "currency,day,rate\nUSD,2025-03-10,0.9\n"
    for (row, expected) in [
      ("US,2025-03-10,1", "'US' is not a currency code. Expected three letters, such as EUR."),
      ("USD,10 March,1", "cannot read '10 March' as a day. Expected 2025-12-31, 20251231 or 31/12/2025."),
      (
        "USD,2025-03-11,0",
        "cannot read '0' as a rate. Expected a number above 0 with up to nine decimals, such as 0.9213."
      ),
      ("USD,2025-03-10,0.91", "USD has another rate on 2025-03-10 further up. Remove one."),
      ("USD,2025-03-11", "2 fields where the header has 3. Check for a missing or an unquoted delimiter."),
    ] { #expect(try sentence(header + row + "\n") == "rates.csv:3: \(expected)") }
    #expect(try sentence("currency,day,rate\nUSD,03/04/2025,0.9\n").contains("--date-order dmy"))
    #expect(throws: Never.self) { try table(header + "USD,2025-03-10,0.9\n") }
  }
}

/// What pays an invoice in full in its own currency leaves no cent of it open.
@Suite struct ForeignPaymentTests {
  @Test func partsOfAPaymentAreConvertedAsPartsOfTheirSum() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<200 {
      let rate = "USD=0.\(Int.random(in: 1...999_999_999, using: &random))"
      let parts = (0..<Int.random(in: 1...6, using: &random)).map { _ in Int.random(in: 100...99_999, using: &random) }
      func text(_ cents: Int) -> String { "\(cents / 100)." + "\(cents % 100 + 100)".dropFirst() }
      let invoices =
        "invoice,client,issued,due,amount,currency\nI1,C1,2025-01-01,2025-02-01,\(text(parts.reduce(0, +))),USD\n"
        + "I2,C1,2025-01-01,2025-02-01,1.00,EUR\n"
      var rows = parts.enumerated().map { "I1,2025-02-\(10 + $0.offset),\(text($0.element)),USD\n" }
      rows.shuffle(using: &random)
      // Two files: the parts of one payment need not be in one.
      let files = [rows.prefix(2), rows.dropFirst(2)].map {
        "invoice,date,amount,currency\n" + $0.joined() + "I2,2025-02-01,0.10,EUR\n"
      }
      let exchange = try #require(ExchangeRate(rate))
      let whole = try #require(exchange.convert(thousandths: Int64(parts.reduce(0, +)) * 10, to: .euro))
      if parts.contains(where: { exchange.convert(thousandths: Int64($0) * 10, to: .euro) == .zero }) { continue }
      let all = try read(invoices, files[0], files[1]) { $0.rates = [exchange] }
      #expect(balances(all.ledger)["I1"] == [whole.minorUnits, 0], "\(rate) \(parts)")
      #expect(balances(all.ledger)["I2"] == [100, 80])
    }
  }

  /// The balance of a past day does not depend on payments of later days.
  @Test func earlierPartsDoNotDependOnLaterOnes() throws {
    let invoices =
      "invoice,client,issued,due,amount,currency\nI1,C1,2025-01-01,2025-02-01,30.03,USD\nI2,C1,2025-01-01,2025-02-01,1.00,EUR\n"
    let header = "invoice,date,amount,currency\n"
    let (early, late) = ("I1,2025-02-10,10.01,USD\nI1,2025-02-15,10.01,USD\n", "I1,2025-02-20,10.01,USD\n")
    func balance(_ payments: String, _ asOf: String) throws -> [Int64]? {
      balances(
        try read(invoices, payments) {
          $0.rates = [ExchangeRate("USD=0.95")!]
          $0.asOf = Day(iso: asOf)
        }.ledger)["I1"]
    }
    #expect(try balance(header + late + early, "2025-02-20") == [2_853, 0])
    for day in ["2025-02-14", "2025-02-15"] {
      #expect(try balance(header + late + early, day) == balance(header + early, day))
    }
    #expect(try balance(header + early, "2025-02-15") == [2_853, 951], "20.02 dollars are 19.02 euros")
  }
}
