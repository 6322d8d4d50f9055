/// Something odd about a row that is kept all the same.
public enum RowNotice: String, CaseIterable, Sendable {
  /// The day is used as written in days late; the balance changes on the issue day.
  case paymentBeforeIssue
  /// Deducted from the issue day on, and left out of figures about time.
  case undatedPayment
  /// Closed from the issue day on, and left out of figures about time.
  case undatedSettlement
  /// Kept as fully open.
  case partialWithoutAmount
  /// The amounts count.
  case statusAgainstAmounts
  /// Kept as open.
  case unknownStatus
  /// The excess is unallocated credit.
  case paidMoreThanOwed
  /// The due day is the issue day plus payment terms that the user declared.
  case assumedDue
  /// An opening item whose own day is not known: its age is a lower bound.
  case openingWithoutDay
  /// A payment that names an invoice which the tables do not have: kept as unallocated.
  case unknownInvoice
  /// A line on a client's account whose entry says nothing of what it is.
  case signDecides
  /// A label held the delimiter without quotes; its halves are joined where only one place makes a row.
  case rejoinedLabel
  /// Repeats an invoice and gives another payment, which is added.
  case furtherPayment
  /// A further line of an invoice whose every line has a row: the first row counts.
  case furtherLine
}
