public import Receivables

/// One column of the late-payment model.
///
/// A feature is a function of an invoice's own terms and of what was known the day before its prediction day. It is given
/// nothing else, so it cannot use what came after. To add one: a file in `Features/`, and a line in ``LateFeatures/standard``.
public protocol Feature: Sendable {
  /// Stable, in `model.csv`.
  var name: String { get }
  func value(of invoice: Prospect, _ known: Known) -> Double
  /// The feature of many invoices, written to `column` from `start` on.
  func write(_ cases: [(invoice: Prospect, known: Known)], to column: inout [Float], from start: Int)
}

extension Feature {
  // One call through the protocol a block, instead of one a row.
  public func write(_ cases: [(invoice: Prospect, known: Known)], to column: inout [Float], from start: Int) {
    for (row, example) in cases.enumerated() { column[start + row] = Float(value(of: example.invoice, example.known)) }
  }
}

/// An invoice whose payment nobody knows yet.
public struct Prospect: Sendable {
  public let issued: Day
  public let due: Day
  public let amount: Money

  public init(issued: Day, due: Day, amount: Money) {
    self.issued = issued
    self.due = due
    self.amount = amount
  }
}

/// What was known at the end of the day before the prediction day: the issue day of a new invoice, the day after the
/// as-of day of an open one.
public struct Known: Sendable {
  public let client: ClientRecord
  public let portfolio: PortfolioHistory.Record.Entry

  public init(client: ClientRecord, portfolio: PortfolioHistory.Record.Entry) {
    self.client = client
    self.portfolio = portfolio
  }

  /// Invoices' worth of portfolio that every client's own record starts from.
  public static let priorInvoices = 5.0

  /// The client's share of `events` in `trials`, shrunk towards a portfolio rate.
  func shrunk(_ events: Double, of trials: Double, towards rate: Double) -> Double {
    (events + Known.priorInvoices * rate) / (trials + Known.priorInvoices)
  }

  /// Usual amount of the client's invoices in minor units, shrunk towards the portfolio's.
  var usualAmount: Double {
    let total = Double(client.issuedAmount.minorUnits) + Known.priorInvoices * portfolio.meanAmount
    return total / (Double(client.issued) + Known.priorInvoices)
  }

  /// The client's rate of the very event the model predicts, shrunk: the baseline a model has to beat.
  public var lateRate: Double {
    shrunk(Double(client.maturedLate), of: Double(client.matured), towards: portfolio.maturedLateRate)
  }
}

/// The columns of the model.
public enum LateFeatures {
  /// In order.
  public static var standard: [any Feature] {
    [
      SettledCount(), LateRatio(), UnpaidRatio(), MeanDaysLate(), RecentLateness(), OverdueExposure(),
      RelativeAmount(), InvoiceAmount(), PaymentTerms(), NewClient(), MonthEndIssue(), WeekendDue(), SeasonSine(),
      SeasonCosine(),
    ]
  }
}
