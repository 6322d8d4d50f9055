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
  fileprivate mutating func takeBack(_ weight: Int64) {
    var left = weight
    while left > 0, !isEmpty {
      let spell = removeLast()
      let taken = Swift.min(spell.weight, left)
      if taken < spell.weight {
        append(Spell(entry: spell.entry, exit: spell.exit, end: spell.end, weight: spell.weight - taken))
      }
      left -= taken
    }
  }
}

extension Spell {
  /// Of an invoice, from its beginning to its end or the end of `day`.
  fileprivate init?(_ document: Document, asOf day: Day) {
    let closing = document.closing
    self.init(
      document, until: closing?.day ?? day, closing.map { Spell.End($0.kind) } ?? .censored, weight: 1)
  }

  /// `nil` for an opening item that ended by the day it entered: it tells nothing.
  fileprivate init?(_ document: Document, until day: Day, _ end: Spell.End, weight: Int64) {
    let exit = document.due.days(until: day)
    let entry = document.enteredOn.map { document.due.days(until: $0) }
    if let entry, entry >= exit { return nil }
    self.init(entry: entry, exit: exit, end: end, weight: weight)
  }
}

extension Account {
  /// Calls `body` with the spells of one client's documents, in order.
  @inline(__always)
  func forEachSpell(_ weight: DecayWeight, _ body: (Spell) -> Void) {
    switch weight {
    case .invoice:
      for document in self where document.isSale {
        if let spell = Spell(document, asOf: asOf) { body(spell) }
      }
    case .amount:
      for index in indices where self[index].isSale { spellsOfUnits(ofDocument: index).forEach(body) }
    }
  }

  /// The spells of a document's minor units, in order.
  private func spellsOfUnits(ofDocument index: Int) -> [Spell] {
    let document = self[index]
    var spells: [Spell] = []
    func follow(until day: Day, _ end: Spell.End, _ weight: Int64) {
      if let spell = Spell(document, until: day, end, weight: weight) { spells.append(spell) }
    }
    var (rest, excess) = (document.amount, Money.zero)
    for allocation in allocations(ofDocument: index) {
      if allocation.amount < .zero {
        let reopened = Swift.max(-allocation.amount - excess, .zero)
        excess = Swift.max(excess + allocation.amount, .zero)
        spells.takeBack(reopened.minorUnits)
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
    return spells
  }
}
