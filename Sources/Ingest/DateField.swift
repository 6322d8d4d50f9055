internal import Receivables

/// A date as read from one field, in 4 bytes, before the order of its column is known.
///
/// ISO dates (`2025-12-31`), compact ones (`20251231`, also `20251231.0` as pandas writes them) and any time of day after
/// them are days at once. `31/12/2025`, `12-31-2025`, `31122025` and `3.4.2025` keep their two short numbers until the whole
/// column has said which comes first. `15-Oct-2025` and `15 octobre 2025` say it themselves. `31/12/25` is of the years 1969 to
/// 2068, as POSIX has it, and a number of five digits is a day as Excel counts them from 1900, or in some workbooks from
/// 1904; both are said by `check`.
struct DateField: Equatable {
  private let code: Int32

  private init(code: Int32) { self.code = code }

  static let missing = DateField(code: .max)
  static let unreadable = DateField(code: .min)

  init(_ day: Day) { code = day.number }

  private static let pendingTag: Int32 = 1 << 30
  /// Beside ``pendingTag``: a day as Excel counts them, and a year written with two digits.
  private static let serialTag: Int32 = 1 << 29
  private static let shortYearTag: Int32 = 1 << 28
  /// The second number was a month by its name, so that the order is settled.
  private static let namedMonthTag: Int32 = 1 << 27
  /// 1990-01-01 to 2099-12-31 as Excel counts days.
  private static let serials = 32_874...73_050
  /// 1970-01-01 as Excel counts days.
  private static let serialOfDayZero = 25_569

  /// Whether it is more than a day, missing or unreadable.
  var isTagged: Bool { code & DateField.pendingTag != 0 && code > 0 && code != .max }
  var isSerial: Bool { isTagged && code & DateField.serialTag != 0 }
  var hasShortYear: Bool { isTagged && code & DateField.shortYearTag != 0 }
  private var hasNamedMonth: Bool { isTagged && code & DateField.namedMonthTag != 0 }

  /// The two short numbers and the year, when the order is not settled by the field itself.
  var pending: (first: Int, second: Int, year: Int)? {
    guard isTagged, code & DateField.serialTag == 0, !hasNamedMonth else { return nil }
    return numbers
  }

  /// Whether neither order makes a day of the two numbers and the year, as of `31/02/2025`: it shows the order of its column,
  /// and is no day.
  var isNoDay: Bool {
    guard isTagged, !isSerial else { return false }
    return day(in: .dayFirst) == nil && day(in: .monthFirst) == nil
  }

  private var numbers: (first: Int, second: Int, year: Int) {
    (Int(code >> 6 & 63), Int(code & 63), Int(code >> 12 & 4095))
  }

  /// The day, given the column's order; `nil` when missing, unreadable, or not a date in that order.
  func day(in order: DateOrder?) -> Day? {
    if self == .missing || self == .unreadable { return nil }
    if isSerial { return DateField.day(ofSerial: Int(code & 0x1_FFFF)) }
    if !isTagged { return Day(number: code) }
    let (first, second, year) = numbers
    let day =
      order == .monthFirst && !hasNamedMonth
      ? Day(year: year, month: first, day: second)
      : Day(year: year, month: second, day: first)
    return day.flatMap { Day.plausible.contains($0) ? $0 : nil }
  }

  private static func day(ofSerial serial: Int) -> Day { Day(number: Int32(serial - serialOfDayZero)) }

  /// Reads the bytes of one field, already trimmed.
  init(_ bytes: Span<UInt8>, order: DateOrder?, days: ExcelDays = .from1900) {
    if let day = DateField.isoDay(bytes) {
      self = DateField(day)
      return
    }
    let count = bytes.count
    if count == 0 || FieldText.isNull(bytes) {
      self = .missing
      return
    }
    var index = 0
    func number() -> (value: Int, digits: Int) {
      let start = index
      var value = 0
      while index < count, index - start < 9, bytes[index] &- 48 < 10 {
        value = value * 10 + Int(bytes[index] &- 48)
        index += 1
      }
      return (value, index - start)
    }
    let first = number()
    var day: Day?
    var pending: DateField?
    if first.digits == 8 {
      day = Day(year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
      // A year at the end is no month and day: 19 and 20 are no months.
      let year = first.value % 10_000
      if (1900..<2100).contains(year) {
        pending = DateField(first.value / 1_000_000, first.value / 10_000 % 100, year: year, hasShortYear: false)
      }
      if index + 1 < count, bytes[index] == UInt8(ascii: "."), bytes[index + 1] == UInt8(ascii: "0") { index += 2 }
    } else if first.digits == 5, DateField.isEndOrFraction(bytes, from: index) {
      let serial = first.value + days.offset
      let isDay = DateField.serials.contains(serial)
      self = isDay ? DateField(code: DateField.pendingTag | DateField.serialTag | Int32(serial)) : .unreadable
      return
    } else if (1...2).contains(first.digits), let named = MonthName(bytes, from: index) {
      index = named.end
      let third = number()
      if let year = DateField.year(third, after: UInt8(ascii: " ")) {
        pending = DateField(
          first.value, named.month, year: year, tags: DateField.namedMonthTag, hasShortYear: third.digits == 2)
      }
    } else if index < count {
      let separator = bytes[index]
      guard separator == UInt8(ascii: "-") || separator == UInt8(ascii: "/") || separator == UInt8(ascii: ".") else {
        self = .unreadable
        return
      }
      index += 1
      let second = number()
      guard index < count, bytes[index] == separator else {
        self = .unreadable
        return
      }
      index += 1
      let third = number()
      let shortSecond = second.digits == 1 || second.digits == 2
      if first.digits == 4, shortSecond, third.digits == 1 || third.digits == 2 {
        day = Day(year: first.value, month: second.value, day: third.value)
      } else if first.digits == 1 || first.digits == 2, shortSecond,
        let year = DateField.year(third, after: separator)
      {
        pending = DateField(first.value, second.value, year: year, hasShortYear: third.digits == 2)
      }
    }
    guard DateField.isEndOrTime(bytes, from: index) else {
      self = .unreadable
      return
    }
    if let day, Day.plausible.contains(day) {
      self = DateField(day)
    } else if let pending {
      if let order {
        let day = pending.day(in: order)
        self = day == nil ? .unreadable : pending.hasShortYear ? pending : DateField(day!)
      } else {
        self = pending.hasNamedMonth && pending.isNoDay ? .unreadable : pending
      }
    } else {
      self = .unreadable
    }
  }

  /// Two short numbers and a year.
  private init?(_ first: Int, _ second: Int, year: Int, tags: Int32 = 0, hasShortYear: Bool) {
    guard (1...31).contains(first), (1...31).contains(second), min(first, second) <= 12 else { return nil }
    code =
      DateField.pendingTag | Int32(year) << 12 | Int32(first) << 6 | Int32(second) | tags
      | (hasShortYear ? DateField.shortYearTag : 0)
  }

  /// A year of four digits, or of two where no other number of the date can be meant: `25-12-31` may be 2025 or 2031.
  private static func year(_ number: (value: Int, digits: Int), after separator: UInt8) -> Int? {
    if number.digits == 4 { return number.value < 4096 ? number.value : nil }
    guard number.digits == 2, separator != UInt8(ascii: "-") else { return nil }
    return number.value + (number.value < 69 ? 2000 : 1900)
  }

  /// Nothing more, or the part of a day that Excel has behind the mark.
  private static func isEndOrFraction(_ bytes: Span<UInt8>, from index: Int) -> Bool {
    if index == bytes.count { return true }
    guard bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ","), index + 1 < bytes.count else {
      return false
    }
    for position in (index + 1)..<bytes.count where bytes[position] &- 48 >= 10 { return false }
    return true
  }

  /// `2025-12-31` and nothing else: what most exports write, worth reading without the general rules.
  private static func isoDay(_ bytes: Span<UInt8>) -> Day? {
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    // The bytes against those of `0000-00-`, the first one lowest: a digit's value, or more than 9 where there is none.
    let yearAndMonth = ByteRun.word(bytes, 0..<8) ^ 0x2D30_302D_3030_3030
    func digit(_ index: Int) -> Int { Int(truncatingIfNeeded: yearAndMonth >> UInt64(8 * index) & 0xFF) }
    let (tens, ones) = (Int(bytes[8] ^ 0x30), Int(bytes[9] ^ 0x30))
    let hasOnlyDigits = (yearAndMonth | yearAndMonth &+ 0x0076_7600_7676_7676) & 0x8080_8080_8080_8080 == 0
    guard hasOnlyDigits, max(tens, ones) < 10
    else { return nil }
    return MonthTable.day(
      year: digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3), month: digit(5) * 10 + digit(6),
      day: tens * 10 + ones)
  }

  /// Nothing more, or a time of day, which a ledger's date does not need.
  private static func isEndOrTime(_ bytes: Span<UInt8>, from index: Int) -> Bool {
    if index == bytes.count { return true }
    guard bytes[index] == UInt8(ascii: " ") || bytes[index] == UInt8(ascii: "T"), index + 1 < bytes.count else {
      return false
    }
    for position in (index + 1)..<bytes.count {
      switch bytes[position] {
      case 48...57, UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        continue
      default: return false
      }
    }
    return true
  }
}
