internal import Receivables

/// What one row of an invoice table says was paid of it: by an amount, by the balance that is left, or in a word.
struct RowSettlement {
  /// ``Day/never`` when the row gives no day.
  private(set) var paidOn = Day.never
  private(set) var paidAmount = Money.zero

  /// What the row says.
  struct Said {
    let amount: Money
    let isCreditNote: Bool
    let issued: Day
    let paidOn: Day?
    /// With the amount's sign; `nil` when neither an amount nor a balance tells.
    let paid: Money?
    let isPaid: Bool
    let isPartlyPaid: Bool
  }

  /// - Parameter notices: What is odd about it is added to them.
  init(_ said: Said, _ notices: inout [RowNotice]) {
    let (amount, paid) = (said.amount, said.paid)
    let isFull = paid.map { said.isCreditNote ? $0 <= amount : $0 >= amount } ?? said.isPaid
    if !said.isCreditNote, let paid, paid > amount { notices.append(.paidMoreThanOwed) }
    if said.isPaid, !isFull { notices.append(.statusAgainstAmounts) }
    if said.isPartlyPaid, (paid ?? .zero) == .zero {
      // Nothing says how much. A day alone would settle the whole, which is what the word denies.
      notices.append(.partialWithoutAmount)
    } else if let day = said.paidOn {
      paidOn = day
      paidAmount = paid ?? InvoiceBatch.settlesTheRest
      if day < said.issued { notices.append(.paymentBeforeIssue) }
    } else if isFull {
      paidAmount = paid.flatMap { $0 == amount ? nil : $0 } ?? InvoiceBatch.settlesTheRest
      notices.append(.undatedSettlement)
    } else if let paid, paid != .zero {
      paidAmount = paid
      notices.append(.undatedPayment)
    }
  }
}
