public import Receivables

/// The price of one unit of a foreign currency in the currency of presentation, exactly as typed.
public struct ExchangeRate: Sendable, Equatable {
  public let currency: Currency
  /// The price as typed: `0.7341`, or `1/1.3622`.
  public let price: String
  /// The rate is `numerator / denominator`.
  let numerator: Int64
  let denominator: Int64

  /// With its currency: `CAD=0.7341`.
  public var text: String { "\(currency.code)=\(price)" }

  /// Reads `CAD=0.7341` or `CAD=0,7341`. `nil` when it is not a currency and a price.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let currency = Currency(code: parts[0]) else { return nil }
    self.init(currency, price: String(parts[1]).replacing(",", with: "."))
  }

  /// - Parameter price: Up to nine decimals, decimal point, above zero; else `nil`.
  init?(_ currency: Currency, price: String) {
    guard let (value, scale) = ExchangeRate.decimal(price) else { return nil }
    (self.currency, self.price, numerator, denominator) = (currency, price, value, scale)
  }

  /// - Parameter units: Of the currency, for one of that of presentation; read like a price.
  init?(_ currency: Currency, units: String) {
    guard let (value, scale) = ExchangeRate.decimal(units) else { return nil }
    (self.currency, price, numerator, denominator) = (currency, "1/\(units)", scale, value)
  }

  private static func decimal(_ text: String) -> (value: Int64, scale: Int64)? {
    let digits = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(digits.count), !digits[0].isEmpty, digits[0].count <= 9,
      digits.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let decimals = digits.count == 2 ? String(digits[1]) : ""
    guard decimals.count <= 9, let value = Int64(digits[0] + decimals), value > 0 else { return nil }
    return (value, .powerOfTen(decimals.count))
  }

  /// Thousandths of the foreign unit in minor units of presentation, rounded half away from zero; `nil` on overflow.
  func convert(thousandths: Int64, to target: Currency) -> Money? {
    let factor = Int128(numerator) * Int128(target.minorUnitsPerUnit)
    let (value, isTooLarge) = Int128(thousandths).multipliedReportingOverflow(by: factor)
    if isTooLarge { return nil }
    let divisor = Int128(denominator) * 1000
    let half = value < 0 ? -divisor / 2 : divisor / 2
    return Int64(exactly: (value + half) / divisor).map(Money.init(minorUnits:))
  }
}
