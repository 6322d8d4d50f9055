public import Receivables

/// Why a table of rates cannot be used.
public enum RateTableFault: Equatable, Sendable {
  case missingColumns(found: [String])
  /// With the sentence about it.
  case unusableRow(String)
  case unreadableDay(String)
  case unreadableRate(String)
  case twoRates(currency: String, day: Day)

  var explanation: String {
    switch self {
    case .missingColumns(let found):
      "a table of rates has the columns currency, day, and rate (the price of one unit in the currency of presentation) or "
        + "units (how many units one of that buys). The header has \(found.map { "'\($0)'" }.joined(separator: ", "))."
    case .unusableRow(let explanation): explanation
    case .unreadableDay(let field): "cannot read '\(field)' as a day. Expected 2025-12-31, 20251231 or 31/12/2025."
    case .unreadableRate(let field):
      "cannot read '\(field)' as a rate. Expected a number above 0 with up to nine decimals, such as 0.9213."
    case .twoRates(let currency, let day): "\(currency) has another rate on \(day) further up. Remove one."
    }
  }
}
