import Receivables
import Statistics
import Testing

@Suite struct ConcentrationTests {
  private func concentration(_ balances: [Int64]) -> Concentration {
    Concentration(
      balances.enumerated().map { Concentration.Debtor(client: $0, balance: Money(minorUnits: $1)) })
  }

  /// Shares of 50, 30 and 20 %: 0.25 + 0.09 + 0.04.
  @Test func sharesAndHerfindahlIndex() throws {
    let found = concentration([30, 50, 20])
    #expect(abs(try #require(found.herfindahl) - 0.38) < 1e-15)
    #expect(abs(try #require(found.equivalentDebtors) - 1 / 0.38) < 1e-12)
    #expect([1, 2, 3, 10].map { found.share(ofTop: $0) } == [0.5, 0.8, 1, 1])
    #expect(found.debtors.map(\.client) == [1, 0, 2] && found.share(of: found.debtors[2]) == 0.2)
    #expect(found.total.minorUnits == 100)
  }

  @Test func aClientInCreditIsLeftOut() throws {
    let found = concentration([-400, 60, 0, 40])
    #expect(found.debtors.map(\.client) == [1, 3] && found.total.minorUnits == 100)
    #expect(abs(try #require(found.herfindahl) - 0.52) < 1e-15)
  }

  @Test(arguments: [1, 2, 7, 100]) func equalClientsCountOneEach(count: Int) throws {
    let found = concentration(Array(repeating: 1_234, count: count))
    #expect(abs(try #require(found.equivalentDebtors) - Double(count)) < 1e-9)
    #expect(found.debtors.map(\.client) == Array(0..<count), "of equal ones the first")
  }

  @Test func withoutDebtorsThereIsNothingToSay() {
    for found in [concentration([]), concentration([-5, 0])] {
      #expect(found.herfindahl == nil && found.equivalentDebtors == nil && found.share(ofTop: 5) == nil)
      #expect(found.debtors.isEmpty && found.total == .zero)
    }
  }

  /// Squares of 10¹⁷ cents do not fit in 64 bits.
  @Test func largeBalancesDoNotOverflow() throws {
    #expect(
      abs(try #require(concentration([100_000_000_000_000_000, 300_000_000_000_000_000]).herfindahl) - 0.625) < 1e-15)
  }
}
