public import Receivables

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
