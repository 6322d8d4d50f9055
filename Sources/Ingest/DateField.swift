internal import Receivables

/// Whether `03/04/2025` is 3 April or March 4.
public enum DateOrder: String, Sendable, CaseIterable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
}

/// The year from which a workbook counts its days.
public enum ExcelDays: Int, Sendable {
  case from1900 = 1900
  case from1904 = 1904

  /// What the same day's number from 1900 is more.
  fileprivate var offset: Int { self == .from1900 ? 0 : 1_462 }
}

/// A date as read from one field, in 4 bytes, before the order of its column is known.
///
/// ISO dates (`2025-12-31`), compact ones (`20251231`, also `20251231.0` as pandas writes them) and any time of day after
/// them are days at once. `31/12/2025`, `12-31-2025` and `3.4.2025` keep their two short numbers until the whole column
/// has said which comes first. `31/12/25` is of the years 1969 to 2068, as POSIX has it, and a number of five digits is a
/// day as Excel counts them from 1900, or in some workbooks from 1904; both are said by `check`.
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
  /// 1990-01-01 to 2099-12-31 as Excel counts days.
  private static let serials = 32_874...73_050
  /// 1970-01-01 as Excel counts days.
  private static let serialOfDayZero = 25_569

  private var isTagged: Bool { code & DateField.pendingTag != 0 && code > 0 && code != .max }
  var isSerial: Bool { isTagged && code & DateField.serialTag != 0 }
  var hasShortYear: Bool { isTagged && code & DateField.shortYearTag != 0 }

  /// The two short numbers and the year, when the order is not settled by the field itself.
  var pending: (first: Int, second: Int, year: Int)? {
    guard isTagged, code & DateField.serialTag == 0 else { return nil }
    return (Int(code >> 6 & 63), Int(code & 63), Int(code >> 12 & 4095))
  }

  /// The day, given the column's order; `nil` when missing, unreadable, or not a date in that order.
  func day(in order: DateOrder?) -> Day? {
    if self == .missing || self == .unreadable { return nil }
    guard let (first, second, year) = pending else {
      return isSerial ? DateField.day(ofSerial: Int(code & 0x1_FFFF)) : Day(number: code)
    }
    let day =
      order == .monthFirst
      ? Day(year: year, month: first, day: second)
      : Day(year: year, month: second, day: first)
    return day.flatMap { Day.plausible.contains($0) ? $0 : nil }
  }

  private static func day(ofSerial serial: Int) -> Day { Day(number: Int32(serial - serialOfDayZero)) }

  /// Reads the bytes of one field, already trimmed.
  init(_ bytes: Span<UInt8>, order: DateOrder?, days: ExcelDays = .from1900) {
    let count = bytes.count
    if count == 0 || FieldText.isNull(bytes) {
      self = .missing
      return
    }
    if let day = DateField.isoDay(bytes) {
      self = DateField(day)
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
      if index + 1 < count, bytes[index] == UInt8(ascii: "."), bytes[index + 1] == UInt8(ascii: "0") { index += 2 }
    } else if first.digits == 5, DateField.isEndOrFraction(bytes, from: index) {
      let serial = first.value + days.offset
      let isDay = DateField.serials.contains(serial)
      self = isDay ? DateField(code: DateField.pendingTag | DateField.serialTag | Int32(serial)) : .unreadable
      return
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
        pending = DateField(
          code: DateField.pendingTag | Int32(year) << 12 | Int32(first.value & 63) << 6 | Int32(second.value & 63)
            | (third.digits == 2 ? DateField.shortYearTag : 0))
        let isPossible = first.value <= 31 && second.value <= 31 && (first.value <= 12 || second.value <= 12)
        if !isPossible || first.value == 0 || second.value == 0 { pending = nil }
      }
    }
    guard DateField.isEndOrTime(bytes, from: index) else {
      self = .unreadable
      return
    }
    if let day, Day.plausible.contains(day) {
      self = DateField(day)
    } else if let pending {
      if let order, !pending.hasShortYear {
        self = pending.day(in: order).map { DateField($0) } ?? .unreadable
      } else {
        self = pending
      }
    } else {
      self = .unreadable
    }
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
    // 10 or more where there is no digit.
    func digit(_ index: Int) -> Int { Int(bytes[index] &- 48) }
    let (a, b, c, d) = (digit(0), digit(1), digit(2), digit(3))
    let (e, f, g, h) = (digit(5), digit(6), digit(8), digit(9))
    guard max(a, b, c, d) < 10, max(e, f, g, h) < 10,
      let day = Day(year: a * 1000 + b * 100 + c * 10 + d, month: e * 10 + f, day: g * 10 + h),
      Day.plausible.contains(day)
    else { return nil }
    return day
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

/// What the fields of one date column say about its order.
struct DateEvidence {
  /// First line (relative to the chunk, then to the file) with a first number over 12: the day must come first.
  var dayFirstLine: Int?
  var monthFirstLine: Int?
  /// First line that fits both orders with different days.
  var openLine: Int?
  /// First lines with a day as Excel counts them, and with a year of two digits.
  var serialLine: Int?
  var shortYearLine: Int?

  mutating func add(_ field: DateField, line: Int) {
    guard let (first, second, _) = field.pending else {
      if serialLine == nil, field.isSerial { serialLine = line }
      return
    }
    if shortYearLine == nil, field.hasShortYear { shortYearLine = line }
    if first > 12 {
      if dayFirstLine == nil { dayFirstLine = line }
    } else if second > 12 {
      if monthFirstLine == nil { monthFirstLine = line }
    } else if first != second, openLine == nil {
      openLine = line
    }
  }

  mutating func merge(_ later: DateEvidence, lineOffset: Int) {
    dayFirstLine = dayFirstLine ?? later.dayFirstLine.map { $0 + lineOffset }
    monthFirstLine = monthFirstLine ?? later.monthFirstLine.map { $0 + lineOffset }
    openLine = openLine ?? later.openLine.map { $0 + lineOffset }
    serialLine = serialLine ?? later.serialLine.map { $0 + lineOffset }
    shortYearLine = shortYearLine ?? later.shortYearLine.map { $0 + lineOffset }
  }

  enum Verdict: Equatable {
    /// Every date reads one way only.
    case notNeeded
    case order(DateOrder)
    /// No date of the column settles it; the line of one that could be read both ways.
    case open(line: Int)
    case mixed(dayFirstLine: Int, monthFirstLine: Int)
  }

  var verdict: Verdict {
    switch (dayFirstLine, monthFirstLine) {
    case (let day?, let month?): .mixed(dayFirstLine: day, monthFirstLine: month)
    case (_?, nil): .order(.dayFirst)
    case (nil, _?): .order(.monthFirst)
    case (nil, nil): openLine.map { .open(line: $0) } ?? .notNeeded
    }
  }
}
