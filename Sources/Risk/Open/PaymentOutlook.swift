/// When an open item will be paid, seen from the end of a day.
public protocol PaymentOutlook: Sendable {
  /// P(still unpaid at the end of the day so many days later); it does not rise with them.
  func unpaid(after days: Int) -> Double
}

extension PaymentOutlook {
  /// Days until the item is paid with this probability, at least 1; `nil` beyond two years.
  public func days(untilPaidWith probability: Double) -> Int? {
    var (low, high) = (0, 731)
    while low < high {
      let middle = (low + high) / 2
      if unpaid(after: middle) <= 1 - probability { high = middle } else { low = middle + 1 }
    }
    return low > 730 ? nil : max(low, 1)
  }
}
