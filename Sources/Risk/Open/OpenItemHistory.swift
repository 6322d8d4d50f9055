internal import Receivables

/// One client's items, advanced from day to day.
///
/// It takes in only what was known by the day it was advanced to, so an item of the past is never told its future.
struct OpenItemHistory {
  /// Invoices' worth of portfolio in every client's usual amount, and payments on the due day in its mean lateness.
  static let amountPrior = 3.0
  static let latenessPrior = 2.0
  /// Days late that a payment counts for.
  static let lateness = -30...60

  private let lives: [InvoiceLife]
  private let calendar: PaymentCalendar
  private var nextIssue = 0
  /// Invoices not ended yet, in order of issue.
  private var open: [Int] = []
  /// Of the invoices that ended.
  private var ended = CellCounts()
  /// Increasing.
  private var paymentDays: [Day] = []
  private var differentDays = PaymentDays()
  private var daysLate = 0
  private var logAmounts = LogSum()

  private init(_ lives: [InvoiceLife], _ calendar: PaymentCalendar) {
    (self.lives, self.calendar) = (lives, calendar)
    paymentDays.reserveCapacity(lives.count)
  }

  /// Calls `body` with every item of some groups that was open at the end of an entry's day: day by day, in order of issue.
  ///
  /// - Parameters:
  ///   - account: Of the last day, or a later one.
  ///   - portfolio: The entries of ``PortfolioHazard``.
  ///   - body: Is given the entry's index, the item, and what was known of it.
  static func forEachItem(
    _ account: Account, in groups: [OpenItemGroup] = OpenItemGroup.allCases, portfolio: [PortfolioHazard.Entry],
    calendar: PaymentCalendar, _ body: (Int, InvoiceLife, OpenItemKnowledge) -> Void
  ) {
    var history = OpenItemHistory(account.lives, calendar)
    for (index, entry) in portfolio.enumerated() {
      history.advance(to: entry.day)
      history.forEachItem(groups, entry) { body(index, $0, $1) }
    }
  }

  /// Takes in everything known by the end of `day`.
  private mutating func advance(to day: Day) {
    let known = paymentDays.count
    var open: [Int] = []
    swap(&open, &self.open)
    open.removeAll { hasEnded($0, by: day) }
    while nextIssue < lives.count, lives[nextIssue].issued <= day {
      logAmounts.add(InvoiceLife.hundreds(lives[nextIssue].amount))
      if !hasEnded(nextIssue, by: day) { open.append(nextIssue) }
      nextIssue += 1
    }
    self.open = open
    paymentDays[known...].sort()
    for index in known..<paymentDays.count where index == 0 || paymentDays[index] != paymentDays[index - 1] {
      differentDays.add(paymentDays[index])
    }
  }

  /// Whether an invoice has ended by the end of `day`; takes in how, and if by a payment, puts its day behind the others.
  private mutating func hasEnded(_ index: Int, by day: Day) -> Bool {
    let invoice = lives[index]
    if invoice.end > day { return false }
    if calendar.holds(invoice) { ended.add(invoice, upTo: invoice.end, isPaid: invoice.isPaid) }
    if invoice.isPaid {
      paymentDays.append(invoice.end)
      let late = invoice.due.days(until: invoice.end)
      daysLate += min(max(late, OpenItemHistory.lateness.lowerBound), OpenItemHistory.lateness.upperBound)
    }
    return true
  }

  private func forEachItem(
    _ groups: [OpenItemGroup], _ entry: PortfolioHazard.Entry, _ body: (InvoiceLife, OpenItemKnowledge) -> Void
  ) {
    let told = open.filter { groups.contains(OpenItemGroup(age: lives[$0].due.days(until: entry.day))) }
    if told.isEmpty { return }
    let firstDue = open.lazy.map { lives[$0].due }.min()!
    var known = ended
    for index in open where calendar.holds(lives[index]) {
      known.add(lives[index], upTo: entry.day, isPaid: false)
    }
    let amountPrior = OpenItemHistory.amountPrior
    let usual = (logAmounts.value + amountPrior * entry.meanLogAmount) / (Double(nextIssue) + amountPrior)
    let meanLateness = Double(daysLate) / (Double(paymentDays.count) + OpenItemHistory.latenessPrior)
    let ofClient = entry.hazard.drawn(to: known)
    let monthEnd = MonthEndRecord(
      client: differentDays, portfolio: entry.paymentDays, turnDaysAhead: entry.turnDaysAhead)
    for index in told {
      let invoice = lives[index]
      var client = ofClient
      if calendar.holds(invoice) {
        var others = known
        others.remove(invoice, openUntil: entry.day)
        client = entry.hazard.drawn(to: others)
      }
      let since = max(invoice.due, invoice.issued)
      body(
        invoice,
        OpenItemKnowledge(
          age: invoice.due.days(until: entry.day), logAmount: invoice.logAmount,
          portfolioLogAmount: entry.meanLogAmount, usualLogAmount: usual, portfolio: entry.hazard, client: client,
          passedOver: paymentDays.count - paymentDays.firstIndex(notBefore: since + 1), meanLateness: meanLateness,
          hasOlderItem: firstDue < invoice.due, monthEnd: monthEnd))
    }
  }
}
