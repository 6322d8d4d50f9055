internal import RealModule
internal import Receivables

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
  /// Σ (late − predicted) of the client's invoices whose outcome is known, each predicted when it was issued, and the sum
  /// of the variances of those predictions.
  public let surprise: (excess: Double, variance: Double)
  /// Mean log amount of the client's invoices, shrunk to the portfolio's.
  public let usualLogAmount: Double
  public let hasOverdue: Bool
  public let hasPaid: Bool
}

/// One client's record, advanced from issue day to issue day.
///
/// It takes in only what was known by the day it was advanced to, so a row of the past is never told its future.
struct IssueHistory {
  /// Invoices' worth of portfolio in every client's curve.
  static let curvePrior = 2.0
  /// The same in its usual amount.
  static let amountPrior = 3.0

  private let lives: [InvoiceLife]
  private let isLate: [Bool?]
  private let calendar: PaymentCalendar
  private let grace: Int
  private let cells: CurveCells
  /// Lives by the day they end, and by the day their outcome is known.
  private let byEnd: [Int]
  private let byMaturity: [Int]
  private var (nextIssue, nextEnd, nextMaturity) = (0, 0, 0)

  /// Open invoices, and where each is in the list.
  private var open: [Int] = []
  private var place: [Int]
  /// Payments by cell.
  private var payments: [Double]
  private var (issuedCount, logAmounts) = (0.0, 0.0)
  private var hasPaid = false
  /// P(late) of each invoice when it was issued, kept within 2 and 98 %.
  private var predicted: [Double]
  private var surprise = (excess: 0.0, variance: 0.0)

  init(_ account: Account, portfolio: PortfolioCurve.Record) {
    lives = account.lives
    calendar = portfolio.calendar
    grace = portfolio.grace
    cells = portfolio.cells
    let outcome = LateOutcome(grace: portfolio.grace)
    isLate = lives.map { outcome.isLate(account[$0.document], asOf: account.asOf) }
    let (lives, grace) = (lives, grace)
    byEnd = lives.indices.filter { lives[$0].end != .never }.sorted { (lives[$0].end, $0) < (lives[$1].end, $1) }
    byMaturity = lives.indices.sorted { (lives[$0].due + grace, $0) < (lives[$1].due + grace, $1) }
    place = Array(repeating: -1, count: lives.count)
    predicted = Array(repeating: 0, count: lives.count)
    payments = Array(repeating: 0, count: cells.count)
  }

  /// Calls `body` with every invoice whose outcome the account tells, in order of issue, and what was known before it.
  /// One paid before it was issued is part of the record, and no case.
  static func forEachOutcome(
    _ account: Account, portfolio: PortfolioCurve.Record, _ body: (InvoiceLife, Bool, IssueKnowledge) -> Void
  ) {
    var history = IssueHistory(account, portfolio: portfolio)
    for index in history.lives.indices {
      let life = history.lives[index]
      let known = history.known(before: life.issued, due: life.due, portfolio)
      history.predicted[index] = min(max(known.unpaid, 0.02), 0.98)
      if let isLate = history.isLate[index], !life.isPaidInAdvance { body(life, isLate, known) }
    }
  }

  /// What is known of an invoice issued tomorrow, as seen from the account's own day.
  static func knowledge(
    of account: Account, portfolio: PortfolioCurve.Record
  ) -> (_ due: Day) -> IssueKnowledge {
    var history = IssueHistory(account, portfolio: portfolio)
    for index in history.lives.indices {
      let life = history.lives[index]
      let known = history.known(before: life.issued, due: life.due, portfolio)
      history.predicted[index] = min(max(known.unpaid, 0.02), 0.98)
    }
    history.advance(to: account.asOf)
    let final = history
    return { due in final.knowledge(due: due, at: account.asOf, portfolio) }
  }

  private mutating func known(before issued: Day, due: Day, _ portfolio: PortfolioCurve.Record) -> IssueKnowledge {
    advance(to: issued - 1)
    return knowledge(due: due, at: issued - 1, portfolio)
  }

  /// Takes in everything known by the end of `day`. Days may repeat but not go back.
  private mutating func advance(to day: Day) {
    while nextIssue < lives.count, lives[nextIssue].issued <= day {
      place[nextIssue] = open.count
      open.append(nextIssue)
      issuedCount += 1
      logAmounts += lives[nextIssue].logAmount
      nextIssue += 1
    }
    while nextEnd < byEnd.count, lives[byEnd[nextEnd]].end <= day {
      let index = byEnd[nextEnd]
      let last = open.removeLast()
      if last != index {
        open[place[index]] = last
        place[last] = place[index]
      }
      if lives[index].isPaid {
        hasPaid = true
        if calendar.holds(lives[index]) {
          let position = calendar.position(lives[index].end) - calendar.anchor(lives[index].due)
          payments[max(cells.cell(position), 0)] += 1
        }
      }
      nextEnd += 1
    }
    while nextMaturity < byMaturity.count, lives[byMaturity[nextMaturity]].due + grace <= day {
      let index = byMaturity[nextMaturity]
      if calendar.holds(lives[index]), let isLate = isLate[index] {
        surprise.excess += (isLate ? 1 : 0) - predicted[index]
        surprise.variance += predicted[index] * (1 - predicted[index])
      }
      nextMaturity += 1
    }
  }

  private func knowledge(due: Day, at day: Day, _ record: PortfolioCurve.Record) -> IssueKnowledge {
    let portfolio = record.known(by: day)
    let today = calendar.position(day)
    var atRisk = payments
    for index in open where calendar.holds(lives[index]) {
      let cell = cells.cell(today - calendar.anchor(lives[index].due))
      if cell >= 0 { atRisk[cell] += 1 }
    }
    var later = 0.0
    for cell in (0..<cells.count).reversed() {
      later += atRisk[cell]
      atRisk[cell] = later
    }
    let position = calendar.position(due + grace) - calendar.anchor(due)
    let threshold = min(max(cells.cell(position), 0), cells.count - 9)
    var (survival, before, mean) = (1.0, 1.0, 0.0)
    var (unpaid, unpaidLater) = (1.0, 1.0)
    for cell in 0..<cells.count {
      // Susarla–Van Ryzin: the prior's mass at risk falls along its own curve.
      let prior = IssueHistory.curvePrior * before
      let hazard = (payments[cell] + prior * portfolio.hazard(cell)) / max(atRisk[cell] + prior, 1e-9)
      let next = survival * (1 - min(hazard, 1))
      mean += Double(cells.position(cell)) * (survival - next)
      survival = next
      before = portfolio.survival(cell)
      if cell == threshold { unpaid = survival }
      if cell == threshold + 3 { unpaidLater = survival }
    }
    mean += survival * Double(cells.position(cells.count - 1)) - Double(cells.position(threshold))
    let amountPrior = IssueHistory.amountPrior
    return IssueKnowledge(
      unpaid: unpaid, portfolioUnpaid: portfolio.survival(threshold), unpaidLater: unpaidLater,
      portfolioUnpaidLater: portfolio.survival(threshold + 3), meanDelay: mean, surprise: surprise,
      usualLogAmount: (logAmounts + amountPrior * portfolio.meanLogAmount) / (issuedCount + amountPrior),
      hasOverdue: open.contains { lives[$0].due <= day }, hasPaid: hasPaid)
  }
}
