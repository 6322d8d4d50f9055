public import Receivables

/// What is known of one client at the end of a day: what simple rules go by.
public struct ClientRecord: Sendable {
  public internal(set) var asOf = Day.plausible.lowerBound
  /// Invoices whose due day and days of grace have passed.
  public internal(set) var matured = 0
  /// Of those, still unpaid then.
  public internal(set) var maturedLate = 0
  /// Unpaid and past due at the end of the day.
  public internal(set) var overdue = Money.zero
  /// Σ balance × due day number of those.
  var overdueTimesDue: Int128 = 0

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

  mutating func addOverdue(_ amount: Money, due: Day) {
    overdue += amount
    overdueTimesDue += Int128(amount.minorUnits) * Int128(due.number)
  }
}
