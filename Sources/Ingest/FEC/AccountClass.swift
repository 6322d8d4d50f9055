/// What an account of the *plan comptable général* says about a movement on a client's account, as its counterpart.
enum AccountClass: UInt8, CaseIterable, Sendable {
  /// 411 clients, 413 bills, 416 doubtful, 418 to be invoiced, 419 clients in credit.
  case receivable
  /// 70–75 and 77: what is sold, and price reductions; 487 deferred income.
  case sale
  /// 445: VAT goes with whatever else the entry is about.
  case tax
  /// 50–58: money.
  case money
  /// 654 and 6714 bad debts, 658, 668, 678, 758, 768 and 778 small differences.
  case writeOff
  /// 665: discount for early payment.
  case discount
  /// Other expenses, such as a bank's fee on a payment.
  case expense
  /// 40, 42–47 but for VAT: set off against what the client is owed.
  case thirdParty
  /// 890.
  case openingBalance
  /// 891.
  case closingBalance
  /// 10–12.
  case equity
  /// Everything else.
  case other

  init(account: some Collection<UInt8>) {
    let digits = account.prefix(4).map { Int($0) - 48 } + [-1, -1, -1, -1]
    func starts(_ number: Int...) -> Bool { number.indices.allSatisfy { digits[$0] == number[$0] } }
    self =
      switch digits[0] {
      case 4 where starts(4, 1) && [1, 3, 6, 8, 9].contains(digits[2]): .receivable
      case 4 where starts(4, 4, 5): .tax
      case 4 where starts(4, 8, 7): .sale
      case 4 where (0...7).contains(digits[1]) && !starts(4, 1): .thirdParty
      case 5 where (0...8).contains(digits[1]): .money
      case 6 where starts(6, 5, 4) || starts(6, 7, 1, 4): .writeOff
      case 6 where starts(6, 5, 8) || starts(6, 6, 8) || starts(6, 7, 8): .writeOff
      case 6 where starts(6, 6, 5): .discount
      case 6: .expense
      case 7 where starts(7, 5, 8) || starts(7, 6, 8) || starts(7, 7, 8): .writeOff
      case 7: .sale
      case 8 where starts(8, 9, 0): .openingBalance
      case 8 where starts(8, 9, 1): .closingBalance
      case 1 where (0...2).contains(digits[1]): .equity
      default: .other
      }
  }
}
