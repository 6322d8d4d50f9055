public import Receivables

/// Numbers for scripts: dot decimals, no grouping, the same on every machine.
public enum PlainNumber {
  /// Rounded half away from zero to a fixed number of decimals; no negative zero.
  ///
  /// - Precondition: `value` is finite and below 10¹⁸ in the last decimal asked for, as every figure here is.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    var output = OutputBuffer()
    write(value, decimals: decimals, to: &output)
    return output.text
  }

  public static func money(_ money: Money, _ currency: Currency) -> String {
    var output = OutputBuffer()
    write(money, currency, to: &output)
    return output.text
  }

  static func write(_ value: Double, decimals: Int, to output: inout OutputBuffer) {
    precondition(value.isFinite, "a figure that is \(value)")
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    precondition(scaled < 1e18, "\(value) has no exact decimals")
    write(UInt64(scaled), decimals: decimals, isNegative: value < 0 && scaled > 0, to: &output)
  }

  static func write(_ money: Money, _ currency: Currency, to output: inout OutputBuffer) {
    write(money.minorUnits.magnitude, decimals: currency.decimals, isNegative: money < .zero, to: &output)
  }

  static func write(_ value: Int, to output: inout OutputBuffer) {
    write(UInt64(value.magnitude), decimals: 0, isNegative: value < 0, to: &output)
  }

  /// ISO 8601.
  static func write(_ day: Day, to output: inout OutputBuffer) {
    let (year, month, dayOfMonth) = day.calendar
    for digit in [year / 1000, year / 100 % 10, year / 10 % 10, year % 10] { output.write(byte: 48 + UInt8(digit)) }
    for part in [month, dayOfMonth] {
      output.write(byte: UInt8(ascii: "-"))
      output.write(byte: 48 + UInt8(part / 10))
      output.write(byte: 48 + UInt8(part % 10))
    }
  }

  /// Digits of `units`, the last `decimals` of them after a point.
  private static func write(_ units: UInt64, decimals: Int, isNegative: Bool, to output: inout OutputBuffer) {
    if isNegative { output.write(byte: UInt8(ascii: "-")) }
    var divisor: UInt64 = 1
    var digits = 1
    while digits <= decimals || units / divisor >= 10 {
      divisor *= 10
      digits += 1
    }
    var rest = units
    while digits > 0 {
      output.write(byte: 48 + UInt8(rest / divisor))
      rest %= divisor
      divisor /= 10
      digits -= 1
      if digits == decimals, digits > 0 { output.write(byte: UInt8(ascii: ".")) }
    }
  }
}
