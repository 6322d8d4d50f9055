import Foundation
import Receivables
import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct IssueModelFileTests {
  /// Clients who differ: the lower half of them pays late.
  private static let rows = (0..<1_200).map { number in
    let client = number % 30
    let late = client < 10 ? 20 + number % 50 : number % 35
    return InvoiceRow(
      "F\(number)", client: "C\(client)", issued: number / 2, due: number / 2 + 30, amount: Int64(10_000 + number * 7),
      paidOn: number / 2 + 30 + late)
  }

  private func file(asOf: Int = 600) throws -> ModelFile {
    try ModelFile(
      atIssue: .of(IssueModelFileTests.rows, asOf: asOf), outcome: LateOutcome(grace: 10),
      inputs: [ModelFile.Input(file: "ledger.csv", sha256: "abc")], executor: .serial)
  }

  @Test func aFileReadBackIsTheSameModel() throws {
    let model = try file()
    let again = try JSONDecoder().decode(ModelFile.self, from: JSONEncoder().encode(model))
    #expect(again == model)
    let snapshot = Snapshot.of(IssueModelFileTests.rows, asOf: 620)
    let (one, other) = (
      try model.scores(snapshot, within: 30, executor: .serial),
      try again.scores(snapshot, within: 30, executor: .serial)
    )
    #expect(!one.scores.isEmpty && one.scores.map(\.probability) == other.scores.map(\.probability))
    #expect(model.trainedUntil == day(600) && model.parts[0].rows > 500 && model.parts[0].validation != nil)
  }

  /// The intercept is a row at the portfolio's means; the contributions are all that sets a row apart from it.
  @Test func contributionsSumToTheLogit() throws {
    let model = try file()
    for score in try model.scores(.of(IssueModelFileTests.rows, asOf: 620), within: 30, executor: .serial).scores {
      let logit = score.contributions.reduce(score.portfolioLogit) { $0 + $1.logit }
      #expect(abs(LogisticRegression.probability(ofLogit: logit) - score.probability) < 1e-12)
      let sizes = score.contributions.map { abs($0.logit) }
      #expect(sizes == sizes.sorted(by: >))
    }
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let model = try file()
    #expect(throws: ModelFile.Mismatch.olderLedger(asOf: day(599), trainedUntil: day(600))) {
      try model.check(against: .of(IssueModelFileTests.rows, asOf: 599))
    }
    var json = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(model)) as? [String: Any])
    json["version"] = 1
    var other = try JSONDecoder().decode(ModelFile.self, from: JSONSerialization.data(withJSONObject: json))
    #expect(throws: ModelFile.Mismatch.version(found: 1, expected: 4)) {
      try other.check(against: .of(IssueModelFileTests.rows, asOf: 620))
    }
    (json["version"], json["currency"]) = (4, "USD")
    other = try JSONDecoder().decode(ModelFile.self, from: JSONSerialization.data(withJSONObject: json))
    #expect(throws: ModelFile.Mismatch.currency(found: "USD", ledger: "EUR")) {
      try other.check(against: .of(IssueModelFileTests.rows, asOf: 620))
    }
  }

  /// A file that somebody changed is refused, not applied and not trapped on.
  @Test(arguments: [
    ("lateAfter", "-1"), ("coefficients", "[0.5]"), ("coefficients", "[1e300, 1, 1, 1, 1, 1, 1, 1, 1]"),
    ("places", "[0, 1, 2, 3, 4, 5, 99]"), ("places", "[0, 0, 1, 2, 3, 4, 5]"), ("places", "[]"),
    ("deviation", "0"), ("low", "1e300"), ("counts", "[]"), ("counts", "[-1]"), ("counts", "[0, 0]"),
  ]) func aChangedFileIsRefused(key: String, value: String) throws {
    let text = try #require(String(data: JSONEncoder().encode(file()), encoding: .utf8))
    let pattern = try Regex("\"\(key)\":(\\[[^\\[\\]]*\\]|-?[0-9.e+-]+)")
    #expect(text.contains(pattern), "\(key) is not in the file")
    let changed = text.replacing(pattern, with: "\"\(key)\":\(value)")
    let model = try JSONDecoder().decode(ModelFile.self, from: Data(changed.utf8))
    #expect(throws: ModelFile.Mismatch.damaged) {
      try model.scores(.of(IssueModelFileTests.rows, asOf: 620), within: 30, executor: .serial)
    }
  }

  /// A distribution too many, or of another feature, would be compared with values that are not there.
  @Test func distributionsOfOtherFeaturesAreRefused() throws {
    var json = try #require(JSONSerialization.jsonObject(with: JSONEncoder().encode(file())) as? [String: Any])
    let parts = try #require(json["parts"] as? [[String: Any]])
    let described = try #require(parts[0]["distributions"] as? [Any])
    for changed in [described + [described[0]], Array(described.reversed()), []] {
      var part = parts[0]
      part["distributions"] = changed
      json["parts"] = [part]
      let model = try JSONDecoder().decode(ModelFile.self, from: JSONSerialization.data(withJSONObject: json))
      #expect(throws: ModelFile.Mismatch.damaged) {
        try model.scores(.of(IssueModelFileTests.rows, asOf: 620), within: 30, executor: .serial)
      }
    }
  }

  /// Clients who begin to leave much past due have moved; the same population has not.
  @Test func driftIsSeen() throws {
    let model = try file()
    let changed = IssueModelFileTests.rows.map { row in
      var row = row
      if row.issued > 400 { row.paidOn = nil }
      return row
    }
    let moved = try model.scores(.of(changed, asOf: 640), within: 30, executor: .serial).drift
    let overdue = try #require(moved.first { $0.feature == HasOverdue().name })
    #expect(overdue.index.value > 0.25)
  }
}
