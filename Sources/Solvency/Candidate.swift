public import Receivables

/// A client to be, as a table of candidates describes it.
public struct Candidate: Sendable {
  /// Index into the table's rows.
  public let row: Int
  public let code: String
  public let name: String
  public let segment: String
  /// As written; empty where there is none.
  let siren, siret, vat: String
  public let monthlyPurchases: Money?
  public let terms: Int?
  /// Of the first invoice.
  public let amount: Money?
  /// Of each attribute of the ledger, in their order; empty where the table does not have it.
  let levels: [String]
}
