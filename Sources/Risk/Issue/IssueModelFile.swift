public import Execution
public import Receivables
internal import Statistics

extension ModelFile {
  /// The model at issue, fitted on all that a snapshot knows.
  public init(
    atIssue snapshot: Snapshot, outcome: LateOutcome, inputs: [Input], executor: Executor
  ) throws(IssueModel.Failure) {
    let risk = LateRisk(snapshot, outcome: outcome, executor: executor)
    let model = try risk.fit.get()
    let validation = (try? risk.validation.get()).map(Validation.init)
    let part = Part(
      model.regression, group: nil, tail: IssueModel.settings.tail, days: model.issueDays, rows: model.rows,
      events: model.events, validation, model.distributions)
    self.init(
      .issue, lateAfter: outcome.grace, snapshot, attributes: model.attributes, model.calendar, [part], inputs: inputs)
  }

  /// Days before the as-of day whose invoices are compared with those of the fit.
  public static let recentDays = 90

  /// Scores the open invoices of an account, as on their issue day but with what is known today.
  ///
  /// The population is of the invoices issued lately, each as it looked then. Those open today would not do: bad payers are
  /// many among them on any day.
  func issueScorer(_ snapshot: Snapshot, _ executor: Executor) -> @Sendable (Account) -> Scored {
    let portfolio = snapshot.evaluate(
      PortfolioCurve(of: snapshot, calendar: calendar, grace: lateAfter!), on: executor)
    let records = AttributeHistory.records(of: snapshot, outcome: LateOutcome(grace: lateAfter!), executor)
    let (catalogue, formula) = (IssueFeatures.catalogue(attributes: attributes), parts[0].formula)
    let attributes = snapshot.attributes
    return { account in
      var history = IssueHistory(account, portfolio: portfolio, attributes: records)
      var recent: [Member] = []
      for life in history.lives where !life.isPaidInAdvance && life.issued > account.asOf - ModelFile.recentDays {
        history.advance(to: life.issued - 1)
        let (known, prospect) = (history.knowledge(due: life.due), Prospect(account[life.document], attributes))
        recent.append(Member(group: nil, features: catalogue.map { $0.value(of: prospect, known) }))
      }
      history.advance(to: account.asOf)
      let scores = account.filter(\.isOpen).map { document in
        let known = history.knowledge(due: document.due)
        let prospect = Prospect(document, attributes)
        let features = catalogue.map { $0.value(of: prospect, known) }
        return Score(
          client: account.client, document: document, probability: formula.probability(features),
          contributions: formula.contributions(features).gathered(by: IssueFeatures.subject),
          portfolioLogit: formula.coefficients[0], known: .issue(known))
      }
      return Scored(scores: scores, population: recent)
    }
  }
}
