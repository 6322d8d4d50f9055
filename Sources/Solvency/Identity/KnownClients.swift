public import Receivables
internal import Statistics

/// The clients of a ledger, by number and by name, with what their accounts say on one day.
public struct KnownClients: Sendable {
  /// A client that a candidate may already be.
  public struct Match: Sendable, Equatable {
    public let reason: SameCompany
    /// Index into ``Snapshot/clients``.
    public let client: Int
  }

  /// What the ledger knows of a client on the snapshot's day.
  public struct Record: Sendable {
    /// Net of its credits.
    public let balance: Money
    public let overdue: Money
    /// Of what is open and past due; 0 when nothing is.
    public let oldestDaysPastDue: Int
    /// Mean days late of what was paid, by amount; `nil` when nothing was.
    public let daysLate: Double?
    public let invoices: Int
  }

  public let snapshot: Snapshot
  private let bySiren: [Siren: Int]
  private let byCode: [String: Int]
  private let byName: [String: Int]

  public init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    var (bySiren, byCode, byName): ([Siren: Int], [String: Int], [String: Int]) = ([:], [:], [:])
    for (index, client) in snapshot.clients.enumerated() where !snapshot.account(index).isEmpty {
      byCode[client.id] = index
      let siren = KnownClients.siren(client.companyNumber) ?? KnownClients.siren(client.id)
      if let siren, bySiren[siren] == nil { bySiren[siren] = index }
      let key = CompanyName.key(client.name)
      if !key.isEmpty, byName[key] == nil { byName[key] = index }
    }
    (self.bySiren, self.byCode, self.byName) = (bySiren, byCode, byName)
  }

  /// The SIREN of a company number. A client's code may be one too: many firms make it of the SIREN, the SIRET or the VAT
  /// number.
  private static func siren(_ number: String) -> Siren? {
    (try? Siren(number)) ?? (try? Siret(number))?.siren ?? (try? FrenchVAT(number))?.siren
  }

  /// The surest sign that finds one: the SIREN, the code, the name.
  public func match(siren: Siren?, code: String, name: String) -> Match? {
    if let siren, let client = bySiren[siren] { return Match(reason: .siren, client: client) }
    if let client = byCode[code] { return Match(reason: .code, client: client) }
    let key = CompanyName.key(name)
    return key.isEmpty ? nil : byName[key].map { Match(reason: .name, client: $0) }
  }

  public func record(_ client: Int) -> Record {
    let account = snapshot.account(client)
    let late = account.filter { $0.isOpen && $0.due < snapshot.asOf }
    return Record(
      balance: account.reduce(.zero) { $0 + $1.balance }, overdue: late.reduce(.zero) { $0 + $1.balance },
      oldestDaysPastDue: late.map { $0.due.days(until: snapshot.asOf) }.max() ?? 0,
      daysLate: DaysLate().value(of: account).weightedMean,
      invoices: account.count(where: \.isSale))
  }
}
