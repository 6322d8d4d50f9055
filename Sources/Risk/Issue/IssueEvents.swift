internal import Execution
internal import Receivables

/// What a client's invoices have done: sums, which do not ask in what order they did it.
struct IssueEvents: Sendable {
  private let calendar: PaymentCalendar
  private let cells: CurveCells
  private let grace: Int
  /// By cell.
  private(set) var payments: [Double]
  /// Sum of those.
  private(set) var counted = 0.0
  private(set) var issued = 0.0
  private(set) var logAmounts = LogSum()
  private(set) var hasPaid = false
  private(set) var dueDays = DueDayRecord()

  init(_ portfolio: PortfolioCurve.Record) {
    (calendar, cells, grace) = (portfolio.calendar, portfolio.cells, portfolio.grace)
    payments = Array(copies: cells.count, of: 0)
  }

  mutating func issue(_ invoice: InvoiceLife) {
    issued += 1
    logAmounts.add(InvoiceLife.hundreds(invoice.amount))
  }

  mutating func end(_ invoice: InvoiceLife) {
    if !invoice.isPaid { return }
    hasPaid = true
    if calendar.holds(invoice) {
      let position = calendar.position(invoice.end) - calendar.anchor(invoice.due)
      payments[max(cells.cell(position), 0)] += 1
      counted += 1
    }
  }

  /// Its days of grace are over.
  mutating func mature(_ invoice: InvoiceLife) {
    let isLate = invoice.end > invoice.due + grace
    // Invoices that are in the ledger for their lateness alone are so on every day of the week: only differences count.
    if isLate || invoice.isPaid { dueDays.add(due: invoice.due, isLate: isLate) }
  }
}
