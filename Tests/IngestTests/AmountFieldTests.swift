import Receivables
import Testing

@testable import Ingest

private func field(_ text: String, mark: DecimalMark? = nil) -> AmountField { field(Array(text.utf8), mark: mark) }

private func field(_ bytes: [UInt8], mark: DecimalMark? = nil) -> AmountField { AmountField(bytes.span, mark: mark) }

private func verdict(_ texts: [String]) -> AmountEvidence.Verdict {
  var evidence = AmountEvidence()
  for (index, text) in texts.enumerated() { evidence.add(field(text), line: index + 2) }
  return evidence.verdict
}

@Suite struct AmountFieldTests {
  @Test(arguments: [
    ("1 234,56", 1_234_560), ("1.234,56", 1_234_560), ("1,234.56", 1_234_560), ("1'234.56", 1_234_560),
    ("1\u{A0}234,56", 1_234_560), ("1\u{202F}234,56", 1_234_560), ("(12.00)", -12_000), ("12,00-", -12_000),
    ("-12,00", -12_000), ("+12,00", 12_000), ("- 12,00", -12_000), ("12 €", 12_000), ("12€", 12_000),
    ("€12.50", 12_500), ("$1,234.50", 1_234_500), ("£ 7", 7_000), ("-€12", -12_000), ("€-12", -12_000),
    ("12,00 €-", -12_000), ("($5.00)", -5_000), ("54541.0", 54_541_000), ("0.5", 500), (".5", 500), ("5.", 5_000),
    ("0", 0), ("007", 7_000), ("0.123", 123), ("0,123", 123), ("1234.567", 1_234_567), ("12.3400", 12_340),
    ("1 234 567", 1_234_567_000), ("1.234.567", 1_234_567_000), ("1,234,567", 1_234_567_000),
    ("1 234,567", 1_234_567), ("12.345.678,9", 12_345_678_900), ("9000000000000000", 9_000_000_000_000_000_000),
  ]) func theseSettleTheirOwnReading(text: String, thousandths: Int64) {
    #expect(field(text).reading == .thousandths(thousandths))
  }

  @Test func currencySignsAndBlanksOfWindows1252() {
    #expect(field([0x31, 0xA0, 0x32, 0x33, 0x34, 0x2C, 0x35, 0x20, 0x80]).reading == .thousandths(1_234_500))
    #expect(field([0xA3, 0x37]).reading == .thousandths(7_000))
  }

  @Test(arguments: [
    ("1.234", 1_234_000, DecimalMark.point), ("1,234", 1_234_000, .comma), ("12,345", 12_345_000, .comma),
    ("-123.456", -123_456_000, .point), ("999,000 €", 999_000_000, .comma),
  ]) func oneMarkBeforeThreeDigitsWaitsForTheColumn(text: String, whole: Int64, mark: DecimalMark) {
    #expect(field(text).reading == .open(whole: whole, mark: mark))
    #expect(field(text, mark: mark).reading == .thousandths(whole / 1000), "as the decimal mark")
    #expect(field(text, mark: mark.other).reading == .thousandths(whole), "as the mark of thousands")
  }

  @Test(arguments: [
    ("100,00 D", 100_000), ("100,00 Dr", 100_000), ("100 DB", 100_000), ("1 234,56C", -1_234_560),
    ("50,00 Cr", -50_000),
    ("50.00CR", -50_000), ("12\u{A0}c", -12_000),
  ]) func theSideOfAnAccountIsASign(text: String, thousandths: Int64) {
    #expect(field(text).reading == .thousandths(thousandths))
  }

  @Test(arguments: ["12 CAD", "D", "Cr", "C 12", "-12 C", "(12 C)", "12 DC", "12 r"])
  func otherLettersAreNoSide(text: String) { #expect(field(text).reading == .unreadable) }

  /// Excel's format for accounts writes zero as a dash: of what is left to pay it says that nothing is.
  @Test(arguments: ["-", "- €", "-€", "-\u{A0}\u{A0} €"]) func aDashIsNothingLeftToPay(text: String) {
    #expect(field(text).reading == .missing)
    #expect(AmountField(balance: Array(text.utf8).span, mark: nil).reading == .thousandths(0))
    #expect(AmountField(balance: [UInt8]().span, mark: nil).reading == .missing)
    #expect(AmountField(balance: Array("-5".utf8).span, mark: nil).reading == .thousandths(-5_000))
  }

  @Test(arguments: ["", "-", "NaN", "null", "n/a"]) func theseSayThatThereIsNoAmount(text: String) {
    #expect(field(text).reading == .missing)
  }

  @Test(arguments: [
    "abc", "12a", "1e5", "1,23,456.00", "1.2.3", "1..2", "1,2,3", "1.234,567.8", "1234.567.890", "12 34", "1 23",
    "1234 567", "12 34,5", "1.5 000", "€", "()", "(12", "12)", "--12", "- -12", "12%", "0x10", "12.3456", "١٢",
    "100000000000000000", "99999999999999999", "12 EUR", "=1+1", "1-2", "-12-", "(-12)", "(12-)", "1234 567,00",
  ]) func theseAreNoAmounts(text: String) { #expect(field(text).reading == .unreadable) }

  @Test func aDeclaredMarkRefusesWhatContradictsIt() {
    #expect(field("1.234,56", mark: .comma).reading == .thousandths(1_234_560))
    #expect(field("1.234,56", mark: .point).reading == .unreadable)
    #expect(field("12.5", mark: .comma).reading == .unreadable)
    #expect(field("1.234.567", mark: .point).reading == .unreadable)
    #expect(field("1.234.567", mark: .comma).reading == .thousandths(1_234_567_000))
    #expect(field("1234", mark: .comma).reading == .thousandths(1_234_000))
    #expect(field("", mark: .comma).reading == .missing)
  }

  @Test func theColumnAsAWholeDecidesTheMark() {
    #expect(verdict(["1.234", "12,50"]) == .mark(.comma))
    #expect(verdict(["1,234", "12.50"]) == .mark(.point))
    #expect(verdict(["1.234", "1.234.567"]) == .mark(.comma), "a mark that repeats separates thousands")
    #expect(verdict(["1,234", "1,234,567"]) == .mark(.point))
    #expect(verdict(["100", "7", ""]) == .notNeeded)
    #expect(verdict(["100", "1.234", "5.678"]) == .open(line: 3))
    #expect(verdict(["1,234", "1.234"]) == .open(line: 2))
    #expect(verdict(["12.50", "3", "12,50"]) == .mixed(2, 4))
    #expect(verdict(["1.234.567", "12.50"]) == .mixed(3, 2), "a point for thousands and for decimals")
    #expect(verdict(["1,234.50", "1.234,50"]) == .mixed(2, 3))
  }

  @Test func evidenceFromLaterChunksKeepsTheFirstLineOfTheFile() {
    var (early, late) = (AmountEvidence(), AmountEvidence())
    early.add(field("1.234"), line: 1)
    late.add(field("1,50"), line: 5)
    var both = AmountEvidence()
    both.merge(early, lineOffset: 1)
    both.merge(late, lineOffset: 100)
    #expect(both.openLine.point == 2 && both.decimalLine.comma == 105 && both.verdict == .mark(.comma))
  }

  @Test func aFileReadsEveryAmountWithTheMarkOneRowProves() throws {
    let header = "invoice;client;issued;due;amount;paid_on;paid_amount\n"
    let rows = "I1;C1;2025-01-01;2025-02-01;1.234;;\nI2;C1;2025-01-02;2025-02-01;%;2025-01-31;1.000\n"
    let french = try read(
      header + rows.replacing("%", with: "2.000,50") + "I3;C1;2025-01-03;2025-02-01;1;2025-01-31;0,5\n")
    #expect(balances(french.ledger) == ["I1": [123_400, 123_400], "I2": [200_050, 100_050], "I3": [100, 50]])
    #expect(french.files[0].decimalMark == [.amount: .comma, .paidAmount: .comma])

    let english = try read(header + rows.replacing("%", with: "2000.50").replacing("1.000", with: "1000.00"))
    #expect(balances(english.ledger) == ["I2": [200_050, 100_050]])
    #expect(rejections(english) == ["2: '1.234' in amount has more decimals than EUR. Round it in the source."])
  }

  @Test func aCurrencyOfThreeDecimalsKeepsThem() throws {
    let text =
      "invoice,client,issued,due,amount,currency\nI1,C1,2025-01-01,2025-02-01,1.234,TND\n"
      + "I2,C1,2025-01-01,2025-02-01,0.5,TND\n"
    #expect(balances(try read(text).ledger) == ["I1": [1_234, 1_234], "I2": [500, 500]])
  }

  @Test func aColumnThatContradictsItselfSaysWhereAndTheUserDecides() throws {
    let text =
      "invoice;client;issued;due;amount\nI1;C1;2025-01-01;2025-02-01;12,50\nI2;C1;2025-01-01;2025-02-01;12.50\n"
    #expect(
      try failure(text)
        == "1.csv: column 'amount' uses its marks one way on line 2 and another on line 3. Say which is the decimal "
        + "mark: --decimal-mark , or --decimal-mark . ; the other rows are then rejected.")
    let reading = try read(text) { $0.decimalMark = .comma }
    #expect(
      rejections(reading)
        == [
          "3: cannot read '12.50' as an amount in amount. Expected digits with one decimal mark, such as 1234.56."
        ])
  }
}
