import Execution
import Foundation
import Receivables
import TestSupport
import Testing

@testable import Risk

@Suite struct PenaltyChoiceTests {
  /// Rows with the day each was predicted on; the outcome is known 30 days later.
  private struct Timeline: DatedRows {
    var days: [Int] = []
    var values: [[Double]] = []
    var outcomes: [Bool] = []

    func predictionDay(atShare share: Double) -> Day? {
      let sorted = days.sorted()
      let rank = Int((share * Double(sorted.count)).rounded(.up))
      return sorted.isEmpty ? nil : Day(number: Int32(sorted[max(rank, 1) - 1]))
    }

    func known(by day: Day) -> DesignMatrix { select { $0 + 30 <= Int(day.number) } }
    func predicted(after first: Day, until last: Day) -> DesignMatrix {
      select { $0 > Int(first.number) && $0 <= Int(last.number) }
    }

    private func select(_ belongs: (Int) -> Bool) -> DesignMatrix {
      let kept = days.indices.filter { belongs(days[$0]) }
      let columns = (values.first ?? []).indices.map { "x\($0 + 1)" }
      return DesignMatrix(
        columns: columns, values: kept.map { values[$0] }, outcomes: kept.map { outcomes[$0] })
    }
  }

  /// Four rows a day for two years; the first column matters by `effect`, the other `columns` − 1 do not.
  private static func timeline(effect: Double, columns: Int, seed: UInt64) -> Timeline {
    var random = SeededGenerator(seed: seed)
    var rows = Timeline()
    for day in 0..<730 {
      for _ in 0..<4 {
        let x = (0..<columns).map { _ in random.normal() }
        rows.days.append(day)
        rows.values.append(x)
        rows.outcomes.append(random.chance(1 / (1 + exp(1 - effect * x[0]))))
      }
    }
    return rows
  }

  @Test func windowsFollowEachOtherAndTrainOnWhatWasKnown() throws {
    let rows = PenaltyChoiceTests.timeline(effect: 1, columns: 2, seed: 1)
    let choice = try PenaltyChoice(rows, shape: PenaltyShape(ridge: [1, 1]), executor: .serial)
    #expect(choice.windows.map { Int($0.trainedUntil.number) } == [364, 456, 547, 638])
    #expect(choice.windows.map { Int($0.testedUntil.number) } == [456, 547, 638, 729])
    #expect(choice.windows.map(\.trainingRows) == [364, 456, 547, 638].map { ($0 - 30 + 1) * 4 })
    #expect(choice.windows.map(\.testRows) == [92, 91, 91, 91].map { $0 * 4 })
    #expect(choice.path.map(\.lambda) == PenaltyChoice.standardGrid.reversed())
  }

  /// The loss of each candidate, recomputed with a fit of its own from the rows of each window.
  @Test func lossesAreThoseOfFitsOnThePast() throws {
    let rows = PenaltyChoiceTests.timeline(effect: 1, columns: 3, seed: 2)
    let shape = PenaltyShape(ridge: [1, 1, 1])
    let choice = try PenaltyChoice(rows, shape: shape, grid: [2, 200], windows: 2, executor: .serial)
    for candidate in choice.path {
      var (total, count) = (0.0, 0)
      for (window, loss) in zip(choice.windows, candidate.windowLosses) {
        let training = rows.known(by: window.trainedUntil)
        let fit = try LogisticRegression(
          training, penalty: shape.penalty(candidate.lambda, ColumnSpread(training, executor: .serial)),
          executor: .serial)
        let days = Int(window.trainedUntil.number) + 1...Int(window.testedUntil.number)
        let test = rows.days.indices.filter { days.contains(rows.days[$0]) }
        let losses = test.map { row in
          let p = fit.probability(rows.values[row])
          return -log(rows.outcomes[row] ? p : 1 - p)
        }
        #expect(abs(losses.reduce(0, +) / Double(test.count) - loss) < 1e-9)
        total += losses.reduce(0, +)
        count += test.count
      }
      #expect(abs(total / Double(count) - candidate.logLoss) < 1e-9)
    }
    #expect(choice.chosen.logLoss == choice.path.map(\.logLoss).min())
  }

  /// Fifty columns of noise want shrinking; one that tells wants none.
  @Test func noiseIsShrunkAndASignalIsNot() throws {
    let noise = PenaltyChoiceTests.timeline(effect: 0, columns: 50, seed: 3)
    let ridge = Array(repeating: 1.0, count: 50)
    let strong = try PenaltyChoice(noise, shape: PenaltyShape(ridge: ridge), executor: .serial)
    #expect(strong.chosen.lambda >= 300)
    let signal = PenaltyChoiceTests.timeline(effect: 2, columns: 1, seed: 4)
    let weak = try PenaltyChoice(signal, shape: PenaltyShape(ridge: [1]), executor: .serial)
    #expect(weak.chosen.lambda <= 30)
    #expect(weak.chosen.logLoss < weak.path.first!.logLoss - 0.01)
  }

  /// What is dated after a window's end changes nothing in it.
  @Test func theFutureChangesNoEarlierWindow() throws {
    let rows = PenaltyChoiceTests.timeline(effect: 1, columns: 2, seed: 5)
    var changed = rows
    for row in rows.days.indices where rows.days[row] > 547 {
      changed.outcomes[row].toggle()
      changed.values[row][0] *= -50
    }
    let shape = PenaltyShape(ridge: [1, 1])
    let (a, b) = (
      try PenaltyChoice(rows, shape: shape, executor: .serial),
      try PenaltyChoice(changed, shape: shape, executor: .serial)
    )
    #expect(a.windows == b.windows)
    for (a, b) in zip(a.path, b.path) {
      #expect(a.windowLosses.prefix(2) == b.windowLosses.prefix(2))
      #expect(a.windowLosses[2] != b.windowLosses[2])
    }
  }

  @Test func withoutAWindowThereIsNoChoice() {
    let shape = PenaltyShape(ridge: [1])
    #expect(throws: PenaltyChoice.Failure.noWindow(nil)) {
      try PenaltyChoice(Timeline(), shape: shape, executor: .serial)
    }
    #expect(throws: PenaltyChoice.Failure.noWindow(nil)) {
      try PenaltyChoice(
        Timeline(days: [5, 5, 5], values: [[1], [2], [3]], outcomes: [true, false, true]), shape: shape,
        executor: .serial)
    }
    var oneClass = PenaltyChoiceTests.timeline(effect: 1, columns: 1, seed: 6)
    oneClass.outcomes = oneClass.outcomes.map { _ in false }
    #expect(throws: PenaltyChoice.Failure.noWindow(.tooFewEvents(events: 0, needed: 1))) {
      try PenaltyChoice(oneClass, shape: shape, executor: .serial)
    }
  }

  @Test func equallyGoodFactorsGiveTheLarger() throws {
    let rows = PenaltyChoiceTests.timeline(effect: 1, columns: 1, seed: 7)
    let choice = try PenaltyChoice(rows, shape: PenaltyShape(ridge: [0]), grid: [1, 10, 5], executor: .serial)
    #expect(Set(choice.path.map(\.logLoss)).count == 1, "nothing is penalised")
    #expect(choice.chosen.lambda == 10 && choice.isAtEdge)
  }
}
