/// What the fields of one amount column say about its decimal mark. Lines are the first of their sort.
struct AmountEvidence {
  var decimalLine = PerMark()
  var thousandsLine = PerMark()
  /// Lines whose reading waits for the column.
  var openLine = PerMark()

  struct PerMark {
    var point: Int?
    var comma: Int?

    mutating func note(_ mark: DecimalMark, _ line: Int) {
      switch mark {
      case .point: point = point ?? line
      case .comma: comma = comma ?? line
      }
    }

    mutating func merge(_ later: PerMark, lineOffset: Int) {
      point = point ?? later.point.map { $0 + lineOffset }
      comma = comma ?? later.comma.map { $0 + lineOffset }
    }
  }

  mutating func add(_ field: AmountField, line: Int) {
    if let mark = field.decimalMark { decimalLine.note(mark, line) }
    if let mark = field.thousandsMark { thousandsLine.note(mark, line) }
    if case .open(_, let mark) = field.reading { openLine.note(mark, line) }
  }

  mutating func merge(_ later: AmountEvidence, lineOffset: Int) {
    decimalLine.merge(later.decimalLine, lineOffset: lineOffset)
    thousandsLine.merge(later.thousandsLine, lineOffset: lineOffset)
    openLine.merge(later.openLine, lineOffset: lineOffset)
  }

  enum Verdict: Equatable {
    case notNeeded
    case mark(DecimalMark)
    case open(line: Int)
    /// Two lines that cannot both be right.
    case mixed(Int, Int)
  }

  var verdict: Verdict {
    if let point = decimalLine.point, let comma = decimalLine.comma { return .mixed(point, comma) }
    if let decimal = decimalLine.point, let thousands = thousandsLine.point { return .mixed(decimal, thousands) }
    if let decimal = decimalLine.comma, let thousands = thousandsLine.comma { return .mixed(decimal, thousands) }
    if decimalLine.point != nil || thousandsLine.comma != nil { return .mark(.point) }
    if decimalLine.comma != nil || thousandsLine.point != nil { return .mark(.comma) }
    if let line = [openLine.point, openLine.comma].compactMap(\.self).min() { return .open(line: line) }
    return .notNeeded
  }
}
