/// How the columns of one FEC lie: recognised by its header, or by its first line when it has none. A general ledger
/// (*grand livre*) with a journal, an account and a debit and credit a line has the same content under other names.
struct FECLayout: Sendable {
  /// Tab or `|`; `;` and `,` in what a spreadsheet exported again.
  let delimiter: UInt8
  let markLength: Int
  let headers: [String]
  let columns: FECColumns
  /// A file without a header, in the legal order.
  let hasHeader: Bool
  let isGeneralLedger: Bool

  /// - Parameter head: The first bytes of a file.
  /// - Returns: `nil` when the file is no FEC.
  init?(head: [UInt8]) {
    markLength = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let end = head[markLength...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? head.count
    let line = head[markLength..<end]
    let encoding: TextEncoding = FieldText.isUTF8(line) ? .utf8 : .windows1252
    let delimiters = [UInt8(ascii: "\t"), UInt8(ascii: "|"), UInt8(ascii: ";"), UInt8(ascii: ",")]
    let counts = delimiters.map { delimiter in line.count { $0 == delimiter } }
    delimiter = delimiters[counts.indices.max { counts[$0] < counts[$1] }!]
    let cells = line.split(separator: delimiter, omittingEmptySubsequences: false).map { cell in
      let bytes = Array(cell)
      return FieldText.decode(bytes[FECLayout.content(of: bytes.span, 0..<bytes.count)], encoding)
    }
    var columns = FECColumns()
    for (index, header) in cells.enumerated() {
      let normalized = ColumnMeaning.normalized(header)
      let field = FECField.allCases.first { $0.knownHeaders.contains(normalized) }
      if let field, columns[field] == nil { columns[field] = index }
    }
    let ledger = FECLayout.generalLedger(cells, columns)
    if FECLayout.isComplete(columns) {
      (headers, self.columns, hasHeader, isGeneralLedger) = (cells, columns, true, false)
    } else if FECLayout.isComplete(ledger), FECLayout.holdsAccounts(head[end...], ledger[.account]!, delimiter) {
      (headers, self.columns, hasHeader, isGeneralLedger) = (cells, ledger, true, true)
    } else if FECLayout.looksLikeALine(cells) {
      let order = FECField.legalOrder
      headers = order.map { $0?.name ?? "" }
      columns = FECColumns()
      for (index, field) in order.enumerated() { if let field { columns[field] = index } }
      self.columns = columns
      (hasHeader, isGeneralLedger) = (false, false)
    } else {
      return nil
    }
  }

  /// The columns with those that have a general ledger's names.
  private static func generalLedger(_ headers: [String], _ known: FECColumns) -> FECColumns {
    var columns = known
    for (index, header) in headers.enumerated() {
      let normalized = ColumnMeaning.normalized(header)
      let field = FECField.allCases.first { $0.generalLedgerHeaders.contains(normalized) }
      if let field, columns[field] == nil { columns[field] = index }
    }
    return columns
  }

  /// Whether the first line that has an account names one by its number: elsewhere the column holds codes of clients.
  private static func holdsAccounts(_ lines: ArraySlice<UInt8>, _ column: Int, _ delimiter: UInt8) -> Bool {
    for line in lines.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let cells = line.split(separator: delimiter, omittingEmptySubsequences: false)
      if column >= cells.count { continue }
      let bytes = Array(cells[column])
      let account = content(of: bytes.span, 0..<bytes.count)
      if !account.isEmpty { return account.count >= 3 && bytes[account].prefix(3).allSatisfy { $0 &- 48 < 10 } }
    }
    return false
  }

  private static func isComplete(_ columns: FECColumns) -> Bool {
    func has(_ fields: FECField...) -> Bool { fields.allSatisfy { columns[$0] != nil } }
    return has(.entryDate, .account) && (has(.entryNumber) || has(.journalCode))
      && (has(.debit, .credit) || has(.amount, .sense))
  }

  /// A line of the legal 18 fields: a date fourth, an account fifth, numbers twelfth and thirteenth.
  private static func looksLikeALine(_ cells: [String]) -> Bool {
    func isNumber(_ text: String) -> Bool {
      text.utf8.contains { (48...57).contains($0) }
        && text.utf8.allSatisfy { (48...57).contains($0) || $0 == 44 || $0 == 46 }
    }
    guard cells.count >= 18 else { return false }
    let date = Array(cells[3].utf8)
    return date.count == 8 && DateField(date.span, order: .dayFirst).day(in: .dayFirst) != nil
      && cells[4].prefix(3).count == 3 && cells[4].prefix(3).allSatisfy(\.isNumber) && isNumber(cells[11])
      && isNumber(cells[12])
  }

  var variant: FECVariant {
    FECVariant(
      isGeneralLedger: isGeneralLedger, columns: headers.last == "" ? headers.count - 1 : headers.count,
      hasSense: columns[.amount] != nil && columns[.sense] != nil,
      basis: columns[.payer] != nil ? .nonCommercialCash : columns[.paymentDate] != nil ? .cash : .accrual,
      hasHeader: hasHeader)
  }

  /// A field's bytes without blanks, and without quotes around all of it. A quote inside is text.
  static func content(of bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let trimmed = FieldText.trimmed(bytes, range)
    let quote = UInt8(ascii: "\"")
    guard trimmed.count >= 2, bytes[trimmed.lowerBound] == quote, bytes[trimmed.upperBound - 1] == quote else {
      return trimmed
    }
    return FieldText.trimmed(bytes, (trimmed.lowerBound + 1)..<(trimmed.upperBound - 1))
  }
}
