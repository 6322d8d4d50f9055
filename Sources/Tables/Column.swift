/// A column's names: one for scripts, one for people.
public struct Column: Sendable {
  /// Stable, in CSV and JSON.
  public let key: String
  /// In Markdown and on a terminal, in the reader's language.
  public let title: String
  /// Numbers align right.
  public let isNumeric: Bool
  /// The upper end of the interval that the column before begins: people are shown both in one.
  public let endsInterval: Bool

  public init(_ key: String, _ title: String, isNumeric: Bool = true, endsInterval: Bool = false) {
    self.key = key
    self.title = title
    self.isNumeric = isNumeric
    self.endsInterval = endsInterval
  }
}
