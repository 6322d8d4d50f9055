public import Execution
internal import RealModule
public import Receivables
internal import Statistics

extension ModelFile {
  /// The models of open items, fitted on all that a snapshot knows.
  ///
  /// - Throws: Why there is no model of items past due, when there is none of any item.
  public init(
    ofOpenItems snapshot: Snapshot, inputs: [Input], executor: Executor
  ) throws(OpenItemModel.Failure) {
    let risk = OpenItemRisk(snapshot, executor: executor)
    var calendar: PaymentCalendar?
    var parts: [Part] = []
    for group in OpenItemGroup.allCases {
      guard let found = risk.groups[group], let model = try? found.fit.get() else { continue }
      calendar = model.calendar
      let validation = (try? found.validation.get()).map(Validation.init)
      parts.append(
        Part(
          model.regression, group: group, tail: OpenItemModel.settings.tail, days: model.snapshotDays, rows: model.rows,
          events: model.events, validation, model.distributions))
    }
    guard let calendar else {
      _ = try risk.groups[.pastDue]!.fit.get()
      throw .tooFewEvents(events: 0, needed: 1)
    }
    self.init(.open, lateAfter: nil, snapshot, attributes: [], calendar, parts, inputs: inputs)
  }

  /// Scores the open items of an account, which are the population too.
  func openItemScorer(
    _ snapshot: Snapshot, _ horizon: Int, _ executor: Executor
  ) -> @Sendable (Account) -> Scored {
    precondition(ModelFile.horizons.contains(horizon), "a horizon of \(horizon) days")
    let portfolio = snapshot.evaluate(PortfolioHazard(on: [snapshot.asOf], calendar: calendar), on: executor)
    let calendar = calendar
    let catalogue = OpenItemFeatures.standard
    let formulas = Dictionary(uniqueKeysWithValues: parts.map { ($0.group!, $0.formula) })
    return { account in
      var scored = Scored()
      OpenItemHistory.forEachItem(account, in: Array(formulas.keys), portfolio: portfolio, calendar: calendar) {
        _, invoice, item in
        let document = account[invoice.document]
        guard document.isOpen, let formula = formulas[OpenItemGroup(age: item.age)] else { return }
        scored.scores.append(Score(account.client, document, item, formula, horizon))
        let described = item.horizon(OpenItemModel.describedHorizon)
        let features = catalogue.map { $0.value(of: item, within: described) }
        scored.population.append(Member(group: OpenItemGroup(age: item.age), features: features))
      }
      return scored
    }
  }
}

extension ModelFile.Score {
  /// - Parameter horizon: h. Where a shorter horizon of the model gives more, the probability is that one's.
  fileprivate init(
    _ client: Int, _ document: Document, _ item: OpenItemKnowledge, _ formula: LogitFormula, _ horizon: Int
  ) {
    let catalogue = OpenItemFeatures.standard
    let asked = OpenItemGroup(age: item.age).horizons.filter { $0 <= horizon }
    var best = (horizon: asked[0], chance: -1.0, row: [Double]())
    OpenItemFeatures.forEachHorizon(asked, catalogue, of: item) { horizon, row in
      let chance = formula.probability(row)
      if chance > best.chance { best = (horizon, chance, row) }
    }

    // Of an item at the portfolio's means that is asked about the same horizon.
    let means = Dictionary(uniqueKeysWithValues: formula.scaling.columns.map { ($0.name, $0.mean) })
    let typical = catalogue.map { means[$0.name] ?? 0 }
    let logHorizon = Double.log(Double(best.horizon) / 30)
    let reference = formula.contributions(typical + typical.map { $0 * logHorizon } + [logHorizon])
    let differences = zip(formula.contributions(best.row), reference).map { own, typical in
      LogitFormula.Contribution(
        name: own.name, value: own.value, typical: typical.value, logit: own.logit - typical.logit)
    }
    self.init(
      client: client, document: document, probability: best.chance,
      contributions: differences.filter { $0.name != OpenItemFeatures.horizonColumn }
        .gathered(by: OpenItemFeatures.subject),
      portfolioLogit: reference.reduce(formula.coefficients[0]) { $0 + $1.logit }, known: .open(item))
  }
}
