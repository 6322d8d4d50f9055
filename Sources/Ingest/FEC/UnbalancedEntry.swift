internal import Receivables

/// An entry whose debits and credits differ, or of which a line could not be read.
struct UnbalancedEntry: Sendable {
  let journal: String
  let number: String
  /// Of its first lines.
  let day: Day
  var sides = EntrySides()
}
