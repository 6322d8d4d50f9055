/// An amount as read from one field, in thousandths, before the decimal mark of its column is known.
///
/// `1 234,56`, `1.234,56`, `1,234.56`, `1'234.56`, `(12.00)`, `12,00-`, `12,00 Cr` and `12 €` settle their own reading. `1.234` and
/// `1,234` do not: a thousand two hundred and thirty-four, or one and a bit? They wait for the column.
struct AmountField: Equatable {
  enum Reading: Equatable {
    case missing
    case unreadable
    /// Thousandths of the currency's unit.
    case thousandths(Int64)
    /// One mark with three digits after it: `whole` thousandths if it separates thousands, a thousandth of that if it is
    /// the decimal mark.
    case open(whole: Int64, mark: DecimalMark)
  }

  let reading: Reading
  /// What this field proves about its column.
  private(set) var decimalMark: DecimalMark?
  private(set) var thousandsMark: DecimalMark?

  private init(_ reading: Reading, decimal: DecimalMark? = nil, thousands: DecimalMark? = nil) {
    self.reading = reading
    decimalMark = decimal
    thousandsMark = thousands
  }

  /// Reads the bytes of one field, already trimmed.
  ///
  /// - Parameter mark: The decimal mark, when the user has said it; a field that contradicts it is unreadable.
  init(_ bytes: Span<UInt8>, mark declared: DecimalMark?) {
    if let plain = AmountField.plain(bytes), declared == nil || plain.decimalMark != declared?.other {
      self = declared == nil ? plain : AmountField(plain.reading)
      return
    }
    if FieldText.isNull(bytes) || AmountField.isDash(bytes) {
      self.init(.missing)
      return
    }
    var scan = Scan()
    guard scan.read(bytes), let plain = scan.interpret() else {
      self.init(.unreadable)
      return
    }
    guard let declared else {
      self = plain
      return
    }
    switch plain.reading {
    case .open(let whole, let mark):
      self.init(mark == declared ? .thousandths(whole / 1000) : .thousandths(whole))
    case .thousandths where plain.decimalMark == declared.other || plain.thousandsMark == declared:
      self.init(.unreadable)
    default: self.init(plain.reading)
    }
  }

  /// What is left to pay: a dash stands for zero there, as in Excel's format for accounts, and an empty field for nothing said.
  init(balance bytes: Span<UInt8>, mark: DecimalMark?) {
    if AmountField.isDash(bytes) { self.init(.thousandths(0)) } else { self.init(bytes, mark: mark) }
  }

  /// Whether a field is a dash, with or without a currency: `-`, `- €`.
  private static func isDash(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 0, bytes[0] == UInt8(ascii: "-") else { return false }
    var index = 1
    while index < bytes.count {
      guard let width = decoration(bytes, at: index, bytes.count) else { return false }
      index += width
    }
    return true
  }

  /// This debit less a credit. Of one line, one of the two is empty or 0; where both are not, both must be settled.
  func minus(_ credit: AmountField) -> AmountField {
    switch (reading, credit.reading) {
    case (_, .missing), (_, .thousandths(0)): self
    case (.missing, .thousandths(let value)), (.thousandths(0), .thousandths(let value)):
      AmountField(.thousandths(-value), decimal: credit.decimalMark, thousands: credit.thousandsMark)
    case (.missing, .open(let whole, let mark)), (.thousandths(0), .open(let whole, let mark)):
      AmountField(.open(whole: -whole, mark: mark))
    case (.thousandths(let debit), .thousandths(let value)):
      AmountField(
        .thousandths(debit &- value), decimal: decimalMark ?? credit.decimalMark,
        thousands: thousandsMark ?? credit.thousandsMark)
    default: AmountField(.unreadable)
    }
  }

  /// `1234`, `1234.5` and `1234,56`: what most exports write, worth reading without the general rules.
  private static func plain(_ bytes: Span<UInt8>) -> AmountField? {
    guard (1...14).contains(bytes.count), bytes[0] &- 48 < 10 else { return nil }
    var value: Int64 = 0
    var mark: DecimalMark?
    var markIndex = bytes.count
    for index in bytes.indices {
      let byte = bytes[index]
      if byte &- 48 < 10 {
        value = value * 10 + Int64(byte &- 48)
      } else if mark == nil, byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        mark = byte == UInt8(ascii: ".") ? .point : .comma
        markIndex = index
      } else {
        return nil
      }
    }
    switch bytes.count - markIndex {
    case 0: return AmountField(.thousandths(value * 1000))
    case 2: return AmountField(.thousandths(value * 100), decimal: mark)
    case 3: return AmountField(.thousandths(value * 10), decimal: mark)
    default: return nil
    }
  }

  /// Digits and marks of one field.
  private struct Scan {
    var mantissa: Int64 = 0
    var digits = 0
    var isNegative = false
    var points = 0
    var commas = 0
    var blanks = 0
    var lastMark: DecimalMark?
    /// Digits before the first separator, and since the last one.
    var firstGroup = 0
    var group = 0
    /// A separator other than the last mark closed a group that is not three digits long.
    var hasOddGroup = false
    var leadsWithZero = false

    mutating func read(_ bytes: Span<UInt8>) -> Bool {
      var index = 0
      var end = bytes.count
      // Currency signs and brackets around the number.
      if bytes[index] == UInt8(ascii: "("), end > 2, bytes[end - 1] == UInt8(ascii: ")") {
        isNegative = true
        index += 1
        end -= 1
      }
      if let side = AmountField.side(bytes, end) {
        end -= side.width
        if side.isCredit, !negate() { return false }
      }
      while index < end, let width = AmountField.decoration(bytes, at: index, end) { index += width }
      if index < end, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
        if bytes[index] == UInt8(ascii: "-"), !negate() { return false }
        index += 1
      }
      while index < end, let width = AmountField.decoration(bytes, at: index, end) { index += width }
      var sawSeparator = false
      while index < end {
        let byte = bytes[index]
        if byte &- 48 < 10 {
          if digits == 0, byte == 48 { leadsWithZero = true }
          if digits >= 17 { return false }
          mantissa = mantissa * 10 + Int64(byte &- 48)
          digits += 1
          group += 1
          index += 1
        } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
          closeGroup(&sawSeparator)
          if byte == UInt8(ascii: ".") { points += 1 } else { commas += 1 }
          lastMark = byte == UInt8(ascii: ".") ? .point : .comma
          index += 1
        } else if let width = AmountField.thousandsBlank(bytes, at: index, end) {
          // A blank inside the number separates thousands; after it, it precedes a currency or a sign.
          if index + width < end, bytes[index + width] &- 48 < 10 {
            if lastMark != nil { return false }
            closeGroup(&sawSeparator)
            blanks += 1
          }
          index += width
        } else if byte == UInt8(ascii: "-"), index + 1 == end, digits > 0 {
          if !negate() { return false }
          index += 1
        } else if digits > 0, let width = AmountField.decoration(bytes, at: index, end) {
          index += width
        } else {
          return false
        }
      }
      if !sawSeparator { firstGroup = group }
      return digits > 0
    }

    /// False for a second sign: `(-12)` may be meant as 12 or as −12.
    private mutating func negate() -> Bool {
      if isNegative { return false }
      isNegative = true
      return true
    }

    private mutating func closeGroup(_ sawSeparator: inout Bool) {
      if sawSeparator {
        if group != 3 { hasOddGroup = true }
      } else {
        firstGroup = group
        sawSeparator = true
      }
      group = 0
    }

    func interpret() -> AmountField? {
      guard let lastMark else {
        // Blanks alone: every group after the first has three digits.
        if blanks > 0, hasOddGroup || group != 3 || firstGroup > 3 { return nil }
        return scaled(decimals: 0)
      }
      let lastMarks = lastMark == .point ? points : commas
      let otherMarks = lastMark == .point ? commas : points
      if otherMarks > 0 {
        guard lastMarks == 1, !hasOddGroup, firstGroup <= 3 else { return nil }
        return scaled(decimals: group, decimal: lastMark, thousands: lastMark.other)
      }
      if lastMarks > 1 {
        guard !hasOddGroup, group == 3, firstGroup <= 3 else { return nil }
        return scaled(decimals: 0, thousands: lastMark)
      }
      if blanks > 0, hasOddGroup || firstGroup > 3 { return nil }
      if group == 3, blanks == 0, (1...3).contains(firstGroup), !leadsWithZero {
        guard let whole = scaled(decimals: 0), case .thousandths(let value) = whole.reading else { return nil }
        return AmountField(.open(whole: value, mark: lastMark))
      }
      return scaled(decimals: group, decimal: lastMark)
    }

    /// The mantissa in thousandths; `nil` when a fourth decimal is not zero, or on overflow.
    private func scaled(decimals: Int, decimal: DecimalMark? = nil, thousands: DecimalMark? = nil) -> AmountField? {
      var value = mantissa
      var places = decimals
      while places > 3 {
        if value % 10 != 0 { return nil }
        value /= 10
        places -= 1
      }
      while places < 3 {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        value = product
        places += 1
      }
      return AmountField(.thousandths(isNegative ? -value : value), decimal: decimal, thousands: thousands)
    }
  }

  /// A side of an account at the end of a field: `12,00 D`, `12,00 Cr`.
  private static func side(_ bytes: Span<UInt8>, _ end: Int) -> (width: Int, isCredit: Bool)? {
    func letter(_ back: Int) -> UInt8 { end >= back ? bytes[end - back] | 0x20 : 0 }
    let (d, c, r) = (UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "r"))
    let isLong = letter(1) == r || (letter(1) == UInt8(ascii: "b") && letter(2) == d)
    let width = isLong ? 2 : 1
    let side = letter(width)
    guard side == d || side == c, end > width else { return nil }
    // Before the letters a digit or a blank: `CAD` is a currency.
    let before = bytes[end - width - 1]
    return before &- 48 < 10 || before == UInt8(ascii: " ") || before == 0xA0 || before == 0xAF
      ? (width, side == c) : nil
  }

  /// Width of a currency sign or blank at `index`: `€` `$` `£` in UTF-8, Windows-1252 or ISO-8859-15, or a blank.
  private static func decoration(_ bytes: Span<UInt8>, at index: Int, _ end: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "$"), 0x80, 0xA3, 0xA4: 1
    case 0xE2 where index + 2 < end && bytes[index + 1] == 0x82 && bytes[index + 2] == 0xAC: 3
    case 0xC2 where index + 1 < end && bytes[index + 1] == 0xA3: 2
    default: thousandsBlank(bytes, at: index, end)
    }
  }

  /// Width of a blank at `index`: space, apostrophe, no-break space (UTF-8 or Windows-1252), narrow no-break space.
  private static func thousandsBlank(_ bytes: Span<UInt8>, at index: Int, _ end: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: " "), UInt8(ascii: "'"), 0xA0: 1
    case 0xC2 where index + 1 < end && bytes[index + 1] == 0xA0: 2
    case 0xE2 where index + 2 < end && bytes[index + 1] == 0x80 && bytes[index + 2] == 0xAF: 3
    default: nil
    }
  }
}
