import Foundation
import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct OpenModelFileTests {
  /// Clients who differ: a third of them pays late, a third early, and one invoice in forty is never paid.
  static let rows = (0..<720).map { number in
    let client = number % 24
    let late = client < 8 ? 20 + number % 50 : client < 16 ? number % 12 : -(number % 25)
    return InvoiceRow(
      "F\(number)", client: "C\(client)", issued: number / 2, due: number / 2 + 30, amount: Int64(10_000 + number * 7),
      paidOn: number % 40 == 7 ? nil : number / 2 + 30 + late)
  }

  private static let fitted = Result {
    try ModelFile(
      ofOpenItems: .of(rows, asOf: 340), inputs: [ModelFile.Input(file: "ledger.csv", sha256: "abc")], executor: .serial
    )
  }

  private var later: Snapshot { .of(OpenModelFileTests.rows, asOf: 350) }

  @Test func aFileReadBackIsTheSameModel() throws {
    let model = try OpenModelFileTests.fitted.get()
    let again = try JSONDecoder().decode(ModelFile.self, from: JSONEncoder().encode(model))
    #expect(again == model && model.parts.map(\.group) == [.pastDue, .notDue])
    let (one, other) = (
      try model.scores(later, within: 30, executor: .serial), try again.scores(later, within: 30, executor: .serial)
    )
    #expect(!one.scores.isEmpty && one.scores.map(\.probability) == other.scores.map(\.probability))
    #expect(model.trainedUntil == day(340) && model.parts.allSatisfy { $0.validation != nil && $0.rows > 200 })
  }

  /// Every open item has a score, and it is the one a report gives it.
  @Test func scoresAreThoseOfTheModel() throws {
    let model = try OpenModelFileTests.fitted.get()
    let snapshot = Snapshot.of(OpenModelFileTests.rows, asOf: 340)
    let risk = OpenItemRisk(snapshot, executor: .serial)
    let scores = try model.scores(snapshot, within: 30, executor: .serial).scores
    let open = snapshot.clients.indices.reduce(0) { $0 + snapshot.account($1).count(where: \.isOpen) }
    #expect(
      scores.count == open && Set(scores.map { OpenItemGroup(age: $0.document.due.days(until: day(340))) }).count == 2)
    let isUsed = risk.groups.values.allSatisfy(\.isUsed)
    try #require(isUsed)
    for score in scores {
      let account = snapshot.account(score.client)
      let index = try #require(account.firstIndex { $0.position == score.document.position })
      let outlook = try #require(risk.outlooks(account)[index])
      #expect(abs(outlook.probability(paidWithin: 30) - score.probability) < 1e-12)
    }
  }

  @Test(arguments: ModelFile.horizons) func contributionsSumToTheLogit(horizon: Int) throws {
    let model = try OpenModelFileTests.fitted.get()
    let scores = try model.scores(later, within: horizon, executor: .serial).scores
    #expect(!scores.isEmpty)
    for score in scores {
      let logit = score.contributions.reduce(score.portfolioLogit) { $0 + $1.logit }
      #expect(abs(LogisticRegression.probability(ofLogit: logit) - score.probability) < 1e-12)
      #expect(score.contributions.map(\.name).filter { $0.contains(":") || $0 == "log_horizon" } == [])
    }
  }

  @Test func aLongerHorizonIsNeverLessLikely() throws {
    let model = try OpenModelFileTests.fitted.get()
    let chances = try ModelFile.horizons.map {
      try model.scores(later, within: $0, executor: .serial).scores.map(\.probability)
    }
    for (shorter, longer) in zip(chances, chances.dropFirst()) {
      #expect(zip(shorter, longer).allSatisfy { $0 <= $1 + 1e-12 })
    }
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let model = try OpenModelFileTests.fitted.get()
    #expect(throws: ModelFile.Mismatch.olderLedger(asOf: day(339), trainedUntil: day(340))) {
      try model.check(against: .of(OpenModelFileTests.rows, asOf: 339))
    }
    func changed(_ key: String, _ value: Any) throws -> ModelFile {
      var json = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(model)) as? [String: Any])
      json[key] = value
      return try JSONDecoder().decode(ModelFile.self, from: JSONSerialization.data(withJSONObject: json))
    }
    #expect(throws: ModelFile.Mismatch.task("fraud")) { try changed("task", "fraud").check(against: later) }
    #expect(throws: ModelFile.Mismatch.damaged) { try changed("task", "issue").check(against: later) }
    #expect(throws: ModelFile.Mismatch.damaged) { try changed("parts", [Any]()).check(against: later) }
    #expect(throws: ModelFile.Mismatch.version(found: 1, expected: 4)) {
      try changed("version", 1).check(against: later)
    }
  }

  /// Clients who leave everything unpaid have moved; the same population has not.
  @Test func driftIsSeen() throws {
    let model = try OpenModelFileTests.fitted.get()
    let changed = OpenModelFileTests.rows.map { row in
      var row = row
      if row.issued > 240 { row.paidOn = nil }
      return row
    }
    let drift = try model.scores(.of(changed, asOf: 380), within: 30, executor: .serial).drift
    let age = try #require(drift.first { $0.group == .pastDue && $0.feature == "log_age" })
    #expect(age.index.value > 0.25 && drift.count == 22)
  }

  @Test func nothingToLearnFromIsNamed() {
    let unpaid = [InvoiceRow("1", issued: 0, due: 10, amount: 100)]
    #expect(throws: OpenItemModel.Failure.tooFewEvents(events: 0, needed: 1)) {
      try ModelFile(ofOpenItems: .of(unpaid, asOf: 60), inputs: [], executor: .serial)
    }
  }
}
