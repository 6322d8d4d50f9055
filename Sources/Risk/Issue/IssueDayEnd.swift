internal import Execution
internal import Receivables

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
    let (cells, curve) = (portfolio.cells, portfolio.known(by: day))
    (calendar, self.cells, grace, self.curve) = (portfolio.calendar, cells, portfolio.grace, curve)
    let position = calendar.position(day)
    // Payments, and open invoices in the cell of their age: those at risk up to a cell and not beyond it.
    var counts = events.payments
    var leaving = counts.mutableSpan
    var (hasOverdue, atRisk) = (false, events.counted)
    for invoice in open {
      if invoice.due <= day { hasOverdue = true }
      if !calendar.holds(invoice) { continue }
      let cell = cells.cell(position - calendar.anchor(invoice.due))
      if cell < 0 { continue }
      leaving[cell] += 1
      atRisk += 1
    }
    let (payments, hazards, survivals) = (events.payments.span, curve.hazard.span, curve.survival.span)
    var unpaid = Array(copies: cells.count, of: 1.0)
    var curveOfClient = unpaid.mutableSpan
    var (survival, before, mean) = (1.0, 1.0, 0.0)
    for cell in hazards.indices {
      // Susarla–Van Ryzin: the prior's mass at risk falls along its own curve.
      let prior = IssueHistory.curvePrior * before
      let hazard = (payments[cell] + prior * hazards[cell]) / max(atRisk + prior, 1e-9)
      let next = survival * (1 - min(hazard, 1))
      mean += Double(cells.position(cell)) * (survival - next)
      survival = next
      before = survivals[cell]
      atRisk -= leaving[cell]
      curveOfClient[cell] = survival
    }
    self.survival = unpaid
    (meanPaid, meanUnpaid) = (mean, survival * Double(cells.position(cells.count - 1)))
    let amountPrior = IssueHistory.amountPrior
    usualLogAmount =
      (events.logAmounts.value + amountPrior * curve.meanLogAmount) / (events.issued + amountPrior)
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
