internal import Receivables

/// What an entry's other lines say about its lines on clients' accounts. The counterpart of a debit is a credit.
struct EntryClass: Sendable {
  /// Amounts by class of account, as debits and as credits.
  private var debits = InlineArray<12, Int64>(repeating: 0)
  private var credits = InlineArray<12, Int64>(repeating: 0)
  private var receivableDebits = Money.zero
  private var receivableCredits = Money.zero
  private(set) var receivableLines = 0
  /// An advance is asked or received: a credit on 419.
  private var asksAdvance = false
  private var has = InlineArray<12, Bool>(repeating: false)

  mutating func add(_ kind: AccountClass, _ amount: Money) {
    // A line of zero, as some exports have for each account there is, says nothing of the entry.
    if amount == .zero { return }
    let index = Int(kind.rawValue)
    has[index] = true
    if amount > .zero { debits[index] += amount.minorUnits } else { credits[index] -= amount.minorUnits }
  }

  mutating func addReceivable(_ amount: Money, _ account: ReceivableAccount) {
    receivableLines += 1
    if amount < .zero, account == .inCredit { asksAdvance = true }
    if amount > .zero { receivableDebits += amount } else { receivableCredits -= amount }
  }

  func holds(_ kind: AccountClass) -> Bool { has[Int(kind.rawValue)] }

  /// Whether all lines are on clients' accounts.
  var isWithinReceivables: Bool { AccountClass.allCases.allSatisfy { $0 == .receivable || !holds($0) } }

  /// The balance at the beginning of a year. A journal's name alone does not make it one: it has no sale and no expense.
  func isOpening(journalSaysSo: Bool, isFirstDay: Bool) -> Bool {
    if holds(.sale) || holds(.expense) || holds(.writeOff) || holds(.discount) || holds(.closingBalance) {
      return false
    }
    return holds(.openingBalance) || journalSaysSo || (isFirstDay && holds(.equity))
  }

  /// A part of a client's line, and what it is.
  struct Part {
    let nature: AccountItem.Nature
    let amount: Money
    /// Whether an account of the other side says so; else the sign alone does.
    var isFounded = true
  }

  /// What a line on a client's account is, in parts where the other side has several.
  func parts(of amount: Money, account: ReceivableAccount) -> [Part] {
    let isDebit = amount > .zero
    let other = isDebit ? credits : debits
    func side(_ kinds: AccountClass...) -> Money {
      Money(minorUnits: kinds.reduce(0) { $0 + other[Int($1.rawValue)] })
    }
    var sale = side(.sale)
    let money = side(.money, .thirdParty, .expense, .other, .equity)
    var (writtenOff, discount) = (side(.writeOff), side(.discount))
    if isDebit, asksAdvance, account != .inCredit, sale == .zero, money == .zero {
      return [Part(nature: .deposit, amount: amount)]
    }
    let tax = side(.tax)
    // VAT goes with the sale, the bad debt or the discount; beside a payment it is another matter.
    if sale != .zero || (writtenOff == .zero && discount == .zero && money == .zero) {
      sale += tax
    } else if writtenOff != .zero {
      writtenOff += tax
    } else if discount != .zero {
      discount += tax
    }
    let document: AccountItem.Nature = isDebit ? .invoice : .creditNote
    let found: [Part] = [
      Part(nature: document, amount: sale), Part(nature: .payment, amount: money),
      Part(nature: .writeOff, amount: writtenOff), Part(nature: document, amount: discount),
    ].filter { $0.amount != .zero }
    guard let largest = found.max(by: { $0.amount < $1.amount }) else {
      // Nothing but clients' accounts on the other side, or nothing at all.
      let isFounded = (isDebit ? receivableCredits : receivableDebits) != .zero
      let nature: AccountItem.Nature = !isFounded && !isDebit ? .payment : document
      return [Part(nature: nature, amount: amount, isFounded: isFounded)]
    }
    let total = found.reduce(Money.zero) { $0 + $1.amount }
    let magnitude = isDebit ? amount : -amount
    let isAlone = (isDebit ? receivableDebits : receivableCredits) == magnitude
    if found.count > 1, isAlone, total == magnitude {
      return found.map { Part(nature: $0.nature, amount: isDebit ? $0.amount : -$0.amount) }
    }
    return [Part(nature: sale != .zero ? document : largest.nature, amount: amount)]
  }
}
