public import Execution
internal import RealModule
public import Receivables
public import Risk

/// The first invoices of a ledger's clients, each as it could be seen when it was issued.
///
/// A client's first invoices are those issued before any invoice of it fell due: nothing was known yet of how it pays.
/// What happened to them is told as of the snapshot's day. Opening items are left out, whose clients were not new.
public struct FirstInvoices: Sendable {
  /// What a new client's invoice is known by.
  public struct Attributes: Sendable {
    public let segment: String
    /// Of each attribute the ledger declares (``Snapshot/attributes``), in their order; empty where there is none.
    public let levels: [String]
    public let amount: Money
    /// Days from issue to due.
    public let terms: Int
    public let issued: Day

    public init(segment: String, levels: [String] = [], amount: Money, terms: Int, issued: Day) {
      (self.segment, self.levels) = (segment, levels)
      (self.amount, self.terms, self.issued) = (amount, terms, issued)
    }

    init(_ invoice: Document, segment: String, _ attributes: [Attribute]) {
      self.init(
        segment: segment, levels: attributes.map { $0.levels[$0.level(of: invoice)] }, amount: invoice.amount,
        terms: invoice.issued.days(until: invoice.due), issued: invoice.issued)
    }
  }

  struct Row: Sendable {
    let client: Int
    let attributes: Attributes
    let isLate: Bool
    /// One over the client's rows: every client counts once.
    let weight: Double
  }

  let outcome: LateOutcome
  /// Names of the attributes, in the order of ``Attributes/levels``.
  let attributes: [String]
  /// A client's rows together, in the order of issue.
  let rows: [Row]
  /// Clients with a row, by segment.
  let clients: [String: Int]
  /// Days late of all invoices by segment, increasing; what is open and past due counts with its days so far.
  private let daysLate: [String: [Int]]
  private let allDaysLate: [Int]

  public init(_ snapshot: Snapshot, outcome: LateOutcome, executor: Executor) {
    self.outcome = outcome
    attributes = snapshot.attributes.map(\.name)
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    let parts = executor.map(plan.blocks.count) { block in
      var part = Part()
      for client in plan.blocks[block] { part.add(client, snapshot, outcome) }
      return part
    }
    rows = parts.flatMap(\.rows)
    clients = parts.reduce(into: [:]) { $0.merge($1.clients, uniquingKeysWith: +) }
    daysLate = parts.reduce(into: [String: [Int]]()) { $0.merge($1.daysLate, uniquingKeysWith: +) }
      .mapValues { $0.sorted() }
    allDaysLate = daysLate.values.joined().sorted()
  }

  /// Of one block of clients.
  private struct Part: Sendable {
    var rows: [Row] = []
    var clients: [String: Int] = [:]
    var daysLate: [String: [Int]] = [:]

    mutating func add(_ client: Int, _ snapshot: Snapshot, _ outcome: LateOutcome) {
      let account = snapshot.account(client)
      let segment = snapshot.clients[client].segment
      let invoices = account.filter(\.isSale)
      for invoice in invoices {
        if let days = FirstInvoices.daysLate(invoice, asOf: snapshot.asOf) {
          daysLate[segment, default: []].append(days)
        }
      }
      guard let firstDue = invoices.map(\.due).min(), invoices.allSatisfy({ $0.enteredOn == nil }) else { return }
      let known = invoices.filter { $0.issued <= firstDue }
        .compactMap { invoice in outcome.isLate(invoice, asOf: snapshot.asOf).map { (invoice, $0) } }
      if known.isEmpty { return }
      clients[segment, default: 0] += 1
      for (invoice, isLate) in known {
        rows.append(
          Row(
            client: client, attributes: Attributes(invoice, segment: segment, snapshot.attributes), isLate: isLate,
            weight: 1 / Double(known.count)))
      }
    }
  }

  private static func daysLate(_ invoice: Document, asOf day: Day) -> Int? {
    if let closing = invoice.closing { return closing.kind == .payment ? invoice.due.days(until: closing.day) : nil }
    return invoice.isOpen && invoice.due < day ? invoice.due.days(until: day) : nil
  }

  /// Invoices a segment needs for a quantile of its own.
  private static let leastInvoices = 20

  /// The day that three invoices of four did not exceed, of the segment or else of all; `nil` with fewer than 20.
  public func upperQuartileDaysLate(segment: String) -> (days: Int, isSegment: Bool)? {
    func quartile(_ days: [Int]) -> Int { days[min(days.count * 3 / 4, days.count - 1)] }
    if let own = daysLate[segment], own.count >= FirstInvoices.leastInvoices { return (quartile(own), true) }
    return allDaysLate.count >= FirstInvoices.leastInvoices ? (quartile(allDaysLate), false) : nil
  }
}
