public import Receivables

/// What moved the receivables in each calendar month of a ledger's life: totals to compare with the books.
public struct MonthlyFlows: Metric {
  public init() {}

  /// One calendar month in which anything happened.
  public struct Month: Sendable, Codable, Equatable {
    /// Issued in the month.
    public internal(set) var documents = 0
    public internal(set) var flows = Flows()
  }

  /// By the number of the month's first day.
  public typealias Partial = [Int: Month]

  public var emptyPartial: Partial { [:] }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    for (index, document) in account.enumerated() {
      let issued = Int(document.issued.firstOfMonth.number)
      partial[issued, default: Month()].documents += 1
      partial[issued, default: Month()].flows.add(document)
      for allocation in account.allocations(ofDocument: index) where allocation.kind != .credit {
        partial[Int(allocation.effective.firstOfMonth.number), default: Month()].flows.add(allocation)
      }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    earlier.merge(later) { earlier, later in
      var month = earlier
      month.documents += later.documents
      month.flows += later.flows
      return month
    }
  }

  /// A month with the balance it ends on.
  public struct Total: Sendable, Equatable {
    /// The month's first day.
    public let first: Day
    public let documents: Int
    public let flows: Flows
    /// Net receivables at the month's end.
    public let balance: Money
  }

  /// In order of month.
  public func value(of partial: Partial) -> [Total] {
    var balance = Money.zero
    return partial.sorted { $0.key < $1.key }.map { number, month in
      balance += month.flows.net
      return Total(first: Day(number: Int32(number)), documents: month.documents, flows: month.flows, balance: balance)
    }
  }
}
