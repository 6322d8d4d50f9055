/// A calendar date: days since 1970-01-01 in the proleptic Gregorian calendar.
///
/// There is no time of day and no time zone; ledgers date documents, they do not clock them.
@frozen public struct Day: Hashable, Comparable, Sendable {
  public let number: Int32

  @inlinable public init(number: Int32) { self.number = number }

  /// The day of a calendar date, or `nil` when there is no such date (`2023-02-29`).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
    self.init(number: Day.number(year: year, month: month, day: day))
  }

  /// Reads `YYYY-MM-DD`, the only form the command line accepts; ledgers have a reader of their own.
  public init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].count == 4, parts[1].count == 2, parts[2].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Later than every day of any ledger: the payment day of an invoice that is not paid.
  @inlinable public static var never: Day { Day(number: .max) }

  /// The dates a ledger may hold. Anything outside is a typing error or a placeholder such as 9999-12-31.
  public static let plausible = Day(number: -25_567)...Day(number: 84_005)  // 1900-01-01 ... 2199-12-31

  @inlinable public static func < (lhs: Day, rhs: Day) -> Bool { lhs.number < rhs.number }

  /// Whole days from `self` to `later`; negative when `later` is the earlier date.
  @inlinable public func days(until later: Day) -> Int { Int(later.number) - Int(number) }

  @inlinable public static func + (day: Day, days: Int) -> Day { Day(number: day.number + Int32(days)) }
  @inlinable public static func - (day: Day, days: Int) -> Day { Day(number: day.number - Int32(days)) }
}

// MARK: - Calendar fields

extension Day {
  /// Year, month (1–12) and day of month.
  ///
  /// - Source: Neri & Schneider (2023), "Euclidean affine functions and their application to calendar algorithms",
  ///   Software: Practice and Experience 53(4), 937–970: years start on 1 March, and divisions become multiplications.
  public var calendar: (year: Int, month: Int, day: Int) {
    // Counted from far enough back that no day an Int32 holds is negative.
    let (eras, daysOfEra, yearsOfEra): (Int, Int, Int) = (15_088, 146_097, 400)
    let shifted = UInt64(Int(number) + 719_468 + eras * daysOfEra)
    let century = (4 * shifted + 3) / 146_097
    let dayOfCentury = (4 * shifted + 3) % 146_097 / 4
    let product = 2_939_745 * (4 * dayOfCentury + 3)
    let yearOfCentury = product >> 32
    let dayOfYear = (product & 0xFFFF_FFFF) / 2_939_745 / 4
    let monthAndDay = 2_141 * dayOfYear + 197_913
    let isNextYear = dayOfYear >= 306
    let year = Int(100 * century + yearOfCentury) - eras * yearsOfEra + (isNextYear ? 1 : 0)
    return (year, Int(monthAndDay >> 16) - (isNextYear ? 12 : 0), Int(monthAndDay & 0xFFFF) / 2_141 + 1)
  }

  public var firstOfMonth: Day { self - (calendar.day - 1) }

  public var lastOfMonth: Day {
    let (year, month, day) = calendar
    return self + (Day.length(ofMonth: month, year: year) - day)
  }

  /// The same day of another month; the last day of a month stays a last day, and 31 March − 1 month is 28 February.
  public func adding(months: Int) -> Day {
    let (year, month, day) = calendar
    let count = year * 12 + (month - 1) + months
    let (newYear, newMonth) = (count.quotientAndRemainder(dividingBy: 12).quotient, count % 12 + 1)
    let length = Day.length(ofMonth: newMonth, year: newYear)
    let isLast = self == lastOfMonth
    return Day(number: Day.number(year: newYear, month: newMonth, day: isLast ? length : min(day, length)))
  }

  /// 0 for Monday to 6 for Sunday.
  public var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

  /// Days in a month of the Gregorian calendar.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// - Parameter day: Of a month that has it.
  private static func number(year: Int, month: Int, day: Int) -> Int32 {
    // Years start on 1 March and are counted from far enough back that none an Int32 of days reaches is negative.
    let (eras, daysOfEra, yearsOfEra): (Int, Int, Int) = (15_088, 146_097, 400)
    let marchYear = UInt64((month <= 2 ? year - 1 : year) + eras * yearsOfEra)
    let dayOfYear = (153 * UInt64(month > 2 ? month - 3 : month + 9) + 2) / 5 + UInt64(day) - 1
    let days = marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear
    return Int32(Int(days) - eras * daysOfEra - 719_468)
  }
}

extension Day: CustomStringConvertible {
  /// ISO 8601: `2025-12-31`.
  public var description: String {
    let (year, month, day) = calendar
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let digits = "\(year)"
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "-\(two(month))-\(two(day))"
  }
}

extension Day: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(number: try decoder.singleValueContainer().decode(Int32.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}
