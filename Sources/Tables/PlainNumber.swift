public import Receivables

/// Numbers for scripts: dot decimals, no grouping, the same on every machine.
public enum PlainNumber {
  /// Rounded half away from zero to a fixed number of decimals; no negative zero.
  ///
  /// - Precondition: `value` is finite and below 10³⁸ in the last decimal asked for; no ratio of two amounts comes near.
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
    let scale = Double(Int64.powerOfTen(decimals))
    let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
    precondition(scaled < 1e38, "\(value) is too large a figure")
    let isNegative = value < 0 && scaled > 0
    if scaled < 1e18 {
      write(UInt64(scaled), decimals: decimals, isNegative: isNegative, to: &output)
    } else {
      write(UInt128(scaled), decimals: decimals, isNegative: isNegative, to: &output)
    }
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
    func digit(_ value: Int) -> UInt8 { 48 + UInt8(truncatingIfNeeded: value % 10) }
    let dash = UInt8(ascii: "-")
    let text: InlineArray<10, UInt8> = [
      digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), dash, digit(month / 10), digit(month), dash,
      digit(dayOfMonth / 10), digit(dayOfMonth),
    ]
    output.write(text.span)
  }

  /// Digits of `units`, the last `decimals` of them after a point.
  private static func write(
    _ units: some UnsignedInteger & FixedWidthInteger, decimals: Int, isNegative: Bool, to output: inout OutputBuffer
  ) {
    // From the last digit to the first: a sign, 39 digits, a point and a leading zero always fit.
    var text = InlineArray<44, UInt8>(repeating: 0)
    var first = text.count
    var rest = units
    var digits = 0
    repeat {
      if digits == decimals, digits > 0 {
        first -= 1
        text[first] = UInt8(ascii: ".")
      }
      first -= 1
      text[first] = 48 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      digits += 1
    } while rest > 0 || digits <= decimals
    if isNegative {
      first -= 1
      text[first] = UInt8(ascii: "-")
    }
    output.write(text.span.extracting(first...))
  }
}
