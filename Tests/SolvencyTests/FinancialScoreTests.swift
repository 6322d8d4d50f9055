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

  /// No worked example of the other formulas was found in print: these are the formulas multiplied out by hand.
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

  @Test func conanAndHolder() throws {
    let statement = FinancialStatement([
      .totalAssets: 1_000, .currentAssets: 600, .stocks: 100, .totalLiabilities: 500, .permanentCapital: 700,
      .sales: 2_000, .valueAdded: 800, .ebitda: 150, .staffCost: 560, .financialExpense: 40,
    ])
    let score = try #require(statement.score(.conanHolder).score)
    // 24 × 0.3 + 22 × 0.7 + 16 × 0.5 − 87 × 0.02 − 10 × 0.7 = 7.2 + 15.4 + 8 − 1.74 − 7
    #expect(abs(score.value - 21.86) < 1e-12 && score.zone == .safe && score.kind.confidence == .c)
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
