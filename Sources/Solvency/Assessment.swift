/// What is known of one candidate, signal by signal, and the recommendation that follows.
public struct Assessment: Sendable {
  public let candidate: Candidate
  public let identity: Identity
  /// The client of the ledger it may already be, with its record.
  public let known: (match: KnownClients.Match, record: KnownClients.Record)?
  /// Another row of the table that may be the same company, by its line.
  public let duplicate: (line: Int, reason: SameCompany)?
  /// `nil` without a ledger, or with one too small.
  public let firstInvoice: FirstInvoiceModel.Risk?
  /// What of the first invoice was not given and is the portfolio's usual.
  public let assumed: Set<Assumption>
  public let statement: FinancialStatement?
  /// Why the statement cannot be read: its line and column.
  public let unreadable: StatementTable.UnreadableField?
  /// By kind; empty without a statement.
  public let scores: [ScoreKind: ScoreResult]
  public let failure: FailureModel.Prediction?
  public let signals: [Signal]
  public let recommendation: Recommendation

  public enum Assumption: String, Sendable, CaseIterable { case amount, terms }

  public subscript(kind: Signal.Kind) -> Signal.Direction {
    signals.first { $0.kind == kind }?.direction ?? .unknown
  }
}
