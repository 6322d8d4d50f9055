internal import Receivables

/// From thousandths of a currency, as fields are read, to the currency of presentation.
struct MoneyConversion: Sendable {
  let target: Currency
  let rates: [ExchangeRate]

  /// `RowError.Problem` as an error.
  struct Reason: Error {
    let problem: RowError.Problem

    init(_ problem: RowError.Problem) { self.problem = problem }
  }

  /// In minor units. Sums of a chunk of such amounts cannot overflow.
  private static let largestAmount: Int64 = 100_000_000_000_000

  /// `-1234.50`, for sentences: with the thousandths only where there are any.
  static func text(_ thousandths: Int64) -> String {
    let fraction = "\(abs(thousandths % 1000) + 1000)".dropFirst()
    let shown = fraction.last == "0" ? fraction.dropLast() : fraction
    return "\(thousandths < 0 ? "-" : "")\(abs(thousandths / 1000)).\(shown)"
  }

  func money(_ thousandths: Int64, _ column: ColumnMeaning, in currency: Currency) throws(Reason) -> Money {
    var minorUnits: Int64?
    if currency != target, let rate = rates.first(where: { $0.currency == currency }) {
      minorUnits = rate.convert(thousandths: thousandths, to: target)?.minorUnits
    } else {
      switch currency.decimals {
      case 3: minorUnits = thousandths
      case 2 where thousandths % 10 == 0: minorUnits = thousandths / 10
      case 0 where thousandths % 1000 == 0: minorUnits = thousandths / 1000
      default:
        let field = MoneyConversion.text(thousandths)
        throw Reason(.tooManyDecimals(column, field: field, currency: currency.code))
      }
    }
    guard let minorUnits, minorUnits.magnitude <= MoneyConversion.largestAmount else {
      throw Reason(.amountTooLarge(column, field: "\(thousandths / 1000)"))
    }
    return Money(minorUnits: minorUnits)
  }
}
