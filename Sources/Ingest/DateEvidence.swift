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
    if !field.isTagged { return }
    if shortYearLine == nil, field.hasShortYear { shortYearLine = line }
    guard let (first, second, _) = field.pending else {
      if serialLine == nil, field.isSerial { serialLine = line }
      return
    }
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
