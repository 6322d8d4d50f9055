internal import RealModule
internal import Receivables

/// One invoice from issue to end, as histories of payment see it.
struct InvoiceLife: Sendable {
  /// Of the account's documents.
  let document: Int
  let issued: Day
  let due: Day
  let amount: Money
  /// The day the ledger shows it settled, paid or credited; ``Day/never`` while it is open.
  let end: Day
  /// Whether a payment settled it.
  let isPaid: Bool
  /// Whether it was paid before it was issued, so that at issue there was nothing to predict.
  let isPaidInAdvance: Bool

  init(_ document: Document, index: Int) {
    self.document = index
    issued = document.issued
    due = document.due
    amount = document.amount
    end = document.closing?.effective ?? .never
    isPaid = document.closing?.kind == .payment
    isPaidInAdvance = document.closing.map { $0.day < document.issued } ?? false
  }

  /// log of the amount in hundreds of minor units, and of one minor unit where it is less. A model sees it beside the ledger's
  /// other amounts only, all of one currency, so that it does not matter how many decimals that has.
  var logAmount: Double { InvoiceLife.logAmount(amount) }

  static func logAmount(_ amount: Money) -> Double { .log(hundreds(amount)) }

  /// What ``logAmount`` is the log of.
  static func hundreds(_ amount: Money) -> Double { max(amount.inMinorUnits, 1) / 100 }
}

extension Account {
  /// The client's invoices, in order of issue.
  var lives: [InvoiceLife] {
    var lives: [InvoiceLife] = []
    lives.reserveCapacity(count)
    for index in indices where self[index].isSale { lives.append(InvoiceLife(self[index], index: index)) }
    return lives
  }
}
