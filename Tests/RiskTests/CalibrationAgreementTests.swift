import Risk
import Statistics
import TestSupport
import Testing

@Suite struct CalibrationAgreementTests {
  /// Of two groups of equal rows the slope is the difference of the groups' log-odds over that of the predictions, and its
  /// variance is the sum of their 1 / (n p (1 − p)), over the squared difference; the rate is a ratio of sums.
  @Test func matchesTheClosedForm() throws {
    let predicted = Array(repeating: 0.1, count: 200) + Array(repeating: 0.4, count: 200)
    let outcomes = (0..<400).map { $0 % 40 < ($0 < 200 ? 6 : 18) }
    let agreement = PredictionScore(predicted, outcomes).agreement
    let (rate, slope) = (try #require(agreement.rate), try #require(agreement.slope))
    #expect(agreement.rarer == 120 && abs(rate.value - 1.2) < 1e-12)
    // logit 0.15 = −1.734601, logit 0.45 = −0.200671; logit 0.1 = −2.197225, logit 0.4 = −0.405465.
    #expect(abs(slope.value - (1.734601 - 0.200671) / (2.197225 - 0.405465)) < 1e-5)
    let variance = (1 / (200 * 0.15 * 0.85) + 1 / (200 * 0.45 * 0.55)) / (1.791759 * 1.791759) * 400 / 399
    // Student's t, 399 degrees of freedom: 1.965927.
    #expect(abs(slope.high! - slope.value - 1.965927 * variance.squareRoot()) < 1e-5)
    // Σ (y − 1.2 p)² = 30 · 0.88² + 170 · 0.12² + 90 · 0.52² + 110 · 0.48², over 100².
    let squares = 30 * 0.7744 + 170 * 0.0144 + 90 * 0.2704 + 110 * 0.2304
    #expect(abs(rate.high! - rate.value - 1.965927 * (squares / 10_000 * 400 / 399).squareRoot()) < 1e-6)
  }

  /// Right probabilities of clients whose rows go together: taken together, the intervals hold 1 in nineteen samples of twenty;
  /// taken as independent, in far fewer.
  @Test func clientsAreTakenTogether() {
    var random = SeededGenerator(seed: 5)
    var (held, heldAlone) = (0, 0)
    for _ in 0..<300 {
      let clients = (0..<600).map { $0 / 10 }
      let chances = (0..<60).map { _ in Double.random(in: 0.1...0.6, using: &random) }
      let outcomes = chances.map { random.chance($0) }
      let rows = (clients.map { chances[$0] }, clients.map { outcomes[$0] })
      let (together, alone) = (
        PredictionScore(rows.0, rows.1, clients: clients).agreement.rate!,
        PredictionScore(rows.0, rows.1).agreement.rate!
      )
      if (together.low!...together.high!).contains(1) { held += 1 }
      if (alone.low!...alone.high!).contains(1) { heldAlone += 1 }
    }
    #expect(held > 270 && held < 297 && heldAlone < 200)
  }

  @Test(arguments: [(60, CalibrationAgreement.Verdict.tooFewRows), (600, .agree), (6_000, .agree), (600_000, .agree)])
  func trifles(rows: Int, verdict: CalibrationAgreement.Verdict) {
    // One in five said, nine in forty came.
    let score = PredictionScore(
      (0..<rows).map { $0 % 2 == 0 ? 0.1 : 0.3 }, (0..<rows).map { $0 / 2 % 20 < ($0 % 2 == 0 ? 2 : 7) })
    #expect(score.agreement.verdict == verdict)
  }
}
