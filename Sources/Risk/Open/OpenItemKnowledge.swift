internal import RealModule
internal import Receivables

/// What is known at the end of a day of an item open and past due: all that its features may use.
public struct OpenItemKnowledge: Sendable {
  /// Days past due; 0 on the due day.
  public let age: Int
  /// Log of the invoice's amount, less the mean of all invoices issued by the day.
  public let relativeLogAmount: Double
  /// What the portfolio's hazard gives an item of this age over the next seven days: Σ hazard, in payments.
  public let hazardOfWeek: Double
  /// The client's other items on days 1 to 14 past due.
  public let pastDue: Pace
  /// The same on days −13 to 0.
  public let beforeDue: Pace
  /// The client's other open items more than 15 days past due.
  public let otherOldItems: Int
  /// Whether the client has an open item with an earlier due day.
  public let hasOlderItem: Bool

  /// What a client paid over some days past due, and what it would have paid at the portfolio's hazard.
  public struct Pace: Sendable, Equatable {
    public let payments: Int
    /// Σ item-days × hazard, in payments.
    public let expected: Double
  }
}

/// One client's items, advanced from day to day.
///
/// It takes in only what was known by the day it was advanced to, so an item of the past is never told its future.
struct OpenItemHistory {
  /// Days past due from which an item counts as old.
  static let oldAge = 15

  private let lives: [InvoiceLife]
  private let calendar: PaymentCalendar
  private var nextIssue = 0
  /// Invoices not ended yet, in order of issue.
  private var open: [Int] = []
  /// Of the invoices that ended.
  private var ended = CellCounts()

  private init(_ lives: [InvoiceLife], _ calendar: PaymentCalendar) {
    (self.lives, self.calendar) = (lives, calendar)
  }

  /// Calls `body` with every item that was open and past due at the end of an entry's day: day by day, in order of issue.
  ///
  /// - Parameters:
  ///   - account: Of the last day, or a later one.
  ///   - portfolio: The entries of ``PortfolioHazard``.
  ///   - body: Is given the entry's index, the item, and what was known of it.
  static func forEachItem(
    _ account: Account, portfolio: [PortfolioHazard.Entry], calendar: PaymentCalendar,
    _ body: (Int, InvoiceLife, OpenItemKnowledge) -> Void
  ) {
    var history = OpenItemHistory(account.lives, calendar)
    for (index, entry) in portfolio.enumerated() {
      history.advance(to: entry.day)
      history.forEachItem(entry) { body(index, $0, $1) }
    }
  }

  /// Takes in everything known by the end of `day`.
  private mutating func advance(to day: Day) {
    while nextIssue < lives.count, lives[nextIssue].issued <= day {
      open.append(nextIssue)
      nextIssue += 1
    }
    var stillOpen: [Int] = []
    for index in open {
      let invoice = lives[index]
      if invoice.end > day {
        stillOpen.append(index)
      } else if calendar.holds(invoice) {
        ended.add(invoice, upTo: invoice.end, isPaid: invoice.isPaid)
      }
    }
    open = stillOpen
  }

  private func forEachItem(
    _ entry: PortfolioHazard.Entry, _ body: (InvoiceLife, OpenItemKnowledge) -> Void
  ) {
    let pastDue = open.filter { lives[$0].due <= entry.day }
    guard let firstDue = pastDue.map({ lives[$0].due }).min() else { return }
    var known = ended
    for index in open where calendar.holds(lives[index]) {
      known.add(lives[index], upTo: entry.day, isPaid: false)
    }
    let old = pastDue.count { lives[$0].due.days(until: entry.day) > OpenItemHistory.oldAge }
    for index in pastDue {
      let invoice = lives[index]
      let age = invoice.due.days(until: entry.day)
      func pace(_ cells: Range<Int>) -> OpenItemKnowledge.Pace {
        OpenItemHistory.pace(known, cells, except: calendar.holds(invoice) ? invoice : nil, entry)
      }
      body(
        invoice,
        OpenItemKnowledge(
          age: age, relativeLogAmount: invoice.logAmount - entry.meanLogAmount,
          hazardOfWeek: entry.cumulative(after: age, upTo: age + 7), pastDue: pace(DelayCells.pastDue),
          beforeDue: pace(DelayCells.beforeDue), otherOldItems: old - (age > OpenItemHistory.oldAge ? 1 : 0),
          hasOlderItem: firstDue < invoice.due))
    }
  }

  /// The client's payments in some cells, beside what its item-days there would have given at the portfolio's hazard.
  ///
  /// - Parameter item: An open one whose own days are left out.
  private static func pace(
    _ known: CellCounts, _ cells: Range<Int>, except item: InvoiceLife?, _ entry: PortfolioHazard.Entry
  ) -> OpenItemKnowledge.Pace {
    var (payments, expected) = (0, 0.0)
    for cell in cells {
      var days = Int(known.itemDays[cell])
      if let item {
        days -= DelayCells.days(
          in: cell, after: item.due.days(until: item.issued), upTo: item.due.days(until: entry.day))
      }
      payments += Int(known.payments[cell])
      expected += Double(days) * entry.hazard[cell]
    }
    return OpenItemKnowledge.Pace(payments: payments, expected: expected)
  }
}
