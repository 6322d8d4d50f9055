public import Receivables

/// One movement of a client's account: what raises or lowers what the client owes.
struct AccountItem: Sendable {
  enum Nature: Sendable {
    case invoice, deposit, creditNote, payment, writeOff

    /// Documents stand in the ledger for themselves; money and write-offs do as far as they are not used at once.
    var document: DocumentKind? {
      switch self {
      case .invoice: .invoice
      case .deposit: .deposit
      case .creditNote: .creditNote
      case .payment, .writeOff: nil
      }
    }
  }

  let nature: Nature
  /// Code given by the ledger's builder.
  let client: Int32
  /// The day on which the balance changes.
  let day: Day
  let due: Day
  /// Whether the source itself says the due day.
  var isDueStated = false
  /// Of opening items, the last day before the ledger follows them; ``Day/never`` for the others.
  var enteredOn = Day.never
  /// Positive when the client owes more by it.
  let amount: Money
  /// A number of a document, by which items of a client find each other; empty when there is none.
  let reference: String
  let row: RowLocation
  var isDisputed = false

  var isDebit: Bool { amount > .zero }
  /// Whether it is a debt whose due day only the client's terms can tell.
  var needsAssumedDue: Bool { nature.document != nil && isDebit && !isDueStated }
  var isOpening: Bool { enteredOn != .never }
}

/// Part of an item's amount set against another item of the client.
struct ItemMatch: Sendable {
  /// Positions among the items.
  let debit: Int
  let credit: Int
  /// Positive.
  let amount: Money
  let method: MatchMethod
}

/// How a debit and a credit of a client were found to belong together.
public enum MatchMethod: String, Sendable, CaseIterable {
  /// The books say so, by a code on both.
  case lettering
  /// The payment names the document, or both have one number that no other document of the client has.
  case reference
  /// A code whose other side is not in the books given: it settles the opening balance.
  case opening
  /// The only open item of exactly this amount.
  case exactAmount = "exact_amount"
  /// The oldest of several open items of exactly this amount.
  case exactAmountOfSeveral = "exact_amount_of_several"
  /// Whatever is open, oldest first.
  case oldestFirst = "oldest_first"
  /// Debts that are due, then the oldest, then in proportion: article 1342-10 of the Code civil.
  case legal

  public enum Certainty: String, Sendable {
    case certain, probable, assumed
  }

  public var certainty: Certainty {
    switch self {
    case .lettering, .reference: .certain
    case .opening, .exactAmount: .probable
    case .exactAmountOfSeveral, .oldestFirst, .legal: .assumed
    }
  }
}

/// How often a method matched, and for how much.
public struct MatchCount: Sendable, Equatable {
  public internal(set) var matches = 0
  public internal(set) var amount = Money.zero
}
