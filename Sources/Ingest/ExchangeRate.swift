public import Receivables

/// The price of one unit of a foreign currency in the currency of presentation, exactly as typed.
public struct ExchangeRate: Sendable, Equatable {
  public let currency: Currency
  /// As typed: `CAD=0.7341`.
  public let text: String
  /// The rate is `numerator / denominator`.
  let numerator: Int64
  let denominator: Int64

  /// Reads `CAD=0.7341`: up to nine decimals, decimal point or comma, above zero. `nil` otherwise.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let currency = Currency(code: parts[0]) else { return nil }
    let digits = parts[1].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard (1...2).contains(digits.count), !digits[0].isEmpty, digits[0].count <= 9,
      digits.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let decimals = digits.count == 2 ? String(digits[1]) : ""
    guard decimals.count <= 9, let value = Int64(digits[0] + decimals), value > 0 else { return nil }
    self.currency = currency
    self.text = text
    numerator = value
    denominator = (0..<decimals.count).reduce(1) { product, _ in product * 10 }
  }

  /// Thousandths of the foreign unit in minor units of presentation, rounded half away from zero; `nil` on overflow.
  func convert(thousandths: Int64, to target: Currency) -> Money? {
    let scale = (0..<target.decimals).reduce(Int128(1)) { product, _ in product * 10 }
    let (value, isTooLarge) = Int128(thousandths).multipliedReportingOverflow(by: Int128(numerator) * scale)
    if isTooLarge { return nil }
    let divisor = Int128(denominator) * 1000
    let half = value < 0 ? -divisor / 2 : divisor / 2
    return Int64(exactly: (value + half) / divisor).map(Money.init(minorUnits:))
  }
}
