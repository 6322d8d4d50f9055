import Receivables
import Statistics
import Tables
import TestSupport
import Testing

@testable import Reports
@testable import Risk

/// Whoever adds a feature to a model is told here which words the reports lack.
@Suite struct FeatureWordsTests {
  private static let languages: [Language] = [.english, .french]
  private let snapshot = Snapshot.of(RandomLedger(seed: 3).rows, asOf: 400)
  private let calendar = PaymentCalendar(firstPayment: day(0), countsWeekends: true)

  private func reason(_ name: String) -> LogitFormula.Contribution {
    LogitFormula.Contribution(name: name, value: 0, typical: 0, logit: 0.5)
  }

  @Test(arguments: languages) func everyColumnHasATitle(language: Language) {
    let names =
      IssueFeatures.catalogue(attributes: ["Commercial"]).map(\.name) + OpenItemFeatures.standard.map(\.name)
    for name in names {
      #expect(FeatureWords.title(name, language) != name, "FeatureWords has no words for \(name)")
    }
  }

  /// Features that tell of one thing have one fact, under the name of the first.
  @Test(arguments: languages) func everyIssueFeatureHasAFact(language: Language) throws {
    let curve = snapshot.evaluate(PortfolioCurve(of: snapshot, calendar: calendar, grace: 30), on: .serial)
    let account = try #require(snapshot.clients.indices.map(snapshot.account).first { !$0.isEmpty })
    var history = IssueHistory(account, portfolio: curve, attributes: [])
    history.advance(to: snapshot.asOf)
    let known = history.knowledge(due: snapshot.asOf + 30)
    // The fact that one was issued on a weekend has the words of the title.
    let document = try #require(account.first { $0.issued.weekday < 5 })
    for name in Set(IssueFeatures.catalogue(attributes: ["Commercial"]).map { IssueFeatures.subject($0.name) }) {
      let fact = ContributionWords.fact(reason(name), beside: -1, known, document, language)
      #expect(fact != FeatureWords.title(name, language), "ContributionWords has no words for \(name)")
    }
  }

  @Test(arguments: languages) func everyOpenItemFeatureHasAFact(language: Language) throws {
    let portfolio = snapshot.evaluate(PortfolioHazard(on: [snapshot.asOf], calendar: calendar), on: .serial)
    var items: [OpenItemKnowledge] = []
    for client in snapshot.clients.indices {
      OpenItemHistory.forEachItem(snapshot.account(client), portfolio: portfolio, calendar: calendar) {
        items.append($2)
      }
    }
    let item = try #require(items.first)
    for name in Set(OpenItemFeatures.standard.map { OpenItemFeatures.subject($0.name) }) {
      let fact = OpenContributionWords.fact(reason(name), item, within: 30, language)
      #expect(fact != FeatureWords.title(name, language), "OpenContributionWords has no words for \(name)")
    }
  }
}
