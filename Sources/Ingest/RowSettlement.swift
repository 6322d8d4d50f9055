internal import Receivables

/// What one row of an invoice table says was paid of it: by an amount, by the balance that is left, or in a word.
struct RowSettlement {
  /// ``Day/never`` when the row gives no day.
  private(set) var paidOn = Day.never
  private(set) var paidAmount = Money.zero
  private(set) var notices: [RowNotice] = []

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

  init(_ said: Said) {
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

/// The columns of money of one row, in thousandths of the document's currency: what is open is decided there.
struct RowAmounts {
  let amount: Int64
  /// ``RawRows/missingAmount`` where there is none.
  let paid, balance: Int64

  /// What was paid, with the amount's sign; `nil` when neither column tells.
  func paid(isCreditNote: Bool) throws(MoneyConversion.Reason) -> Int64? {
    typealias Reason = MoneyConversion.Reason
    // Exports write a credit note's amounts with or without the minus.
    func signed(_ value: Int64) -> Int64? {
      value == RawRows.missingAmount ? nil : isCreditNote && value > 0 ? -value : value
    }
    let (amount, paid) = (signed(amount)!, signed(paid))
    if let paid, isCreditNote, paid < amount { throw Reason(.refundOverCredit) }
    if let paid, !isCreditNote, paid < 0 { throw Reason(.negativePayment) }
    guard let balance = signed(balance) else { return paid }
    func text(_ thousandths: Int64) -> String { MoneyConversion.text(thousandths) }
    if balance != 0, (balance < 0) != (amount < 0) {
      throw Reason(.balanceOfOtherSign(balance: text(balance), amount: text(amount)))
    }
    if balance.magnitude > amount.magnitude {
      throw Reason(.balanceOverAmount(balance: text(balance), amount: text(amount)))
    }
    let settled = amount - balance
    guard let paid, paid != settled else { return settled }
    // Nothing is open of what was paid twice.
    if balance == 0, !isCreditNote, paid > amount { return paid }
    throw Reason(.balanceAgainstPayment(balance: text(balance), amount: text(amount), paid: text(paid)))
  }
}
