public import Receivables

/// A rate and the day it is of.
public struct DatedRate: Sendable, Equatable {
  public let rate: ExchangeRate
  /// `nil` for one that was given for the whole ledger.
  public let day: Day?
}
