public import Execution
public import Receivables
public import Risk

/// The clients whose first document is of the last days, with what is known of them so far.
public struct NewClients: Sendable {
  public struct Entry: Sendable {
    /// Index into ``Snapshot/clients``.
    public let client: Int
    public let firstIssued: Day
    public let invoices: Int
    public let balance: Money
    public let overdue: Money
    /// Of its first invoice, as the others' first invoices say; `nil` where there are too few of them.
    public let risk: FirstInvoiceModel.Risk?
  }

  /// Days before the as-of day within which a client counts as new.
  public let days: Int
  public let outcome: LateOutcome
  /// By first day, then by client, the latest first.
  public let entries: [Entry]
  /// Whether the ledger goes back far enough to say that a client is new.
  public let isKnown: Bool
  /// What the entries' risks are by; `nil` without an entry, with too few first invoices, or too few payments with a day.
  public let risk: FirstInvoiceRisk?

  public init(_ snapshot: Snapshot, outcome: LateOutcome, days: Int = FirstInvoices.washout, executor: Executor) {
    (self.days, self.outcome) = (days, outcome)
    let start = snapshot.asOf - days
    isKnown = snapshot.firstIssueDay.map { $0 <= start - days } ?? false
    guard isKnown else {
      (entries, risk) = ([], nil)
      return
    }
    let new = snapshot.clients.indices.filter { client in
      guard let first = snapshot.firstIssueDay(ofClient: client), first > start else { return false }
      return snapshot.account(client).allSatisfy { $0.enteredOn == nil }
    }
    let isTellable = !new.isEmpty && snapshot.datedPayments.suffice
    let invoices = isTellable ? FirstInvoices(snapshot, outcome: outcome, executor: executor) : nil
    let risk = invoices.flatMap { try? FirstInvoiceRisk(snapshot, $0, executor: executor) }
    self.risk = risk
    entries = new.map { client -> Entry in
      let account = snapshot.account(client)
      let first = account.first(where: \.isSale)
      return Entry(
        client: client, firstIssued: account.first!.issued, invoices: account.count(where: \.isSale),
        balance: account.reduce(.zero) { $0 + $1.balance },
        overdue: account.filter { $0.isOpen && $0.due < snapshot.asOf }.reduce(.zero) { $0 + $1.balance },
        risk: first.flatMap { invoice in
          risk?.model.risk(
            FirstInvoices.Attributes(
              invoice, segment: snapshot.clients[client].segment, snapshot.attributes))
        })
    }.sorted { ($1.firstIssued, $0.client) < ($0.firstIssued, $1.client) }
  }
}
