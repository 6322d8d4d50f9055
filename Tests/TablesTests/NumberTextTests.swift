import Receivables
import Tables
import Testing

@Suite struct NumberTextTests {
  private let english = NumberText(.english)
  private let french = NumberText(.french)

  @Test func thousandsAreGrouped() {
    #expect([0, 999, 1_000, -1_234_567].map(english.integer) == ["0", "999", "1,000", "-1,234,567"])
    #expect([999, 1_000, -1_234_567].map(french.integer) == ["999", "1\u{202F}000", "-1\u{202F}234\u{202F}567"])
    #expect(english.decimal(1_234_567.891, decimals: 2) == "1,234,567.89")
    #expect(french.decimal(-1_234.5, decimals: 1) == "-1\u{202F}234,5")
    #expect(english.integer(.min) == "-9,223,372,036,854,775,808")
  }

  /// Ties that a double holds exactly go away from zero.
  @Test func halvesAreRoundedAwayFromZero() {
    #expect([0.5, 1.5, 2.5, -0.5, -2.5].map { english.decimal($0, decimals: 0) } == ["1", "2", "3", "-1", "-3"])
    #expect([0.125, 0.375, -0.125].map { english.decimal($0, decimals: 2) } == ["0.13", "0.38", "-0.13"])
    #expect(PlainNumber.fixed(0.062_5, decimals: 3) == "0.063")
    #expect(PlainNumber.fixed(9.999_6, decimals: 3) == "10.000")
  }

  /// A ratio of two amounts has no bound: a debt of millions over sales of a cent.
  @Test func largeFiguresAreWrittenInFull() {
    #expect(PlainNumber.fixed(1_200_000_000_000, decimals: 6) == "1200000000000.000000")
    #expect(PlainNumber.fixed(-0x1p80, decimals: 6) == "-1208925819614629174706176.000000")
  }

  @Test func zeroHasNoSign() {
    for value in [-0.0, -0.04, -0.000_000_1] {
      #expect(english.decimal(value, decimals: 1) == "0.0" && french.decimal(value, decimals: 0) == "0")
      #expect(PlainNumber.fixed(value, decimals: 1) == "0.0")
    }
    #expect(english.share(-0.000_4) == "0.0%" && french.share(-0.000_4) == "0,0\u{202F}%")
    #expect(english.decimal(-0.05, decimals: 1) == "-0.1")
  }

  @Test func amounts() {
    #expect(english.money(Money(minorUnits: 5), .euro) == "0.05")
    #expect(english.money(Money(minorUnits: -5), .euro) == "-0.05")
    #expect(french.money(Money(minorUnits: -123_456), .euro) == "-1\u{202F}234,56")
    #expect(french.money(.zero, .euro) == "0,00")
    #expect(english.money(Money(minorUnits: 1_234_567), Currency(code: "JPY")!) == "1,234,567")
    #expect(english.money(Money(minorUnits: -7), Currency(code: "KWD")!) == "-0.007")
    #expect(PlainNumber.money(Money(minorUnits: .min), .euro) == "-92233720368547758.08")
  }

  @Test func sharesAndDays() {
    #expect(english.share(0.1234) == "12.3%" && french.share(0.5, decimals: 0) == "50\u{202F}%")
    let day = Day(year: 2025, month: 1, day: 2)!
    #expect(english.day(day) == "2025-01-02" && french.day(day) == "02/01/2025")
  }

  @Test func whatIsNotFiniteTraps() async {
    await #expect(processExitsWith: .failure) { _ = PlainNumber.fixed(.nan, decimals: 1) }
    await #expect(processExitsWith: .failure) { _ = PlainNumber.fixed(.infinity, decimals: 1) }
  }
}
