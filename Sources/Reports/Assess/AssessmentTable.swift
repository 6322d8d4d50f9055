public import Receivables
public import Solvency
public import Tables

/// Assessments of candidates: a row each, and for one of them every signal and the arithmetic.
public struct AssessmentTable: Sendable {
  private let assessor: Assessor
  private let language: Language
  private let words: AssessmentWords
  private let firstInvoices: FirstInvoiceWords
  private let clients: [Client]

  /// - Parameter clients: Of the ledger, if any.
  public init(_ assessor: Assessor, clients: [Client], _ language: Language) {
    (self.assessor, self.clients, self.language) = (assessor, clients, language)
    words = AssessmentWords(language, assessor.currency, assessor.policy)
    firstInvoices = FirstInvoiceWords(language: language, style: words.style)
  }

  /// One row a candidate, for people.
  public func readable(_ assessments: [Assessment]) -> Table {
    let columns = [
      Column("candidate", language(en: "Candidate", fr: "Candidat"), isNumeric: false),
      Column("decision", language(en: "Decision", fr: "Décision"), isNumeric: false),
      Column("limit", language(en: "Limit", fr: "Plafond")),
      Column("terms", language(en: "Terms (days)", fr: "Délai (jours)")),
      Column("deposit", language(en: "Deposit", fr: "Acompte")),
      Column("why", language(en: "Why", fr: "Pourquoi"), isNumeric: false),
    ]
    return Table(columns, rowCount: assessments.count) { row in
      let assessment = assessments[row]
      let recommendation = assessment.recommendation
      return [
        .text(label(assessment)), .text(words.decision(recommendation.decision)),
        .optional(recommendation.limit) { .money($0.amount) }, .integer(recommendation.terms),
        .share(recommendation.deposit), .text(words.why(assessment)),
      ]
    }
  }

  /// Every signal of one candidate, none of them added to another.
  public func signals(_ assessment: Assessment) -> Table {
    let columns = [
      Column("signal", language(en: "Signal", fr: "Signal"), isNumeric: false),
      Column("finding", language(en: "Finding", fr: "Constat"), isNumeric: false),
      Column("direction", language(en: "Reads as", fr: "Lecture"), isNumeric: false),
      Column("source", language(en: "Source (confidence)", fr: "Source (confiance)"), isNumeric: false),
    ]
    var rows: [[Cell]] = [
      [
        .text(words.signal(.identity)),
        .text(
          [words.identity(assessment.identity), words.repeated(assessment)].compactMap(\.self)
            .joined(separator: words.separator)),
        .text(words.direction(assessment[.identity])), .text(words.identitySource(assessment.identity)),
      ],
      [
        .text(words.signal(.ledger)), .text(words.ledger(assessment, clients)),
        .text(words.direction(assessment[.ledger])), .text(language(en: "own ledger", fr: "grand livre clients")),
      ],
      [
        .text(words.signal(.firstInvoice)), .text(firstInvoice(assessment)),
        .text(words.direction(assessment[.firstInvoice])),
        .text(firstInvoiceSource(assessment)),
      ],
    ]
    rows += words.statement(assessment).map {
      [.text($0.name), .text($0.finding), .text($0.reading), .text($0.source)]
    }
    rows.append([
      .text(words.signal(.failure)), .text(words.failure(assessment)), .text(words.direction(assessment[.failure])),
      .text(assessment.failure == nil ? "" : language(en: "trained model", fr: "modèle entraîné")),
    ])
    return Table(columns, rows: rows)
  }

  /// The rule that decided, and how the limit was reached.
  public func reasoning(_ assessment: Assessment) -> String {
    words.rule(assessment) + "\n" + words.arithmetic(assessment.recommendation) + "\n"
  }

  /// How the model of first invoices did on later clients, and what is used; `nil` without one.
  public var firstInvoiceTest: String? {
    guard case .success(let risk)? = assessor.firstInvoiceRisk else { return nil }
    return firstInvoices.test(risk)
  }

  private func firstInvoice(_ assessment: Assessment) -> String {
    if let risk = assessment.firstInvoice {
      return firstInvoices.finding(risk, lateAfter: assessor.policy.lateAfter, assumed: assessment.assumed)
    }
    guard case .failure(let failure)? = assessor.firstInvoiceRisk else {
      return language(en: "no ledger given", fr: "aucun grand livre fourni")
    }
    return firstInvoices.absence(failure)
  }

  private func firstInvoiceSource(_ assessment: Assessment) -> String {
    guard case .success(let risk)? = assessor.firstInvoiceRisk else { return "" }
    return firstInvoices.basis(risk, hasSegment: assessment.firstInvoice?.segmentClients != 0)
  }

  public func label(_ assessment: Assessment) -> String {
    let candidate = assessment.candidate
    if candidate.name.isEmpty {
      return candidate.code.isEmpty
        ? assessment.identity.siren?.text ?? language(en: "row \(candidate.row + 1)", fr: "ligne \(candidate.row + 1)")
        : candidate.code
    }
    return candidate.code.isEmpty ? candidate.name : "\(candidate.name) (\(candidate.code))"
  }

  /// One row a candidate, for scripts.
  public func table(_ assessments: [Assessment]) -> Table {
    var columns = [
      Column("candidate", "candidate", isNumeric: false), Column("name", "name", isNumeric: false),
      Column("decision", "decision", isNumeric: false), Column("rule", "rule", isNumeric: false),
      Column("limit", "limit"), Column("terms", "terms"), Column("deposit", "deposit"),
      Column("arithmetic", "arithmetic", isNumeric: false),
    ]
    columns += [Signal.Kind.identity, .ledger, .firstInvoice, .statements, .failure].map {
      Column("signal_\($0.rawValue)", "signal_\($0.rawValue)", isNumeric: false)
    }
    columns += [
      Column("identity", "identity", isNumeric: false), Column("siren", "siren", isNumeric: false),
      Column("duplicate_line", "duplicate_line"), Column("duplicate_by", "duplicate_by", isNumeric: false),
      Column("known_client", "known_client", isNumeric: false), Column("known_by", "known_by", isNumeric: false),
      Column("balance", "balance"), Column("past_due", "past_due"), Column("days_past_due", "days_past_due"),
      Column("days_late", "days_late"), Column("p_late", "p_late"), Column("p_late_low", "p_late_low"),
      Column("p_late_high", "p_late_high"), Column("p_late_by", "p_late_by", isNumeric: false),
      Column("segment_clients", "segment_clients"),
    ]
    for kind in ScoreKind.allCases {
      columns += [
        Column(kind.rawValue, kind.rawValue),
        Column(kind.rawValue + "_zone", kind.rawValue + "_zone", isNumeric: false),
      ]
    }
    columns += [
      Column("p_failure", "p_failure"), Column("statement_problems", "statement_problems", isNumeric: false),
      Column("reasons", "reasons", isNumeric: false),
    ]
    return Table(columns, rowCount: assessments.count) { cells(assessments[$0]) }
  }

  private var basis: FirstInvoiceModel.Basis? { try? assessor.firstInvoiceRisk?.get().model.basis }

  private func cells(_ assessment: Assessment) -> [Cell] {
    let recommendation = assessment.recommendation
    let known = assessment.known
    var cells: [Cell] = [
      .text(assessment.candidate.code), .text(assessment.candidate.name), .text(recommendation.decision.rawValue),
      .text(words.ruleName(recommendation.rule)), .optional(recommendation.limit) { .money($0.amount) },
      .integer(recommendation.terms), .share(recommendation.deposit), .text(words.arithmetic(recommendation)),
    ]
    cells += assessment.signals.map { .text($0.direction.rawValue) }
    cells += [
      .text(words.identity(assessment.identity)), .optional(assessment.identity.siren) { .text($0.text) },
      .optional(assessment.duplicate) { .integer($0.line) },
      .optional(assessment.duplicate) { .text($0.reason.rawValue) },
      .optional(known) { .text(clients[$0.match.client].id) }, .optional(known) { .text($0.match.reason.rawValue) },
      .optional(known) { .money($0.record.balance) }, .optional(known) { .money($0.record.overdue) },
      .optional(known) { .integer($0.record.oldestDaysPastDue) },
      .optional(known?.record.daysLate) { .days($0) },
    ]
    let risk = assessment.firstInvoice
    cells += [
      .optional(risk) { .share($0.probability) }, .optional(risk) { .share($0.low) },
      .optional(risk) { .share($0.high) }, .optional(risk == nil ? nil : basis) { .text($0.rawValue) },
      .optional(risk) { .integer($0.segmentClients) },
    ]
    for kind in ScoreKind.allCases {
      let score = assessment.scores[kind]?.score
      cells += [.optional(score) { .number($0.value) }, .optional(score) { .text($0.zone.rawValue) }]
    }
    return cells + [
      .optional(assessment.failure) { .share($0.probability) }, .text(words.statementProblems(assessment)),
      .text(words.why(assessment)),
    ]
  }
}
