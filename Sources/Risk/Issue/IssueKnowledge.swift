internal import RealModule
public import Receivables

/// What is known when an invoice is issued, at the end of the day before: all that its features may use.
public struct IssueKnowledge: Sendable {
  /// P(unpaid after the days of grace) by the client's own payment curve, shrunk to the portfolio's.
  public let unpaid: Double
  /// The same by the portfolio's curve.
  public let portfolioUnpaid: Double
  /// Both three paying days later.
  public let unpaidLater: Double
  public let portfolioUnpaidLater: Double
  /// Mean position of payment after the threshold, in paying days, by the client's curve.
  public let meanDelay: Double
  /// Mean log amount of the client's invoices, shrunk to the portfolio's.
  public let usualLogAmount: Double
  public let hasOverdue: Bool
  public let hasPaid: Bool
  /// How much later than its others the client's invoices due on the same day of the week are, in log-odds, and those due at
  /// the turn of a month if this one is, or not if it is not (``DueDayRecord``).
  public let weekdayExcess: Double
  public let monthEndExcess: Double
  /// Records of the declared attributes, to be read as of ``day``.
  let attributes: [AttributeHistory.Record]
  /// The day whose end this is.
  let day: Day
}

/// One client's record of payment, advanced from day to day.
///
/// It takes in only what was known by the day it was advanced to, so a row of the past is never told its future.
public struct IssueHistory: Sendable {
  /// Invoices' worth of portfolio in every client's curve.
  static let curvePrior = 2.0
  /// The same in its usual amount.
  static let amountPrior = 3.0

  private let portfolio: PortfolioCurve.Record
  private let attributes: [AttributeHistory.Record]
  let lives: [InvoiceLife]
  /// Lives by the day they end; open ones last.
  private let byEnd: [Int]
  private let byDue: [Int]
  private var (nextIssue, nextEnd, nextDue) = (0, 0, 0)
  /// The day advanced to.
  private var today = Day.plausible.lowerBound

  /// Open invoices, and where each is in the list.
  private var open: [Int] = []
  private var place: [Int]
  private var events: IssueEvents

  /// - Parameters:
  ///   - account: The client as of a day that is not before any day advanced to.
  ///   - attributes: Of the declared attributes.
  public init(_ account: Account, portfolio: PortfolioCurve.Record, attributes: [AttributeHistory.Record]) {
    self.portfolio = portfolio
    self.attributes = attributes
    lives = account.lives
    byEnd = lives.indices { $0.end }
    byDue = lives.indices { $0.due }
    place = Array(repeating: -1, count: lives.count)
    events = IssueEvents(portfolio)
  }

  /// Takes in everything known by the end of `day`. Days may repeat but not go back.
  public mutating func advance(to day: Day) {
    today = day
    while nextIssue < lives.count, lives[nextIssue].issued <= day {
      place[nextIssue] = open.count
      open.append(nextIssue)
      events.issue(lives[nextIssue])
      nextIssue += 1
    }
    while nextEnd < byEnd.count, lives[byEnd[nextEnd]].end <= day {
      let index = byEnd[nextEnd]
      let last = open.removeLast()
      if last != index {
        open[place[index]] = last
        place[last] = place[index]
      }
      events.end(lives[index])
      nextEnd += 1
    }
    while nextDue < byDue.count, lives[byDue[nextDue]].due + portfolio.grace <= day {
      events.mature(lives[byDue[nextDue]])
      nextDue += 1
    }
  }

  /// What is known, at the end of the day advanced to, of an invoice with this due day.
  public func knowledge(due: Day) -> IssueKnowledge { dayEnd.knowledge(due: due) }

  /// What is known at the end of the day advanced to, of whatever invoice.
  var dayEnd: IssueDayEnd {
    IssueDayEnd(today, events, open: open.lazy.map { lives[$0] }, portfolio: portfolio, attributes: attributes)
  }
}

/// What a client's invoices have done: sums, which do not ask in what order they did it.
struct IssueEvents: Sendable {
  private let calendar: PaymentCalendar
  private let cells: CurveCells
  private let grace: Int
  /// By cell.
  private(set) var payments: [Double]
  private(set) var (issued, logAmounts) = (0.0, 0.0)
  private(set) var hasPaid = false
  private(set) var dueDays = DueDayRecord()

  init(_ portfolio: PortfolioCurve.Record) {
    (calendar, cells, grace) = (portfolio.calendar, portfolio.cells, portfolio.grace)
    payments = Array(repeating: 0, count: cells.count)
  }

  mutating func issue(_ invoice: InvoiceLife) {
    issued += 1
    logAmounts += invoice.logAmount
  }

  mutating func end(_ invoice: InvoiceLife) {
    if !invoice.isPaid { return }
    hasPaid = true
    if calendar.holds(invoice) {
      let position = calendar.position(invoice.end) - calendar.anchor(invoice.due)
      payments[max(cells.cell(position), 0)] += 1
    }
  }

  /// Its days of grace are over.
  mutating func mature(_ invoice: InvoiceLife) {
    let isLate = invoice.end > invoice.due + grace
    // Invoices that are in the ledger for their lateness alone are so on every day of the week: only differences count.
    if isLate || invoice.isPaid { dueDays.add(due: invoice.due, isLate: isLate) }
  }
}

/// One client's record at the end of a day: its payment curve, and all else that features of its invoices are made of.
struct IssueDayEnd: Sendable {
  let day: Day
  let calendar: PaymentCalendar
  let cells: CurveCells
  let grace: Int
  /// The portfolio's.
  let curve: PortfolioCurve.Record.Entry
  /// P(unpaid) after each cell.
  let survival: [Double]
  /// Mean position of payment: the parts of what is paid by the last cell, and of what is not.
  let meanPaid, meanUnpaid: Double
  let usualLogAmount: Double
  let hasOverdue: Bool
  let hasPaid: Bool
  let dueDays: DueDayRecord
  let attributes: [AttributeHistory.Record]

  /// What is known of an account's client at the end of its as-of day.
  init(_ account: Account, portfolio: PortfolioCurve.Record, attributes: [AttributeHistory.Record]) {
    var events = IssueEvents(portfolio)
    var open: [InvoiceLife] = []
    for invoice in account.lives {
      events.issue(invoice)
      if invoice.end == .never { open.append(invoice) } else { events.end(invoice) }
      if invoice.due + portfolio.grace <= account.asOf { events.mature(invoice) }
    }
    self.init(account.asOf, events, open: open, portfolio: portfolio, attributes: attributes)
  }

  /// - Parameter open: The invoices open at the end of `day`.
  init(
    _ day: Day, _ events: IssueEvents, open: some Sequence<InvoiceLife>, portfolio: PortfolioCurve.Record,
    attributes: [AttributeHistory.Record]
  ) {
    (self.day, self.attributes) = (day, attributes)
    (calendar, cells, grace) = (portfolio.calendar, portfolio.cells, portfolio.grace)
    let curve = portfolio.known(by: day)
    self.curve = curve
    let position = calendar.position(day)
    var counts = events.payments
    var atRisk = counts.mutableSpan
    var hasOverdue = false
    for invoice in open {
      if invoice.due <= day { hasOverdue = true }
      if !calendar.holds(invoice) { continue }
      let cell = cells.cell(position - calendar.anchor(invoice.due))
      if cell >= 0 { atRisk[cell] += 1 }
    }
    var later = 0.0
    for cell in atRisk.indices.reversed() {
      later += atRisk[cell]
      atRisk[cell] = later
    }
    let (payments, hazards, survivals) = (events.payments.span, curve.hazard.span, curve.survival.span)
    var unpaid = Array(repeating: 1.0, count: cells.count)
    var curveOfClient = unpaid.mutableSpan
    var (survival, before, mean) = (1.0, 1.0, 0.0)
    for cell in hazards.indices {
      // Susarla–Van Ryzin: the prior's mass at risk falls along its own curve.
      let prior = IssueHistory.curvePrior * before
      let hazard = (payments[cell] + prior * hazards[cell]) / max(atRisk[cell] + prior, 1e-9)
      let next = survival * (1 - min(hazard, 1))
      mean += Double(cells.position(cell)) * (survival - next)
      survival = next
      before = survivals[cell]
      curveOfClient[cell] = survival
    }
    self.survival = unpaid
    (meanPaid, meanUnpaid) = (mean, survival * Double(cells.position(cells.count - 1)))
    let amountPrior = IssueHistory.amountPrior
    usualLogAmount =
      (events.logAmounts + amountPrior * curve.meanLogAmount) / (events.issued + amountPrior)
    (self.hasOverdue, hasPaid, dueDays) = (hasOverdue, events.hasPaid, events.dueDays)
  }

  /// Of an invoice with this due day.
  func knowledge(due: Day) -> IssueKnowledge {
    let place = calendar.position(due + grace) - calendar.anchor(due)
    let threshold = min(max(cells.cell(place), 0), cells.count - 9)
    let portfolio = curve.survival.span
    return IssueKnowledge(
      unpaid: survival[threshold], portfolioUnpaid: portfolio[threshold], unpaidLater: survival[threshold + 3],
      portfolioUnpaidLater: portfolio[threshold + 3],
      meanDelay: meanPaid + (meanUnpaid - Double(cells.position(threshold))), usualLogAmount: usualLogAmount,
      hasOverdue: hasOverdue, hasPaid: hasPaid,
      weekdayExcess: dueDays.weekdayExcess(due, towards: portfolio[threshold]),
      monthEndExcess: dueDays.monthEndExcess(due, towards: portfolio[threshold]), attributes: attributes, day: day)
  }
}

extension IssueKnowledge {
  /// An amount over the client's usual one.
  public func ratioToUsual(_ amount: Money) -> Double { .exp(InvoiceLife.logAmount(amount) - usualLogAmount) }
}
