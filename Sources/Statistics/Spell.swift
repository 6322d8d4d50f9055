internal import Receivables

/// How long one subject was followed, in days past due, and how that ended.
///
/// A subject is an invoice, or each minor unit of its amount. Days may be negative: an early payment keeps its day, and an
/// item not yet due is censored before its due day.
public struct Spell: Sendable, Equatable {
  /// Of an opening item, the day at whose end it came under observation (left truncation); `nil` when it was followed from
  /// its issue on. Always before ``exit``.
  public let entry: Int?
  public let exit: Int
  public let end: End
  /// How many subjects: 1, or minor units of the ledger's currency.
  public let weight: Int64

  public init(entry: Int? = nil, exit: Int, end: End, weight: Int64 = 1) {
    precondition(entry.map { $0 < exit } ?? true, "an entry on day \(entry!) for an end on day \(exit)")
    (self.entry, self.exit, self.end, self.weight) = (entry, exit, end, weight)
  }

  public enum End: Int, Sendable, CaseIterable {
    case paid, credited, writtenOff
    /// Still open on the as-of day, or paid on a day that nobody wrote down.
    case censored
  }
}

/// What counts as one subject of payment decay.
public enum DecayWeight: String, Sendable, CaseIterable {
  /// Each invoice: it is paid when paid in full.
  case invoice
  /// Each minor unit of each invoice: a partial payment is an event for its share, and the rest is followed on.
  case amount
}

extension Spell.End {
  fileprivate init(_ kind: AllocationKind) {
    switch kind {
    case .payment: self = .paid
    case .credit: self = .credited
    case .writeOff: self = .writtenOff
    case .undatedPayment: self = .censored
    }
  }
}

extension [Spell] {
  /// Takes back the latest ends of so many subjects, which a refund has opened again: they are followed on.
  fileprivate mutating func takeBack(_ weight: Int64, from first: Int) {
    var left = weight
    while left > 0, count > first {
      let spell = removeLast()
      let taken = Swift.min(spell.weight, left)
      if taken < spell.weight {
        append(Spell(entry: spell.entry, exit: spell.exit, end: spell.end, weight: spell.weight - taken))
      }
      left -= taken
    }
  }
}

extension Account {
  /// The spells of one client's documents, in order. An opening item settled by the day it entered tells nothing, and has
  /// none.
  func spells(_ weight: DecayWeight) -> [Spell] {
    var spells: [Spell] = []
    spells.reserveCapacity(count)
    for (index, document) in enumerated() where document.isSale {
      let entry = document.enteredOn.map { document.due.days(until: $0) }
      func follow(until day: Day, _ end: Spell.End, _ weight: Int64) {
        let exit = document.due.days(until: day)
        if let entry, entry >= exit { return }
        spells.append(Spell(entry: entry, exit: exit, end: end, weight: weight))
      }
      switch weight {
      case .invoice:
        let closing = document.closing
        follow(until: closing?.day ?? asOf, closing.map { Spell.End($0.kind) } ?? .censored, 1)
      case .amount:
        let first = spells.count
        var (rest, excess) = (document.amount, Money.zero)
        for allocation in allocations(ofDocument: index) {
          if allocation.amount < .zero {
            let reopened = Swift.max(-allocation.amount - excess, .zero)
            excess = Swift.max(excess + allocation.amount, .zero)
            spells.takeBack(reopened.minorUnits, from: first)
            rest += reopened
            continue
          }
          // What was paid beyond the amount owed is credit, not an end of this debt.
          let share = Swift.min(allocation.amount, rest)
          excess += allocation.amount - share
          if share <= .zero { continue }
          follow(until: allocation.day, Spell.End(allocation.kind), share.minorUnits)
          rest -= share
        }
        if rest > .zero { follow(until: asOf, .censored, rest.minorUnits) }
      }
    }
    return spells
  }
}
