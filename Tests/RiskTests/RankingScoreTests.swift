import Risk
import TestSupport
import Testing

@Suite struct RankingScoreTests {
  /// The area by its definition: all pairs of a late row and another, ties counting half.
  @Test(arguments: UInt64(0)..<30) func theAreaIsAShareOfPairs(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let predicted = (0..<60).map { _ in Double(Int.random(in: 1...12, using: &random)) / 16 }
    let outcomes = predicted.map { random.chance($0) }
    var (won, pairs) = (0.0, 0.0)
    for (a, isLate) in zip(predicted, outcomes) where isLate {
      for (b, other) in zip(predicted, outcomes) where !other {
        won += a > b ? 1 : a == b ? 0.5 : 0
        pairs += 1
      }
    }
    let score = RankingScore(predicted, outcomes)
    #expect(abs(score.auc - won / pairs) < 1e-12)
    #expect(score.aucInterval.map { $0.contains(score.auc) } ?? true)
  }

  /// The top fifth by its definition: highest first, ties in order of rows, the first ⌈n/5⌉.
  @Test(arguments: UInt64(0)..<30) func theTopFifthIsThatOfASortedList(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let scores = (0..<Int.random(in: 2...60, using: &random)).map { _ in Double(Int.random(in: 0...6, using: &random)) }
    let outcomes = [true] + scores.dropFirst().map { _ in random.chance(0.4) }
    let top = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix((scores.count + 4) / 5)
    let share = Double(top.count { outcomes[$0] }) / Double(outcomes.count(where: \.self))
    #expect(RankingScore(scores, outcomes).topFifthShare == share)
  }

  @Test func onlyTheOrderOfScoresMatters() {
    let scores = [3.0, -2, 7, 7, 0, 1, 5, 2]
    let outcomes = [true, false, true, false, false, true, false, true]
    let (a, b) = (RankingScore(scores, outcomes), RankingScore(scores.map { $0 * $0 * $0 * 1e9 - 5 }, outcomes))
    #expect((a.auc, a.aucInterval, a.topFifthShare) == (b.auc, b.aucInterval, b.topFifthShare))
    #expect(abs(RankingScore(scores.map { -$0 }, outcomes).auc - (1 - a.auc)) < 1e-15)
  }
}
