internal import Receivables

/// What matches between items do to a ledger: allocations on documents, and what remains of money that was not used on
/// the day it came.
///
/// A match takes effect on the later of its two days. Money used on its own day leaves no trace but the allocation;
/// money that waited, or still waits, stands in the ledger as a document of its own until then.
struct Settlement {
  /// By item: documents, and money in ``waiting``.
  private(set) var allocations: [(item: Int, day: Day, amount: Money, kind: AllocationKind)] = []
  /// The part of each payment or write-off that was not used at once, with its sign.
  private(set) var waiting: [Int: Money] = [:]

  init(_ items: [AccountItem], _ matches: [ItemMatch]) {
    var unused = items.map(\.amount)
    for match in matches {
      unused[match.debit] -= match.amount
      unused[match.credit] += match.amount
      let (debit, credit) = (items[match.debit], items[match.credit])
      switch (debit.nature.document, credit.nature.document) {
      case (_?, _?):
        let day = max(debit.day, credit.day)
        allocations.append((match.debit, day, match.amount, .credit))
        allocations.append((match.credit, day, -match.amount, .credit))
      case (_?, nil): use(match.credit, credit, -match.amount, on: match.debit, debit)
      case (nil, _?): use(match.debit, debit, match.amount, on: match.credit, credit)
      case (nil, nil):
        if debit.day == credit.day { continue }
        let isDebitFirst = debit.day < credit.day
        let (first, later) = isDebitFirst ? (match.debit, credit) : (match.credit, debit)
        wait(first, isDebitFirst ? match.amount : -match.amount, until: later.day, Settlement.kind(of: later))
      }
    }
    for (item, amount) in unused.enumerated() where amount != .zero && items[item].nature.document == nil {
      waiting[item, default: .zero] += amount
    }
  }

  /// A signed part of a payment or write-off used on a document.
  private mutating func use(
    _ money: Int, _ moneyItem: AccountItem, _ amount: Money, on document: Int, _ documentItem: AccountItem
  ) {
    let kind = Settlement.kind(of: moneyItem)
    allocations.append((document, moneyItem.day, -amount, kind))
    if moneyItem.day < documentItem.day { wait(money, amount, until: documentItem.day, kind) }
  }

  private mutating func wait(_ item: Int, _ amount: Money, until day: Day, _ kind: AllocationKind) {
    waiting[item, default: .zero] += amount
    allocations.append((item, day, amount, kind))
  }

  private static func kind(of item: AccountItem) -> AllocationKind { item.nature == .writeOff ? .writeOff : .payment }
}
