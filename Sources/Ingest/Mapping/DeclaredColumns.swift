/// What the user said about the columns of a ledger.
struct DeclaredColumns: Sendable {
  /// Meanings by header as written.
  let headers: [ColumnMeaning: String]
  let preset: ColumnPreset?
  /// Headers, as written, of the columns that a model may use.
  let attributes: [String]
  /// Whether rows need neither a due day nor terms.
  var hasDefaultTerms = false

  init(
    _ headers: [ColumnMeaning: String], preset: ColumnPreset? = nil, attributes: [String] = [],
    hasDefaultTerms: Bool = false
  ) {
    self.headers = headers
    self.preset = preset
    self.attributes = attributes
    self.hasDefaultTerms = hasDefaultTerms
  }
}
