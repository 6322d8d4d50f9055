/// A *grand livre*: the postings on clients' accounts, in which invoices and payments are lines of one sort.
enum AccountLedger {
  private static let journals: Set<String> = ["journal", "codejournal", "journalcode", "jnl", "codejnl", "jal"]
  private static let letterings: Set<String> = ["lettrage", "lettre", "let", "codelettrage"]

  /// Whether a table of debits and credits names journals and no due days, or the lettering of its lines. Read as invoices, its
  /// payments would be rejected and all that was ever invoiced would be open.
  static func isOne(_ headers: [String], _ columns: [ColumnMeaning: Int]) -> Bool {
    let normalized = Set(headers.map(ColumnMeaning.normalized))
    if normalized.isDisjoint(with: journals) { return false }
    return columns[.due] == nil || !normalized.isDisjoint(with: letterings)
  }
}
