public import Receivables

/// What is known of one client at the end of a day: what simple rules go by.
public struct ClientRecord: Sendable {
  public fileprivate(set) var asOf = Day.plausible.lowerBound
  /// Invoices whose due day and days of grace have passed.
  public fileprivate(set) var matured = 0
  /// Of those, still unpaid then.
  public fileprivate(set) var maturedLate = 0
  /// Unpaid and past due at the end of the day.
  public fileprivate(set) var overdue = Money.zero
  /// Σ balance × due day number of those.
  fileprivate var overdueTimesDue: Int128 = 0

  /// Σ balance × days past due, in minor units × days.
  public var overdueTimesAge: Double {
    let product = Int128(overdue.minorUnits) * Int128(asOf.number) - overdueTimesDue
    // Almost always fits, and the conversion from 64 bits is one instruction.
    return Int64(exactly: product).map { Double($0) } ?? Double(product)
  }

  /// Invoices' worth of portfolio that every client's own rate starts from.
  public static let priorInvoices = 5.0

  /// The client's rate of the very event a model predicts, shrunk to the portfolio's: the baseline a model has to beat.
  public func lateRate(towards portfolioRate: Double) -> Double {
    ClientRecord.lateRate(maturedLate, of: matured, towards: portfolioRate)
  }

  static func lateRate(_ late: Int, of matured: Int, towards portfolioRate: Double) -> Double {
    (Double(late) + priorInvoices * portfolioRate) / (Double(matured) + priorInvoices)
  }

  fileprivate mutating func addOverdue(_ amount: Money, due: Day) {
    overdue += amount
    overdueTimesDue += Int128(amount.minorUnits) * Int128(due.number)
  }
}

/// A client's record, advanced from day to day. It takes in only documents issued and events in effect by then.
public struct ClientHistory: Sendable {
  public private(set) var record = ClientRecord()

  private let events: ClientEvents
  private var (nextDue, nextMature, nextPayment) = (0, 0, 0)
  private var balance: [Money]
  private var isPastDue: [Bool]

  /// - Parameter account: The client as of a day that is not before any day advanced to.
  public init(_ account: Account, outcome: LateOutcome) {
    events = ClientEvents(account, outcome)
    balance = events.invoices.map(\.amount)
    isPastDue = Array(repeating: false, count: events.invoices.count)
  }

  /// Takes in everything known by the end of `day`. Days may repeat but not go back.
  public mutating func advance(to day: Day) {
    while nextDue < events.byDue.count, events.invoices[events.byDue[nextDue]].due < day {
      let invoice = events.byDue[nextDue]
      isPastDue[invoice] = true
      record.addOverdue(balance[invoice], due: events.invoices[invoice].due)
      nextDue += 1
    }
    while nextMature < events.byDue.count, events.invoices[events.byDue[nextMature]].matures <= day {
      if let isLate = events.invoices[events.byDue[nextMature]].isLate {
        record.matured += 1
        if isLate { record.maturedLate += 1 }
      }
      nextMature += 1
    }
    while nextPayment < events.reductions.count, events.reductions[nextPayment].effective <= day {
      let reduction = events.reductions[nextPayment]
      // An overpayment is the client's credit, not a negative debt, and giving it back makes no new debt.
      let amount = min(max(reduction.amount, .zero), balance[reduction.invoice])
      balance[reduction.invoice] -= amount
      if isPastDue[reduction.invoice] { record.addOverdue(-amount, due: events.invoices[reduction.invoice].due) }
      nextPayment += 1
    }
    record.asOf = day
  }
}

/// One client's invoices and what happened to them, sorted as a history takes them in.
private struct ClientEvents: Sendable {
  struct Invoice: Sendable {
    let due: Day
    let matures: Day
    let amount: Money
    let isLate: Bool?
  }

  struct Reduction: Sendable {
    let effective: Day
    let invoice: Int
    let amount: Money
  }

  let invoices: [Invoice]
  /// Invoices by due day.
  let byDue: [Int]
  /// By day of effect.
  let reductions: [Reduction]

  init(_ account: Account, _ outcome: LateOutcome) {
    var invoices: [Invoice] = []
    var reductions: [Reduction] = []
    invoices.reserveCapacity(account.count)
    reductions.reserveCapacity(account.count)
    for (index, document) in account.enumerated() where document.isSale {
      let invoice = invoices.count
      invoices.append(
        Invoice(
          due: document.due, matures: document.due + outcome.grace, amount: document.amount,
          isLate: outcome.isLate(document, asOf: account.asOf)))
      if document.balance == document.amount { continue }
      for allocation in account.allocations(ofDocument: index) {
        reductions.append(
          Reduction(effective: allocation.effective, invoice: invoice, amount: allocation.amount))
      }
    }
    byDue = invoices.indices { $0.due }
    self.invoices = invoices
    self.reductions = reductions.indices { $0.effective }.map { reductions[$0] }
  }
}
