internal import Receivables

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
