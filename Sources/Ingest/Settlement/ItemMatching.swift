internal import Receivables

/// Sets the items of clients against each other day by day, as a bookkeeper with the items known so far would.
///
/// Nothing later decides a match, so that what is open on a day does not depend on what came after it.
struct ItemMatching {
  /// What to do with items that nothing ties together.
  enum Rule: Sendable {
    /// Leave them open.
    case none
    /// By reference, then by exact amount, then oldest first.
    case resemblance
    /// Debts that are due, then the oldest, then in proportion.
    case legal
  }

  let rule: Rule
  private(set) var items: [AccountItem] = []
  private(set) var matches: [ItemMatch] = []
  /// What of each item is not matched yet, with its sign.
  private(set) var rest: [Money] = []
  /// Items a code speaks for: they take part in no guess.
  private var isSpokenFor: [Bool] = []
  private var accounts: [Int32: OpenAccount] = [:]

  init(_ rule: Rule) { self.rule = rule }

  /// - Returns: The item's position.
  mutating func append(_ item: AccountItem) -> Int {
    items.append(item)
    rest.append(item.amount)
    isSpokenFor.append(false)
    return items.count - 1
  }

  /// What matched, by method, of what was in effect by a day.
  func counts(until day: Day) -> [MatchMethod: MatchCount] {
    var counts: [MatchMethod: MatchCount] = [:]
    for match in matches where max(items[match.debit].day, items[match.credit].day) <= day {
      counts[match.method, default: MatchCount()].matches += 1
      counts[match.method]!.amount += match.amount
    }
    return counts
  }

  // MARK: - Said

  /// Items that a code ties together, as they came in: each is set against what was there of exactly its amount, else
  /// against the oldest.
  mutating func match(group: [Int], _ method: MatchMethod, isSpokenFor: Bool = true) {
    let ordered = group.sorted {
      (items[$0].day, items[$0].isDebit ? 0 : 1, $0) < (items[$1].day, items[$1].isDebit ? 0 : 1, $1)
    }
    var sides = [GroupSide(), GroupSide()]
    for item in ordered where rest[item] != .zero {
      let isDebit = rest[item] > .zero
      let (own, other) = isDebit ? (0, 1) : (1, 0)
      func pair(_ partner: Int) {
        if isDebit { match(item, partner, method) } else { match(partner, item, method) }
      }
      if let same = sides[other].first(of: -rest[item], rest) { pair(same) }
      while rest[item] != .zero, let oldest = sides[other].oldest(rest) { pair(oldest) }
      sides[own].add(item, rest)
    }
    if isSpokenFor { for item in group { self.isSpokenFor[item] = true } }
  }

  /// Lets guesses use what codes have left of the first `count` items.
  mutating func release(upTo count: Int) {
    for item in 0..<count where rest[item] != .zero { isSpokenFor[item] = false }
  }

  /// As much as both have left, at most `limit`.
  mutating func match(_ debit: Int, _ credit: Int, _ method: MatchMethod, limit: Money? = nil) {
    let amount = min(rest[debit], -rest[credit], limit ?? rest[debit])
    if amount <= .zero { return }
    rest[debit] -= amount
    rest[credit] += amount
    matches.append(ItemMatch(debit: debit, credit: credit, amount: amount, method: method))
  }

  /// Money given back on an invoice that was paid: as much of it as was paid is owed again.
  mutating func reopen(_ invoice: Int, by refund: Int) {
    let amount = min(rest[refund], items[invoice].amount - rest[invoice])
    if amount <= .zero { return }
    rest[refund] -= amount
    rest[invoice] += amount
    matches.append(ItemMatch(debit: refund, credit: invoice, amount: amount, method: .reference))
  }

  // MARK: - Guessed

  /// Lets these items come in, in order of day, debits before credits.
  mutating func settle(_ range: some Sequence<Int>) {
    let order = range.sorted {
      (items[$0].client, items[$0].day, items[$0].isDebit ? 0 : 1, $0)
        < (items[$1].client, items[$1].day, items[$1].isDebit ? 0 : 1, $1)
    }
    for item in order {
      let client = items[item].client
      var account = accounts.removeValue(forKey: client) ?? OpenAccount()
      if rule != .none, rest[item] != .zero { enter(item, &account) }
      account.add(item, items[item], rest)
      accounts[client] = account
    }
  }

  private mutating func enter(_ item: Int, _ account: inout OpenAccount) {
    let isDebit = items[item].isDebit
    if isSpokenFor[item] {
      // A payment whose code names nothing here settles what was open when the books begin.
      if !isDebit {
        let file = items[item].row.file
        let opening = account.open(isDebit: true, rest) {
          !isSpokenFor[$0] && (items[$0].isOpening || items[$0].row.file != file)
        }
        if let same = opening.first(where: { rest[$0] == -rest[item] }) { match(same, item, .opening) }
        for debit in opening where rest[item] < .zero { match(debit, item, .opening) }
      }
      return
    }
    func isFree(_ other: Int) -> Bool { rest[other] != .zero && !isSpokenFor[other] }
    func pair(_ other: Int, _ method: MatchMethod, limit: Money? = nil) {
      if isDebit { match(item, other, method, limit: limit) } else { match(other, item, method, limit: limit) }
    }
    if rule == .resemblance {
      if let other = account.soleDocument(items[item].reference, of: items, for: item), isFree(other) {
        pair(other, .reference)
      }
      if rest[item] != .zero {
        let same = account.twoOfAmount(-rest[item], rest, where: isFree)
        if let oldest = same.first { pair(oldest, same.count == 1 ? .exactAmount : .exactAmountOfSeveral) }
      }
    }
    if rule == .resemblance || isDebit {
      while rest[item] != .zero, let oldest = account.open(1, isDebit: !isDebit, rest, where: isFree).first {
        pair(oldest, rule == .legal ? .legal : .oldestFirst)
      }
      return
    }
    if rest[item] == .zero { return }
    let open = account.open(isDebit: !isDebit, rest, where: isFree)
    // C. civ. 1342-10: debts that are due, then the oldest; debts of one day, in proportion.
    let day = items[item].day
    let ordered = open.sorted {
      (items[$0].due > day ? 1 : 0, items[$0].day, $0) < (items[$1].due > day ? 1 : 0, items[$1].day, $1)
    }
    var next = 0
    while next < ordered.count, rest[item] != .zero {
      var end = next + 1
      while end < ordered.count, items[ordered[end]].day == items[ordered[next]].day,
        (items[ordered[end]].due > day) == (items[ordered[next]].due > day)
      { end += 1 }
      for (debit, share) in zip(ordered[next..<end], shares(of: -rest[item], among: ordered[next..<end])) {
        pair(debit, .legal, limit: share)
      }
      next = end
    }
  }

  /// An amount in proportion to what is open, to the cent: what rounding leaves goes to the first ones.
  private func shares(of amount: Money, among debits: ArraySlice<Int>) -> [Money] {
    let open = debits.map { rest[$0].minorUnits }
    let total = open.reduce(0, +)
    if amount.minorUnits >= total { return open.map(Money.init(minorUnits:)) }
    var shares = open.map { Int64(Int128($0) * Int128(amount.minorUnits) / Int128(total)) }
    var left = amount.minorUnits - shares.reduce(0, +)
    for index in shares.indices where left > 0 && shares[index] < open[index] {
      shares[index] += 1
      left -= 1
    }
    return shares.map(Money.init(minorUnits:))
  }
}

/// Items in order of age. Those that are done with are dropped, so that no look goes over them again and again.
private struct AgeQueue {
  private var items: [Int] = []
  private var start = 0
  /// The length at which items in the middle that are done with are dropped next.
  private var limit = 64

  mutating func append(_ item: Int, _ isOpen: (Int) -> Bool) {
    if items.count >= limit {
      items = items[start...].filter(isOpen)
      start = 0
      limit = max(64, 2 * items.count)
    }
    items.append(item)
  }

  /// The oldest that are neither done with nor refused now, at most so many.
  mutating func first(_ most: Int = .max, _ isOpen: (Int) -> Bool, where isFree: (Int) -> Bool) -> [Int] {
    while start < items.count, !isOpen(items[start]) { start += 1 }
    var found: [Int] = []
    for item in items[start...] where isOpen(item) && isFree(item) {
      found.append(item)
      if found.count == most { break }
    }
    return found
  }

  /// The oldest that is not done with.
  mutating func first(_ isOpen: (Int) -> Bool) -> Int? { first(1, isOpen) { _ in true }.first }
}

/// One side of a group of items, oldest first.
private struct GroupSide {
  private var items = AgeQueue()
  private var byAmount: [Money: AgeQueue] = [:]

  mutating func add(_ item: Int, _ rest: [Money]) {
    if rest[item] == .zero { return }
    items.append(item) { rest[$0] != .zero }
    byAmount[rest[item], default: AgeQueue()].append(item) { rest[$0] == rest[item] }
  }

  /// The oldest that still has exactly this amount.
  mutating func first(of amount: Money, _ rest: [Money]) -> Int? { byAmount[amount]?.first { rest[$0] == amount } }

  /// The oldest that has anything left.
  mutating func oldest(_ rest: [Money]) -> Int? { items.first { rest[$0] != .zero } }
}

/// What one client's items offer to those that come after them, oldest first.
private struct OpenAccount {
  private var debits = AgeQueue()
  private var credits = AgeQueue()
  /// Items by the amount they began with.
  private var byAmount: [Money: AgeQueue] = [:]
  /// The only document with a reference, or `nil` for several.
  private var byReference: [String: Int?] = [:]

  mutating func add(_ item: Int, _ value: AccountItem, _ rest: [Money]) {
    if AccountItem.identifies(value.reference), value.nature.document != nil {
      byReference[value.reference] = byReference.keys.contains(value.reference) ? .some(nil) : .some(item)
    }
    if rest[item] == .zero { return }
    func isOpen(_ item: Int) -> Bool { rest[item] != .zero }
    if value.isDebit { debits.append(item, isOpen) } else { credits.append(item, isOpen) }
    if rest[item] == value.amount {
      byAmount[value.amount, default: AgeQueue()].append(item) { rest[$0] == value.amount }
    }
  }

  /// Items of one sign that are free, oldest first, at most so many.
  mutating func open(
    _ most: Int = .max, isDebit: Bool, _ rest: [Money], where isFree: (Int) -> Bool
  ) -> [Int] {
    func isOpen(_ item: Int) -> Bool { rest[item] != .zero }
    return isDebit ? debits.first(most, isOpen, where: isFree) : credits.first(most, isOpen, where: isFree)
  }

  /// The oldest two that still have exactly this amount and are free.
  mutating func twoOfAmount(_ amount: Money, _ rest: [Money], where isFree: (Int) -> Bool) -> [Int] {
    byAmount[amount]?.first(2, { rest[$0] == amount }, where: isFree) ?? []
  }

  /// The one document with this reference, of the other sign.
  func soleDocument(_ reference: String, of items: [AccountItem], for item: Int) -> Int? {
    guard let only = byReference[reference], let only, items[only].isDebit != items[item].isDebit else { return nil }
    return only
  }
}

extension AccountItem {
  /// Whether a reference can name a document: zeros, blanks or words alone do not.
  fileprivate static func identifies(_ reference: String) -> Bool {
    reference.utf8.contains { (49...57).contains($0) }
  }
}
