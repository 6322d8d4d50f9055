/// Tells the lines of a layout from rows that cannot be used. Asked only of a record that would otherwise be rejected.
struct LayoutRecognition: Sendable {
  let mapping: ColumnMapping
  /// Whether rows take their client from the heading above them.
  let hasClientHeadings: Bool
  /// Columns of free text, in which a delimiter may stand, and of amounts.
  let labels, amounts: Set<Int>
  /// In a wider table a place for every label is too many to try.
  static let mostRejoined = 100
  /// The header without what a repetition may vary.
  private let header: [String]

  init(_ mapping: ColumnMapping, hasClientHeadings: Bool) {
    self.mapping = mapping
    self.hasClientHeadings = hasClientHeadings
    let isLabel: Set<ColumnMeaning> = [.clientName, .segment]
    let understood = mapping.columns.filter { !isLabel.contains($0.key) }.values
    labels = Set(mapping.headers.indices).subtracting(understood)
    amounts = Set([ColumnMeaning.amount, .credit, .paidAmount, .balance].compactMap { mapping.columns[$0] })
    header = LayoutRecognition.withoutEmptyEnd(mapping.headers.map(ColumnMeaning.normalized))
  }

  /// What the record is; `nil` for a row of data.
  func line(of fields: [String]) -> LayoutLine? {
    guard let first = fields.first(where: { !$0.isEmpty }) else { return .blank }
    let normalized = LayoutRecognition.withoutEmptyEnd(fields.map(ColumnMeaning.normalized))
    if normalized == header { return .repeatedHeader }
    if !isEmpty(.due, in: fields) { return nil }
    if LayoutRecognition.isTotal(first), isEmpty(.issued, in: fields, but: first) {
      return isEmpty(.invoice, in: fields, but: first) ? .total : nil
    }
    if !isEmpty(.issued, in: fields) { return nil }
    if hasClientHeadings, isEmpty(.invoice, in: fields, but: first) { return .clientHeading }
    return nil
  }

  /// Whether the first word says total, in English or French.
  static func isTotal(_ text: String) -> Bool {
    let word = text.prefix { !$0.isWhitespace && $0 != ":" && $0 != "(" }
    return ["total", "totaux", "totals", "soustotal", "subtotal", "soustotaux"].contains(
      ColumnMeaning.normalized(String(word)))
      || ColumnMeaning.normalized(text).hasPrefix("grandtotal")
  }

  private func isEmpty(_ meaning: ColumnMeaning, in fields: [String], but text: String? = nil) -> Bool {
    guard let column = mapping.columns[meaning], column < fields.count else { return true }
    return fields[column].isEmpty || fields[column] == text
  }

  private static func withoutEmptyEnd(_ texts: [String]) -> [String] {
    var texts = texts
    while texts.last?.isEmpty == true { texts.removeLast() }
    return texts
  }
}
