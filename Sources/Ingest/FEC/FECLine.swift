internal import Receivables

/// One line on a client's account.
struct FECLine: Sendable {
  let line: Int
  let entry: Int32
  let account: ReceivableAccount
  /// Codes in the file's texts.
  let accountNumber: Int32
  let accountLabel: Int32
  let client: Int32
  let clientName: Int32
  let reference: Int32
  let lettering: Int32
  /// Of the entry.
  let day: Day
  /// Of the document; `nil` when it is missing or a placeholder such as 19000101.
  let documentDay: Day?
  /// Only some files say it.
  let due: Day?
  /// Debit less credit.
  let amount: Money
}
