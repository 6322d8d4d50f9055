internal import Receivables

/// Life tables of invoices and, where another weight is asked for, of its subjects.
struct DecayTables: Metric {
  let weight: DecayWeight

  struct Partial: Sendable, Codable {
    var invoices = LifeTable()
    /// Empty when the subjects are the invoices.
    var others = LifeTable()
  }

  var emptyPartial: Partial { Partial() }

  func accumulate(_ account: Account, into partial: inout Partial) {
    PaymentDecay(weight: .invoice).accumulate(account, into: &partial.invoices)
    if weight != .invoice { PaymentDecay(weight: weight).accumulate(account, into: &partial.others) }
  }

  func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.invoices.merge(later.invoices)
    earlier.others.merge(later.others)
  }

  func value(of partial: Partial) -> (invoices: LifeTable, weighted: LifeTable) {
    (partial.invoices, weight == .invoice ? partial.invoices : partial.others)
  }

  /// Of the clients of several groups.
  static func sum(_ groups: [Value]) -> Value {
    groups.reduce(into: (LifeTable(), LifeTable())) { sum, group in
      sum.0.merge(group.invoices)
      sum.1.merge(group.weighted)
    }
  }
}
