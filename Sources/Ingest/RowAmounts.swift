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
