public import Execution
internal import Ingest
public import Receivables
internal import Risk

/// What candidates are assessed with.
public struct Assessor: Sendable {
  public let policy: CreditPolicy
  public let currency: Currency
  private let clients: KnownClients?
  private let firstInvoices: FirstInvoices?
  /// Why there is no first-invoice risk, with a ledger; `nil` without one.
  public let firstInvoiceRisk: Result<FirstInvoiceRisk, FirstInvoiceModel.Failure>?
  private let receivables: Money?
  private let statements: Statements?
  private let failureModel: FailureModelFile.Application?
  private let asOf: Day

  /// Where the candidates' statements are.
  public enum Statements: Sendable {
    /// In a table of their own, by what names the company (``StatementTable/rowsByKey()``).
    case table(StatementTable, rows: [String: Int])
    /// In the rows of the candidates themselves.
    case candidates(StatementTable)
  }

  /// - Parameters:
  ///   - snapshot: Of the user's own ledger.
  ///   - statements: `nil` where there are none.
  ///   - failureModel: Applied to the table of statements, or else of candidates.
  public init(
    policy: CreditPolicy, currency: Currency, snapshot: Snapshot?, statements: Statements?,
    failureModel: FailureModelFile.Application?, today: Day, executor: Executor
  ) {
    (self.policy, self.currency, self.statements, self.failureModel) = (policy, currency, statements, failureModel)
    clients = snapshot.map { KnownClients($0) }
    asOf = snapshot?.asOf ?? today
    let learnt = snapshot?.teachable
    let invoices = learnt.map { FirstInvoices($0, outcome: LateOutcome(grace: policy.lateAfter), executor: executor) }
    firstInvoices = invoices
    if let learnt, let invoices {
      firstInvoiceRisk = Result { () throws(FirstInvoiceModel.Failure) in
        try FirstInvoiceRisk(learnt, invoices, executor: executor)
      }
    } else {
      firstInvoiceRisk = nil
    }
    receivables = snapshot.map { snapshot in
      snapshot.clients.indices.reduce(.zero) { total, client in
        snapshot.account(client).reduce(total) { $0 + $1.balance }
      }
    }
  }

  /// Headers of columns that nothing here reads: misspelt, perhaps.
  public func unusedColumns(of candidates: CandidateTable) -> [String] {
    var used = candidates.usedColumns
    switch statements {
    case .table?: return names(candidates.table, besides: used)
    case .candidates(let own)?: used.formUnion(own.usedColumns)
    case nil: break
    }
    // Without statements of its own, the model reads the candidates.
    if let failureModel { used.formUnion(failureModel.places.values) }
    return names(candidates.table, besides: used)
  }

  private func names(_ table: CSVTable, besides used: Set<Int>) -> [String] {
    table.headers.indices.filter { !used.contains($0) }.map { table.headers[$0] }
  }

  /// Of every candidate, in order.
  public func assess(_ candidates: CandidateTable, executor: Executor) -> [Assessment] {
    let all = candidates.candidates
    func inBlocks<Value: Sendable>(_ value: @Sendable (Int) -> Value) -> [Value] {
      let block = 1_024
      return executor.map((all.count + block - 1) / block) { part in
        (part * block..<min((part + 1) * block, all.count)).map(value)
      }.flatMap(\.self)
    }
    let identities = inBlocks { Identity(siren: all[$0].siren, siret: all[$0].siret, vat: all[$0].vat) }
    let keys = inBlocks {
      RepeatedCandidates.Keys(
        siren: identities[$0].siren, code: all[$0].code, name: CompanyName.key(all[$0].name))
    }
    let repeated = RepeatedCandidates(keys).matches.map { match in
      match.map { (line: candidates.table.lines[all[$0.candidate].row], reason: $0.reason) }
    }
    return inBlocks { assess(all[$0], identities[$0], repeated[$0]) }
  }

  private func assess(
    _ candidate: Candidate, _ identity: Identity, _ duplicate: (line: Int, reason: SameCompany)?
  ) -> Assessment {
    let match = clients?.match(siren: identity.siren, code: candidate.code, name: candidate.name)
    let known = match.map { (match: $0, record: clients!.record($0.client)) }
    let segment = match.map { clients!.snapshot.clients[$0.client].segment } ?? candidate.segment
    let (risk, assumed) = firstInvoiceRisk(candidate, segment)

    let (table, row) = statement(of: candidate, identity)
    var statement: FinancialStatement?
    var unreadable: StatementTable.UnreadableField?
    if let table, let row {
      do throws(StatementTable.UnreadableField) {
        statement = try table.statement(row)
      } catch {
        unreadable = error
      }
    }
    if statement?.values.isEmpty == true { statement = nil }
    let scores = statement.map { statement in
      Dictionary(uniqueKeysWithValues: ScoreKind.allCases.map { ($0, statement.score($0)) })
    }
    let failure = row.flatMap { failureModel?.predict($0) }

    let signals = [
      identity.signal, Signal(.ledger, direction(known?.record)), Signal(.firstInvoice, direction(risk)),
      Signal(.statements, direction(scores ?? [:])),
      Signal(
        .failure, direction(failure?.probability, good: policy.goodFailureRisk, bad: policy.badFailureRisk)),
    ]
    var facts = Recommendation.Facts()
    facts.monthlyPurchases = candidate.monthlyPurchases
    facts.requestedTerms = candidate.terms
    facts.daysLate = firstInvoices?.upperQuartileDaysLate(segment: segment)?.days
    facts.receivables = receivables
    facts.oldestDaysPastDue = known?.record.oldestDaysPastDue ?? 0
    return Assessment(
      candidate: candidate, identity: identity, known: known, duplicate: duplicate, firstInvoice: risk,
      assumed: assumed,
      statement: statement, unreadable: unreadable, scores: scores ?? [:], failure: failure, signals: signals,
      recommendation: Recommendation(signals, facts, policy, minorUnits: Double(currency.minorUnitsPerUnit)))
  }

  private func firstInvoiceRisk(
    _ candidate: Candidate, _ segment: String
  ) -> (FirstInvoiceModel.Risk?, Set<Assessment.Assumption>) {
    guard case .success(let found)? = firstInvoiceRisk else { return (nil, []) }
    let model = found.model
    var assumed = Set<Assessment.Assumption>()
    let amount = candidate.amount ?? candidate.monthlyPurchases
    if model.basis == .attributes {
      if amount == nil { assumed.insert(.amount) }
      if candidate.terms == nil { assumed.insert(.terms) }
    }
    let invoice = FirstInvoices.Attributes(
      segment: segment, levels: candidate.levels, amount: amount ?? Money(minorUnits: Int64(model.usualAmount)),
      terms: candidate.terms ?? model.usualTerms, issued: asOf)
    return (model.risk(invoice), assumed)
  }

  /// The table of the statement, and its row there; the candidate's own row where there is no such table.
  private func statement(of candidate: Candidate, _ identity: Identity) -> (StatementTable?, row: Int?) {
    switch statements {
    case nil: return (nil, candidate.row)
    case .candidates(let table): return (table, candidate.row)
    case .table(let table, let rows):
      let keys = [candidate.siren, identity.siren?.text ?? "", candidate.siret, candidate.code]
      return (table, keys.lazy.map(CompanyNumberText.plain).filter { !$0.isEmpty }.compactMap { rows[$0] }.first)
    }
  }

  private func direction(_ record: KnownClients.Record?) -> Signal.Direction {
    guard let record else { return .unknown }
    if record.oldestDaysPastDue >= policy.badDaysPastDue { return .bad }
    guard let late = record.daysLate else { return .neutral }
    return late >= Double(policy.badDaysPastDue) ? .bad : late <= 0 && record.overdue <= .zero ? .good : .neutral
  }

  /// A risk is good when even its upper end is low. The portfolio's own rate says nothing of a candidate, unless it is bad.
  private func direction(_ risk: FirstInvoiceModel.Risk?) -> Signal.Direction {
    guard let risk else { return .unknown }
    if risk.probability >= policy.badLateRisk { return .bad }
    if risk.isOfPortfolio { return .unknown }
    return risk.high <= policy.goodLateRisk ? .good : .neutral
  }

  /// The scores are made of the same figures, so that together they are one signal: the worst zone of any.
  private func direction(_ scores: [ScoreKind: ScoreResult]) -> Signal.Direction {
    guard let worst = scores.values.compactMap(\.score?.zone).max() else { return .unknown }
    return worst == .distress ? .bad : worst == .grey ? .neutral : .good
  }

  private func direction(_ probability: Double?, good: Double, bad: Double) -> Signal.Direction {
    guard let probability else { return .unknown }
    return probability >= bad ? .bad : probability <= good ? .good : .neutral
  }
}
