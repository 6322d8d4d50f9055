/// The mod-10 check of Luhn: from the right, every second digit is doubled, the digits of all are added up, and the sum
/// ends in 0.
///
/// It sees every single wrong digit, and every swap of two neighbours but 09 ↔ 90, whose sums are equal.
///
/// - Source: H. P. Luhn, US patent 2 950 048 (1960).
public enum Luhn {
  /// - Parameter digits: 0 to 9, the check digit last.
  public static func isValid(_ digits: [Int]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = place.isMultiple(of: 2) ? digit : 2 * digit
      sum += value > 9 ? value - 9 : value
    }
    return sum.isMultiple(of: 10)
  }
}
