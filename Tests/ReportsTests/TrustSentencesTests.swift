import Receivables
import Risk
import Tables
import Testing

@testable import Reports

/// What a treasurer is told of a model's test.
@Suite struct TrustSentencesTests {
  /// Half the predictions 10 % and half 40 %; `late` of each forty are late.
  private func score(late: (low: Int, high: Int), of rows: Int = 400) -> PredictionScore {
    let predicted = Array(repeating: 0.1, count: rows / 2) + Array(repeating: 0.4, count: rows / 2)
    return PredictionScore(predicted, (0..<rows).map { $0 % 40 < ($0 < rows / 2 ? late.low : late.high) })
  }

  private func text(_ score: PredictionScore, isUsed: Bool, _ language: Language) -> String {
    TrustSentences.paragraph(score, isUsed: isUsed, language, CellStyle(language: language, currency: .euro))
  }

  @Test func aGoodModelIsSaidToBeOne() {
    // 20 of 200 and 80 of 200 late, as predicted. Of a late and a timely invoice, 80 / 100 × 180 / 300 are in order and
    // 80 / 100 × 120 / 300 + 20 / 100 × 180 / 300 are ties: 0.48 + 0.44 / 2 = 0.70.
    let good = score(late: (4, 16))
    #expect(
      text(good, isUsed: true, .english)
        == "What to make of it: Of two invoices, one late and one not, it rates the late one higher 70 times in 100; chance "
        + "does 50. The fifth it rated highest held 32.0% of the late ones. It announced 25.0% late and 25.0% were. Rely "
        + "on its order, and on its probabilities for groups of invoices. Of one invoice it says what to expect of many like it, not what this one will do."
    )
    #expect(text(good, isUsed: true, .french).contains("il place celle-ci devant 70 fois sur 100"))
  }

  @Test func wrongProbabilitiesAreSaidToBeWrong() {
    // Twice as many late as predicted, then half as many.
    let (low, high) = (score(late: (8, 30)), score(late: (2, 8), of: 800))
    #expect(text(low, isUsed: true, .english).hasSuffix("which were too low overall."))
    #expect(text(high, isUsed: true, .english).hasSuffix("which were too high overall."))
    #expect(text(low, isUsed: true, .french).hasSuffix("dans l'ensemble trop basses."))
  }

  /// The order is right and the mean too, but the two groups are farther apart than was said, or nearer.
  @Test func wrongDistancesAreSaid() {
    let (close, spread) = (score(late: (1, 19)), score(late: (8, 12)))
    #expect(
      text(close, isUsed: true, .english).hasSuffix(
        "its high ones were not high enough, and its low ones not low enough."))
    #expect(text(spread, isUsed: true, .english).hasSuffix("its high ones were too high, and its low ones too low."))
    #expect(text(spread, isUsed: true, .french).hasSuffix("les élevées l'étaient trop, les basses aussi."))
  }

  /// Forty rows say nothing of probabilities, even of wrong ones; a hundred thousand do not make a fault of a trifle.
  @Test func theNumberOfRowsIsNoVerdict() {
    let few = score(late: (8, 30), of: 40)
    #expect(few.agreement.rarer == 18)
    #expect(
      text(few, isUsed: true, .english).contains("Rely on its order. Whether its probabilities are right, too few rows")
    )
    #expect(text(few, isUsed: true, .french).contains("il en faut 100."))
    let many = score(late: (5, 17), of: 100_000)
    #expect(many.calibration.allSatisfy { !$0.isCalibrated }, "every tenth is off")
    #expect(text(many, isUsed: true, .english).contains("Rely on its order, and on its probabilities"))
  }

  @Test func aModelThatLosesIsNotRecommended() {
    #expect(text(score(late: (4, 16)), isUsed: false, .english).contains("nothing here rests on it"))
    #expect(text(score(late: (4, 16)), isUsed: false, .french).contains("rien ici ne repose sur lui"))
  }
}
