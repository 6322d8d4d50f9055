internal import Receivables

/// When an open item will be paid, seen from the end of a day.
public protocol PaymentOutlook: Sendable {
  /// P(still unpaid at the end of the day so many days later); it does not rise with them.
  func unpaid(after days: Int) -> Double
}

extension PaymentOutlook {
  /// Days until the item is paid with this probability, at least 1; `nil` beyond two years.
  public func days(untilPaidWith probability: Double) -> Int? {
    let days = (0..<731).partitioningIndex { unpaid(after: $0) <= 1 - probability }
    return days > 730 ? nil : max(days, 1)
  }
}
