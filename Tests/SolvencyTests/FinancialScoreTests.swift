import Foundation
import Ingest
import TestSupport
import Testing

@testable import Solvency

@Suite struct FinancialScoreTests {
  /// A company whose ratios are these, with assets of a million.
  private func company(
    workingCapital: Double, retained: Double, ebit: Double, equityToDebt: Double, sales: Double = 1
  ) -> FinancialStatement {
    let assets = 1_000_000.0
    let debt = assets / (1 + equityToDebt)
    return FinancialStatement([
      .totalAssets: assets, .currentAssets: 0.5 * assets, .currentLiabilities: (0.5 - workingCapital) * assets,
      .retainedEarnings: retained * assets, .ebit: ebit * assets, .equity: equityToDebt * debt,
      .totalLiabilities: debt, .sales: sales * assets,
    ])
  }

  /// Mean ratios of the two groups of Altman's sample, with book equity, and their scores as printed: Altman (2000),
  /// Predicting Financial Distress of Companies: Revisiting the Z-Score and ZETA Models. The ratios were not read again in
  /// the paper; that they reproduce both printed means, 4.14 and 0.15, is what speaks for them.
  @Test func zPrimeOfAltmansGroups() throws {
    let sound = try #require(
      FinancialStatement([
        .totalAssets: 1, .currentAssets: 0.6, .currentLiabilities: 0.186, .retainedEarnings: 0.355, .ebit: 0.154,
        .equity: 2.684 * 0.27, .totalLiabilities: 0.27, .sales: 1.939,
      ]).score(.zPrime).score)
    #expect(abs(sound.value - 4.14) <= 0.005 && sound.zone == .safe)
    // Debts over assets and a negative working capital, equity at market prices: ratios no balance sheet has together.
    let failed = 0.717 * -0.061 + 0.847 * -0.626 + 3.107 * -0.318 + 0.420 * 0.494 + 0.998 * 1.503
    #expect(abs(failed - 0.15) <= 0.005)
    #expect(ScoreKind.zPrime.zone(failed) == .distress)
  }

  /// The seven years of Sears Holdings before its bankruptcy of October 2018, in millions of dollars from its annual reports, and
  /// the scores as printed: H. Tran, The Altman Z-Score: Predicting Financial Distress, section 5
  /// (github.com/hieptran1812/my-website at 1fa0b049, content/blog/trading/forensic-accounting). Of current assets and
  /// liabilities only the difference is printed, but for January 2017.
  @Test func zSecondOfSears() throws {
    let years:
      [(assets: Double, capital: Double, debt: Double, retained: Double, equity: Double, ebit: Double, z: Double)]
    years = [
      (21_381, 1_032, 17_040, 1_865, 4_281, -1_501, 0.39), (19_340, 851, 16_168, 885, 2_755, -838, 0.33),
      (18_261, 774, 16_078, -480, 1_739, -927, -0.04), (13_185, 268, 14_130, -2_162, -951, -1_508, -1.24),
      (11_337, 607, 13_293, -3_291, -1_963, -1_000, -1.34), (9_362, 315, 13_186, -5_512, -3_824, -1_978, -3.42),
      (7_262, -1_103, 10_985, -5_895, -3_723, -430, -4.40),
    ]
    for year in years {
      let statement = FinancialStatement([
        .totalAssets: year.assets, .currentAssets: 4_681 + year.capital, .currentLiabilities: 4_681,
        .retainedEarnings: year.retained, .ebit: year.ebit, .equity: year.equity, .totalLiabilities: year.debt,
      ])
      let score = try #require(statement.score(.zSecond).score)
      #expect(abs(score.value - year.z) <= 0.005 && score.zone == .distress, "\(year)")
      // The form for emerging markets is the same but for its constant and its cut-offs.
      let emerging = try #require(statement.score(.zEmerging).score)
      #expect(abs(emerging.value - (3.25 + year.z)) <= 0.005 && emerging.zone == .distress, "\(year)")
    }
  }

  /// The formulas multiplied out by hand; the emerging markets' one is of Altman, Hartzell & Peck (1995), who print no example
  /// that could be read.
  @Test func zSecondAndItsConstant() throws {
    let statement = company(workingCapital: 0.25, retained: 0.2, ebit: 0.1, equityToDebt: 1.5)
    let plain = try #require(statement.score(.zSecond).score)
    // 1.64 + 0.652 + 0.672 + 1.575
    #expect(abs(plain.value - 4.539) < 1e-12 && plain.zone == .safe)
    #expect(plain.ratios.map(\.value).map { ($0 * 1e9).rounded() / 1e9 } == [0.25, 0.2, 0.1, 1.5])
    let emerging = try #require(statement.score(.zEmerging).score)
    #expect(abs(emerging.value - 7.789) < 1e-12)
    // The constant and the cut-offs move together: no company changes zone.
    for ebit in stride(from: -0.9, through: 0.5, by: 0.05) {
      let other = company(workingCapital: 0.1, retained: 0, ebit: ebit, equityToDebt: 0.5)
      #expect(other.score(.zSecond).score!.zone == other.score(.zEmerging).score!.zone)
    }
  }

  /// No example with its result was found in print. The figures are those of a test of a public program, whose formula agrees
  /// (github.com/H0609-dev-scg/ANALYSFI at 172bd463, models/fa_score.py); the result is worked by hand.
  @Test func conanAndHolderOfAPublicTest() throws {
    let statement = FinancialStatement([
      .totalAssets: 1_000, .currentAssets: 350, .stocks: 0, .totalLiabilities: 670, .permanentCapital: 600,
      .sales: 2_000, .valueAdded: 400, .ebitda: 120, .staffCost: 250, .financialExpense: 20,
    ])
    // 24 × 120 / 670 + 22 × 0.6 + 16 × 0.35 − 87 × 0.01 − 10 × 0.625 = 4.298507 + 13.2 + 5.6 − 0.87 − 6.25
    let score = try #require(statement.score(.conanHolder).score)
    #expect(abs(score.value - 15.978507) < 1e-6 && score.zone == .safe)
  }

  @Test func conanAndHolder() throws {
    let statement = FinancialStatement([
      .totalAssets: 1_000, .currentAssets: 600, .stocks: 100, .totalLiabilities: 500, .permanentCapital: 700,
      .sales: 2_000, .valueAdded: 800, .ebitda: 150, .staffCost: 560, .financialExpense: 40,
    ])
    let score = try #require(statement.score(.conanHolder).score)
    // 24 × 0.3 + 22 × 0.7 + 16 × 0.5 − 87 × 0.02 − 10 × 0.7 = 7.2 + 15.4 + 8 − 1.74 − 7
    #expect(abs(score.value - 21.86) < 1e-12 && score.zone == .safe && score.kind.confidence == .c)
  }

  /// A sum worked by hand in the test of another program, with its result: github.com/emiliensabathier/credit-lab at 5f9c9132,
  /// tests/test_ohlson.py. The coefficients are also those of the Pennsylvania Code, title 7, § 143.31, which has the state's
  /// milk dealers scored by them.
  @Test func ohlsonOfAPublicTest() {
    let ratios = [10, 0.6, 0.1, 1.2, 0, 0.05, 0.12, 0, 0.1]
    let probability = ScoreKind.ohlson.value(ratios)
    // −1.32 − 4.07 + 3.618 − 0.143 + 0.09084 − 0 − 0.1185 − 0.2196 + 0 − 0.0521
    #expect(abs(log(probability / (1 - probability)) - -2.21436) <= 1e-9)
  }

  @Test func ohlson() throws {
    let statement = FinancialStatement([
      .totalAssets: 1_000_000, .currentAssets: 500_000, .currentLiabilities: 250_000, .totalLiabilities: 600_000,
      .netIncome: 50_000, .previousNetIncome: 30_000, .fundsFromOperations: 90_000, .priceIndex: 400,
    ])
    let score = try #require(statement.score(.ohlson).score)
    // −1.32 − 0.407 × 7.824046 + 3.618 − 0.3575 + 0.03785 − 0 − 0.1185 − 0.2745 + 0 − 0.13025 = −1.729287
    #expect(abs(score.value - 0.150679) < 1e-6 && score.zone == .safe)
    let losses = FinancialStatement(
      statement.values.merging([.netIncome: -80_000, .previousNetIncome: -20_000, .totalLiabilities: 1_100_000]) { $1 })
    #expect(losses.score(.ohlson).score!.zone == .distress)
  }

  @Test(arguments: [
    (ScoreKind.zPrime, 1.23, 2.90), (.zSecond, 1.10, 2.60), (.zEmerging, 4.35, 5.85),
  ])
  func altmansZoneBoundaries(kind: ScoreKind, low: Double, high: Double) {
    #expect(kind.zone(low.nextDown) == .distress && kind.zone(low) == .grey)
    #expect(kind.zone(high) == .grey && kind.zone(high.nextUp) == .safe)
  }

  @Test func otherZoneBoundaries() {
    #expect(ScoreKind.conanHolder.zone(4.0.nextDown) == .distress && ScoreKind.conanHolder.zone(4) == .grey)
    #expect(ScoreKind.conanHolder.zone(9.0.nextDown) == .grey && ScoreKind.conanHolder.zone(9) == .safe)
    for (bound, below, from) in [(4.0, "> 65 %", "30–65 %"), (9, "30–65 %", "10–30 %")] {
      #expect(ScoreKind.conanHolderRisk(bound.nextDown) == below && ScoreKind.conanHolderRisk(bound) == from)
    }
    #expect(ScoreKind.conanHolderRisk(16) == "10–30 %" && ScoreKind.conanHolderRisk(16.0.nextUp) == "< 10 %")
    #expect(ScoreKind.ohlson.zone(0.5) == .safe && ScoreKind.ohlson.zone(0.5.nextUp) == .distress)
  }

  @Test func whatIsMissingIsNamed() {
    guard case .missing(let items) = FinancialStatement([.totalAssets: 5, .equity: 2]).score(.zSecond) else {
      return #expect(Bool(false))
    }
    #expect(items == [.currentAssets, .currentLiabilities, .retainedEarnings, .ebit, .totalLiabilities])
  }

  @Test func whatCannotBeTrueIsNamed() {
    func problems(_ change: [StatementItem: Double]) -> Set<FinancialStatement.Problem> {
      let base = company(workingCapital: 0.25, retained: 0.2, ebit: 0.1, equityToDebt: 1.5)
      return Set(FinancialStatement(base.values.merging(change) { $1 }).problems.map(\.problem))
    }
    #expect(problems([:]).isEmpty)
    #expect(problems([.totalAssets: 0]) == [.notPositive(.totalAssets)])
    #expect(problems([.totalLiabilities: -400_000]).contains(.negative(.totalLiabilities)))
    #expect(problems([.currentAssets: 1_100_000]) == [.partOverWhole(.currentAssets, of: .totalAssets)])
    // One figure in thousands beside the others in euros, and the reverse.
    #expect(problems([.sales: 1_000]) == [.units(.sales, .totalAssets)])
    #expect(problems([.ebit: 100_000_000]) == [.units(.ebit, .totalAssets)])
    #expect(
      problems([.totalAssets: 1_000]).isSuperset(of: [
        .units(.currentAssets, .totalAssets), .units(.totalLiabilities, .totalAssets),
      ]))
    #expect(problems([.equity: 5_000_000]) == [.doesNotBalance])
    let base = company(workingCapital: 0.25, retained: 0.2, ebit: 0.1, equityToDebt: 1.5)
    let mixed = FinancialStatement(base.values.merging([.sales: 1_000]) { $1 })
    guard case .impossible(let items) = mixed.score(.zPrime) else { return #expect(Bool(false)) }
    #expect(items == [.totalAssets, .sales])
    // No other figure contradicts this one, and no ratio of a company is that large.
    let plain: [StatementItem: Double] = [
      .totalAssets: 1e6, .currentAssets: 5e5, .stocks: 1e5, .totalLiabilities: 6e5, .permanentCapital: 7e5, .sales: 1e6,
      .valueAdded: 4e5, .ebitda: 1e5, .staffCost: 2e5, .financialExpense: 1e4,
    ]
    #expect(FinancialStatement(plain).score(.conanHolder).score != nil)
    let odd = FinancialStatement(plain.merging([.permanentCapital: 1e30]) { $1 })
    guard case .impossible = odd.score(.conanHolder) else { return #expect(Bool(false)) }
  }

  /// Boxes of the tax return beside plain names, and marked.
  @Test func boxesOfTheTaxReturn() throws {
    let text =
      "code;CO;CJ;BL;BT;DL;DD;DH;EC;EG;FL;FS;FW;FY;FZ;GG;GU;HN;DR\n"
      + "A;1 000;600;60;40;400;30;120;550;300;2000,5;900;300;400;160;90;40;50;50\n"
    let table = try StatementTable(CSVTable(Array(text.utf8), name: "boxes.csv"))
    let statement = try table.statement(0)
    #expect(statement[.totalAssets] == 1_000 && statement[.stocks] == 100 && statement[.retainedEarnings] == 150)
    #expect(statement[.permanentCapital] == 700 && statement[.sales] == 2_000.5 && statement[.valueAdded] == 800.5)
    #expect(statement[.ebitda] == 240.5 && statement.fromBoxes.contains(.ebitda))
    #expect(try #require(statement.score(.conanHolder).score).usesBoxes)
    #expect(table.rowsByKey() == ["A": 0])
  }

  @Test func anUnreadableFigureIsNamedByItsPlaceOnly() throws {
    let table = try StatementTable(CSVTable(Array("code,total_assets\nA,1e3\nB,secret\n".utf8), name: "s.csv"))
    #expect(try table.statement(0)[.totalAssets] == 1_000)
    #expect(throws: StatementTable.UnreadableField(line: 3, column: "total_assets")) { try table.statement(1) }
  }
}
