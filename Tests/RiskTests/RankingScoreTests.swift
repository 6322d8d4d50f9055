import Risk
import Statistics
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

  /// The interval of rows of clients by its definition, placements counted pair by pair.
  @Test(arguments: UInt64(0)..<20) func theIntervalOfRowsOfClients(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let clients = (0..<80).map { _ in Int.random(in: 0..<9, using: &random) }
    let scores = clients.map { Double($0 + Int.random(in: 0...8, using: &random)) }
    let outcomes = scores.map { random.chance($0 / 20) }
    let (late, others) = (outcomes.indices.filter { outcomes[$0] }, outcomes.indices.filter { !outcomes[$0] })
    func wins(_ a: Int, _ b: Int) -> Double { scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? 0.5 : 0 }
    let (m, n) = (Double(late.count), Double(others.count))
    let auc = late.reduce(0) { $0 + others.map { [late = $1] in wins(late, $0) }.reduce(0, +) } / (m * n)
    var (s10, s01, s11) = (0.0, 0.0, 0.0)
    for client in Set(clients) {
      let mine = late.filter { clients[$0] == client }.map { a in others.map { wins(a, $0) }.reduce(0, +) / n - auc }
      let rest = others.filter { clients[$0] == client }.map { b in late.map { wins($0, b) }.reduce(0, +) / m - auc }
      let (x, y) = (mine.reduce(0, +), rest.reduce(0, +))
      (s10, s01, s11) = (s10 + x * x, s01 + y * y, s11 + x * y)
    }
    let (i10, i01) = (Double(Set(late.map { clients[$0] }).count), Double(Set(others.map { clients[$0] }).count))
    let i = Double(Set(clients).count)
    let variance = i10 / (i10 - 1) * s10 / (m * m) + i01 / (i01 - 1) * s01 / (n * n) + 2 * i / (i - 1) * s11 / (m * n)
    let score = RankingScore(scores, outcomes, clients: clients)
    let interval = try #require(score.aucInterval)
    #expect(abs(score.auc - auc) < 1e-12)
    let width = StudentT.quantile975(degreesOfFreedom: i - 1) * variance.squareRoot()
    #expect(abs(interval.lowerBound - max(auc - width, 0)) < 1e-12)
    #expect(abs(interval.upperBound - min(auc + width, 1)) < 1e-12)
  }

  /// The same rows many times over are no more clients: the interval stays as wide.
  @Test func rowsOfAClientAreNotNewEvidence() throws {
    let (scores, outcomes, clients) = (
      [1.0, 2, 3, 4, 5, 6], [false, true, false, true, false, true], [0, 0, 1, 1, 2, 2]
    )
    func tenfold<Value>(_ values: [Value]) -> [Value] { (0..<10).flatMap { _ in values } }
    let once = try #require(RankingScore(scores, outcomes, clients: clients).aucInterval)
    let often = try #require(
      RankingScore(tenfold(scores), tenfold(outcomes), clients: tenfold(clients)).aucInterval)
    #expect(abs(once.lowerBound - often.lowerBound) < 1e-12 && abs(once.upperBound - often.upperBound) < 1e-12)
  }

  @Test func onlyTheOrderOfScoresMatters() {
    let scores = [3.0, -2, 7, 7, 0, 1, 5, 2]
    let outcomes = [true, false, true, false, false, true, false, true]
    let (a, b) = (RankingScore(scores, outcomes), RankingScore(scores.map { $0 * $0 * $0 * 1e9 - 5 }, outcomes))
    #expect((a.auc, a.aucInterval, a.topFifthShare) == (b.auc, b.aucInterval, b.topFifthShare))
    #expect(abs(RankingScore(scores.map { -$0 }, outcomes).auc - (1 - a.auc)) < 1e-15)
  }
}
