internal import RealModule
internal import Receivables

/// When an open item will be paid, seen from the end of a day.
public protocol PaymentOutlook: Sendable {
  /// The cumulative hazard of payment up to the end of the day so many days later; it does not fall with them.
  func hazard(after days: Int) -> Double
}

extension PaymentOutlook {
  /// P(still unpaid at the end of the day so many days later).
  public func unpaid(after days: Int) -> Double { .exp(-hazard(after: days)) }

  /// Days until the item is paid with this probability, at least 1; `nil` beyond two years.
  public func days(untilPaidWith probability: Double) -> Int? {
    let needed = -Double.log(onePlus: -probability)
    let days = (0..<731).partitioningIndex { hazard(after: $0) >= needed }
    return days > 730 ? nil : max(days, 1)
  }
}
