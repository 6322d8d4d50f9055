import Receivables
import Risk
import Tables
import Testing

@testable import Reports

/// What a treasurer is told of a model's test.
@Suite struct TrustSentencesTests {
  /// 200 predictions of 10 % and 200 of 40 %, in tenths of 40 invoices; `late` of each forty are late.
  private func score(late: (low: Int, high: Int)) -> PredictionScore {
    let predicted = Array(repeating: 0.1, count: 200) + Array(repeating: 0.4, count: 200)
    return PredictionScore(predicted, (0..<400).map { $0 % 40 < ($0 < 200 ? late.low : late.high) })
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
        + "does 50. The fifth it rated highest held 32.0% of the late ones. It announced 25.0% late and 25.0% were; 10 of "
        + "its 10 tenths agree with what happened, within the luck of the draw. Rely on its order, and on its probabilities "
        + "for groups of invoices. Of one invoice it says what to expect of many like it, not what this one will do.")
    #expect(text(good, isUsed: true, .french).contains("il place celle-ci devant 70 fois sur 100"))
  }

  @Test func wrongProbabilitiesAreSaidToBeWrong() {
    // Twice as many late as predicted, then half as many.
    let (low, high) = (score(late: (8, 30)), score(late: (1, 6)))
    #expect(text(low, isUsed: true, .english).hasSuffix("which were too low overall."))
    #expect(text(high, isUsed: true, .english).hasSuffix("which were too high overall."))
    #expect(text(low, isUsed: true, .french).hasSuffix("dans l'ensemble trop basses."))
  }

  @Test func aModelThatLosesIsNotRecommended() {
    #expect(text(score(late: (4, 16)), isUsed: false, .english).contains("nothing here rests on it"))
    #expect(text(score(late: (4, 16)), isUsed: false, .french).contains("rien ici ne repose sur lui"))
  }
}
