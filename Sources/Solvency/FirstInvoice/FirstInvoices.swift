public import Execution
internal import RealModule
public import Receivables
public import Risk

/// The first invoices of a ledger's clients, each as it could be seen when it was issued.
///
/// A client's first invoices are those issued before any invoice of it fell due: nothing was known yet of how it pays.
/// What happened to them is told as of the snapshot's day. Opening items are left out, whose clients were not new, and so
/// is every client first seen in the ledger's first ``washout`` days, whom it may only meet again.
///
/// - Source: Ray (2003), American Journal of Epidemiology 158(9), 915–920, for designs of new users and their washout.
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

  /// Days from the ledger's beginning within which a client is not known to be new. Nineteen in twenty of the gaps between two
  /// invoices of a client are shorter (81 days on IBM's public ledger, 18 on HighRadius's, 79 on the sample), and a client is
  /// called new by a report after as many days.
  public static let washout = 90

  struct Row: Sendable {
    let client: Int
    /// The day of the client's first document.
    let firstSeen: Day
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
    let beginning = parts.compactMap(\.beginning).min()
    let rows = parts.flatMap(\.rows).filter { $0.firstSeen >= beginning! + FirstInvoices.washout }
    self.rows = rows
    clients = rows.indices.reduce(into: [:]) { clients, row in
      if row == 0 || rows[row - 1].client != rows[row].client { clients[rows[row].attributes.segment, default: 0] += 1 }
    }
    daysLate = parts.reduce(into: [String: [Int]]()) { $0.merge($1.daysLate, uniquingKeysWith: +) }
      .mapValues { $0.sorted() }
    allDaysLate = daysLate.values.joined().sorted()
  }

  /// Of one block of clients.
  private struct Part: Sendable {
    var rows: [Row] = []
    /// The first issue of what is not an opening item.
    var beginning: Day?
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
      if let first = account.first(where: { $0.enteredOn == nil }) {
        beginning = min(beginning ?? first.issued, first.issued)
      }
      guard let firstDue = invoices.map(\.due).min(), invoices.allSatisfy({ $0.enteredOn == nil }) else { return }
      let known = invoices.filter { $0.issued <= firstDue }
        .compactMap { invoice in outcome.isLate(invoice, asOf: snapshot.asOf).map { (invoice, $0) } }
      for (invoice, isLate) in known {
        rows.append(
          Row(
            client: client, firstSeen: account.first!.issued,
            attributes: Attributes(invoice, segment: segment, snapshot.attributes), isLate: isLate,
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
