public import Receivables

/// Numbers and dates as people of one language write them.
///
/// French typography: narrow no-break space (U+202F) between thousands and before `%`, decimal comma, dd/mm/yyyy.
public struct NumberText: Sendable {
  private let thousands: String
  private let mark: String
  private let percent: String
  private let isDayFirst: Bool

  public init(_ language: Language) {
    switch language {
    case .english: (thousands, mark, percent, isDayFirst) = (",", ".", "%", false)
    case .french: (thousands, mark, percent, isDayFirst) = ("\u{202F}", ",", "\u{202F}%", true)
    }
  }

  public func integer(_ value: Int) -> String { grouped(String(value.magnitude), isNegative: value < 0) }

  /// Rounded half away from zero to a fixed number of decimals.
  public func decimal(_ value: Double, decimals: Int) -> String {
    let text = PlainNumber.fixed(abs(value), decimals: decimals)
    let parts = text.split(separator: ".", maxSplits: 1)
    let isZero = text.allSatisfy { $0 == "0" || $0 == "." }
    let whole = grouped(String(parts[0]), isNegative: value < 0 && !isZero)
    return parts.count == 2 ? whole + mark + parts[1] : whole
  }

  public func share(_ value: Double, decimals: Int = 1) -> String { decimal(value * 100, decimals: decimals) + percent }

  /// With the currency's decimals, without its name: a table's title gives that.
  public func money(_ money: Money, _ currency: Currency) -> String {
    let text = PlainNumber.money(Money(minorUnits: abs(money.minorUnits)), currency)
    let parts = text.split(separator: ".")
    let whole = grouped(String(parts[0]), isNegative: money < .zero)
    return parts.count == 2 ? whole + mark + parts[1] : whole
  }

  public func day(_ day: Day) -> String {
    if !isDayFirst { return day.description }
    let (year, month, dayOfMonth) = day.calendar
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(dayOfMonth))/\(two(month))/\(year)"
  }

  private func grouped(_ digits: String, isNegative: Bool) -> String {
    var text = isNegative ? "-" : ""
    if digits.utf8.count <= 3 { return text + digits }
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += thousands }
      text.append(digit)
    }
    return text
  }
}
