internal import Receivables

/// Whether `03/04/2025` is 3 April or March 4.
public enum DateOrder: String, Sendable, CaseIterable {
  case dayFirst = "dmy"
  case monthFirst = "mdy"
}

/// A date as read from one field, in 4 bytes, before the order of its column is known.
///
/// ISO dates (`2025-12-31`), compact ones (`20251231`, also `20251231.0` as pandas writes them) and any time of day after
/// them are days at once. `31/12/2025`, `12-31-2025` and `3.4.2025` keep their two short numbers until the whole column
/// has said which comes first.
struct DateField: Equatable {
  private let code: Int32

  private init(code: Int32) { self.code = code }

  static let missing = DateField(code: .max)
  static let unreadable = DateField(code: .min)

  init(_ day: Day) { code = day.number }

  private static let pendingTag: Int32 = 1 << 30

  /// The two short numbers and the year, when the order is not settled by the field itself.
  var pending: (first: Int, second: Int, year: Int)? {
    guard code & DateField.pendingTag != 0, code > 0, code != .max else { return nil }
    return (Int(code >> 6 & 63), Int(code & 63), Int(code >> 12 & 4095))
  }

  /// The day, given the column's order; `nil` when missing, unreadable, or not a date in that order.
  func day(in order: DateOrder?) -> Day? {
    if self == .missing || self == .unreadable { return nil }
    guard let (first, second, year) = pending else { return Day(number: code) }
    let day =
      order == .monthFirst
      ? Day(year: year, month: first, day: second)
      : Day(year: year, month: second, day: first)
    return day.flatMap { Day.plausible.contains($0) ? $0 : nil }
  }

  /// Reads the bytes of one field, already trimmed.
  init(_ bytes: Span<UInt8>, order: DateOrder?) {
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
      } else if first.digits == 1 || first.digits == 2, shortSecond, third.digits == 4, third.value < 4096 {
        pending = DateField(
          code: DateField.pendingTag | Int32(third.value) << 12 | Int32(first.value & 63) << 6
            | Int32(second.value & 63))
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
      if let order {
        self = pending.day(in: order).map { DateField($0) } ?? .unreadable
      } else {
        self = pending
      }
    } else {
      self = .unreadable
    }
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

  mutating func add(_ field: DateField, line: Int) {
    guard let (first, second, _) = field.pending else { return }
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
