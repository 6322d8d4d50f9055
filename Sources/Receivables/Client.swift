/// Who owes. Name and segment are the latest the ledger gives, and empty when it gives none.
public struct Client: Sendable {
  public let id: String
  public let name: String
  public let segment: String
  /// Its SIREN, SIRET or VAT number, as a table of clients writes it; empty where none does.
  public let companyNumber: String

  public init(id: String, name: String, segment: String, companyNumber: String = "") {
    self.id = id
    self.name = name
    self.segment = segment
    self.companyNumber = companyNumber
  }
}
