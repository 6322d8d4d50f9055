public import Receivables

/// How far the receivables hang on a few clients. A client in net credit is left out.
public struct Concentration: Sendable {
  /// What each debtor owes net, largest first; of equal ones, the first client id first.
  public let debtors: [Debtor]
  /// Σ over the debtors.
  public let total: Money
  /// Herfindahl index: Σ share², from 1/n for n equal debtors to 1 for a single one. `nil` without debtors.
  ///
  /// - Source: Hirschman (1964), "The Paternity of an Index", American Economic Review 54(5), 761–762.
  public let herfindahl: Double?

  public struct Debtor: Sendable, Equatable {
    /// Index into the snapshot's clients.
    public let client: Int
    public let balance: Money

    public init(client: Int, balance: Money) {
      self.client = client
      self.balance = balance
    }
  }

  /// - Parameter balances: Net, one a client.
  public init(_ balances: some Sequence<Debtor>) {
    let debtors = balances.filter { $0.balance > .zero }.sorted { ($1.balance, $0.client) < ($0.balance, $1.client) }
    self.debtors = debtors
    let total = debtors.reduce(Money.zero) { $0 + $1.balance }
    self.total = total
    let squares = debtors.reduce(Int128(0)) { $0 + Int128($1.balance.minorUnits) * Int128($1.balance.minorUnits) }
    herfindahl = debtors.isEmpty ? nil : Double(squares) / (total.inMinorUnits * total.inMinorUnits)
  }

  /// How many equal debtors would be as concentrated: 1 / Herfindahl.
  public var equivalentDebtors: Double? { herfindahl.map { 1 / $0 } }

  public func share(of debtor: Debtor) -> Double { debtor.balance.inMinorUnits / total.inMinorUnits }

  /// The share of the n largest debtors, 1 when there are fewer. `nil` without debtors.
  public func share(ofTop n: Int) -> Double? {
    if debtors.isEmpty { return nil }
    return debtors.prefix(n).reduce(Money.zero) { $0 + $1.balance }.inMinorUnits / total.inMinorUnits
  }
}
