public import Receivables

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
    // The closure holds the lives alone, not a copy of the history.
    IssueDayEnd(
      today, events, open: open.lazy.map { [lives] in lives[$0] }, portfolio: portfolio, attributes: attributes)
  }
}
