internal import Receivables

/// From thousandths of a currency, as fields are read, to the currency of presentation.
///
/// Each currency has one rate, that of the as-of day, so that what was invoiced, paid and is open go together.
struct MoneyConversion: Sendable {
  let target: Currency
  /// One a currency.
  let rates: [DatedRate]
  private let table: RateTable?
  private let asOf: Day

  /// - Parameters:
  ///   - asOf: No later rate is used, and none older than ``RateTable/longestAge`` days before it.
  init(target: Currency, _ options: InvoiceReader.Options, asOf: Day) {
    (self.target, table, self.asOf) = (target, options.rateTable, asOf)
    let fixed = Set(options.rates.map(\.currency))
    let dated = (options.rateTable?.currencies ?? []).subtracting(fixed).sorted { $0.code < $1.code }
      .compactMap { options.rateTable?.latest($0, asOf: asOf) }
    rates =
      options.rates.map { DatedRate(rate: $0, day: nil) }
      + dated.filter { $0.day!.days(until: asOf) <= RateTable.longestAge }
  }

  /// `RowError.Problem` as an error.
  struct Reason: Error {
    let problem: RowError.Problem

    init(_ problem: RowError.Problem) { self.problem = problem }
  }

  /// In minor units. Sums of a chunk of such amounts cannot overflow.
  private static let largestAmount: Int64 = 100_000_000_000_000

  func money(_ thousandths: Int64, _ column: ColumnMeaning, in currency: Currency) throws(Reason) -> Money {
    var minorUnits: Int64?
    if currency != target {
      guard let dated = rates.first(where: { $0.rate.currency == currency }) else {
        let latest = table?.latest(currency, asOf: asOf)?.day
        throw Reason(.noRate(currency: currency.code, asOf: asOf, latest: latest))
      }
      minorUnits = dated.rate.convert(thousandths: thousandths, to: target)?.minorUnits
    } else {
      switch currency.decimals {
      case 3: minorUnits = thousandths
      case 2 where thousandths % 10 == 0: minorUnits = thousandths / 10
      case 0 where thousandths % 1000 == 0: minorUnits = thousandths / 1000
      default:
        let fraction = "\(abs(thousandths % 1000) + 1000)".dropFirst()
        let field = "\(thousandths < 0 ? "-" : "")\(abs(thousandths / 1000)).\(fraction)"
        throw Reason(.tooManyDecimals(column, field: field, currency: currency.code))
      }
    }
    guard let minorUnits, minorUnits.magnitude <= MoneyConversion.largestAmount else {
      throw Reason(.amountTooLarge(column, field: "\(thousandths / 1000)"))
    }
    return Money(minorUnits: minorUnits)
  }
}
