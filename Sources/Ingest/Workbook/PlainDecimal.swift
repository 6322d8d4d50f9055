/// A number as XML spells it, in at most 15 significant digits: what Excel itself shows of a double, so that the sum of
/// 0.1 and 0.2 is 0.3 and not 0.30000000000000004.
struct PlainDecimal {
  private let isNegative: Bool
  /// Without leading or trailing zeros.
  private let digits: [UInt8]
  /// The value is 0.digits × 10^exponent.
  private let exponent: Int

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    var index = 0
    isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative || bytes.first == UInt8(ascii: "+") { index = 1 }
    var digits: [UInt8] = []
    var point: Int?
    while index < bytes.count, digits.count < 400 {
      if bytes[index] &- 48 < 10 {
        digits.append(bytes[index] &- 48)
      } else if bytes[index] == UInt8(ascii: "."), point == nil {
        point = digits.count
      } else {
        break
      }
      index += 1
    }
    if digits.isEmpty { return nil }
    var exponent = point ?? digits.count
    if index < bytes.count {
      guard bytes[index] | 0x20 == UInt8(ascii: "e"),
        let power = Int(String(decoding: bytes[(index + 1)...], as: UTF8.self)), abs(power) < 400
      else { return nil }
      exponent += power
    }
    while digits.first == 0 {
      digits.removeFirst()
      exponent -= 1
    }
    if digits.count > 15 {
      let roundsUp = digits[15] >= 5
      digits.removeLast(digits.count - 15)
      if roundsUp {
        var last = 14
        while last >= 0, digits[last] == 9 {
          digits[last] = 0
          last -= 1
        }
        if last >= 0 {
          digits[last] += 1
        } else {
          digits.insert(1, at: 0)
          exponent += 1
        }
      }
    }
    while digits.last == 0 { digits.removeLast() }
    self.digits = digits
    self.exponent = digits.isEmpty ? 1 : exponent
  }

  /// The part before the point; `nil` beyond 15 digits.
  var whole: Int? {
    if exponent > 15 { return nil }
    var value = 0
    for place in 0..<max(0, exponent) { value = value * 10 + (place < digits.count ? Int(digits[place]) : 0) }
    return isNegative ? -value : value
  }

  /// In plain digits with a decimal point. Three decimals are written as four: behind `1.234` a reader of CSV has to ask
  /// whether the point separates thousands, and here it does not.
  var text: String {
    var text = isNegative && !digits.isEmpty ? "-" : ""
    if exponent <= 0 { text += "0" }
    for place in 0..<max(0, exponent) { text += place < digits.count ? "\(digits[place])" : "0" }
    if digits.count <= exponent || digits.isEmpty { return text }
    text += "." + String(repeating: "0", count: max(0, -exponent))
    for place in max(0, exponent)..<digits.count { text += "\(digits[place])" }
    return digits.count - exponent == 3 ? text + "0" : text
  }
}
