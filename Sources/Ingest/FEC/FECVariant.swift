/// Which of the layouts that the law allows a FEC has, or that it is a general ledger read as one.
public struct FECVariant: Sendable, Equatable {
  public let isGeneralLedger: Bool
  public let columns: Int
  /// Whether amounts are `Montant` and `Sens`, rather than `Debit` and `Credit`.
  public let hasSense: Bool
  public let basis: Basis
  /// Without a header line the legal order is assumed.
  public let hasHeader: Bool

  public enum Basis: Sendable {
    case accrual, cash
    /// Of non-commercial profits (BNC).
    case nonCommercialCash
  }
}
