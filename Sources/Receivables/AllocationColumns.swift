/// The allocations of some documents as they are laid out, one document after the other.
struct AllocationColumns: Sendable {
  private(set) var first: [Int32] = [0]
  private(set) var day: [Day] = []
  private(set) var amount: [Money] = []
  private(set) var kind: [AllocationKind] = []

  init(capacity: Int) {
    first.reserveCapacity(capacity + 1)
    day.reserveCapacity(capacity)
    amount.reserveCapacity(capacity)
    kind.reserveCapacity(capacity)
  }

  /// The next document's allocations.
  mutating func add(_ row: Int32, _ figures: InvoiceBatch.Row, _ reductions: RowReductions) {
    let last = reductions.asOf
    if reductions.credits.isEmpty, reductions.others.isEmpty {
      addPayment(figures, asOf: last)
    } else if let use = reductions.credits.ofNote[row] {
      // The note is used up by its invoice: whatever the row says of its own settlement is that same event.
      if use.day <= last { add(use.day, -use.amount, .credit) }
    } else {
      let credits = (reductions.credits.ofInvoice[row] ?? []).map {
        Reduction(day: $0.day, amount: $0.amount, kind: .credit)
      }
      addPayment(figures, credits + (reductions.others[row] ?? []), asOf: last)
    }
    if !reductions.given.isEmpty {
      for allocation in reductions.given.known(of: Int(row), issued: figures.issued, by: last) {
        add(allocation.day, allocation.amount, allocation.kind)
      }
    }
    first.append(Int32(day.count))
  }

  /// One document's payment, credits and write-offs known by `last`, in order of effect; of one day, credits come before a
  /// payment and write-offs after it.
  private mutating func addPayment(_ row: InvoiceBatch.Row, _ others: [Reduction] = [], asOf last: Day) {
    let (issued, total) = (row.issued, row.amount)
    let isUndated = row.paidOn == .never
    var paid = Reduction(
      day: isUndated ? issued : row.paidOn, amount: row.paidAmount, kind: isUndated ? .undatedPayment : .payment)
    // Nearly every document: no array is made for it.
    if others.isEmpty {
      if max(paid.day, issued) <= last { add(paid, left: total) }
      return
    }
    if isUndated, row.paidAmount == InvoiceBatch.settlesTheRest {
      // It stands first, and is only what credit notes leave.
      let credits = others.filter { $0.kind == .credit && max($0.day, issued) <= last }
      let taken = credits.reduce(Money.zero) { $0 + $1.amount }
      paid = Reduction(day: issued, amount: total > .zero ? max(total - taken, .zero) : total, kind: .undatedPayment)
    }
    func rank(_ kind: AllocationKind) -> Int { kind == .credit ? 0 : kind == .writeOff ? 2 : 1 }
    func order(_ reduction: Reduction) -> (Day, Int, Money) {
      (max(reduction.day, issued), rank(reduction.kind), reduction.amount)
    }
    var rest = total
    for reduction in (others + [paid]).sorted(by: { order($0) < order($1) }) where max(reduction.day, issued) <= last {
      rest -= add(reduction, left: total > .zero ? max(rest, .zero) : rest)
    }
  }

  /// - Returns: The amount added.
  @discardableResult
  private mutating func add(_ reduction: Reduction, left: Money) -> Money {
    let amount = reduction.amount == InvoiceBatch.settlesTheRest ? left : reduction.amount
    add(reduction.day, amount, reduction.kind)
    return amount
  }

  private mutating func add(_ day: Day, _ amount: Money, _ kind: AllocationKind) {
    if amount == .zero { return }
    self.day.append(day)
    self.amount.append(amount)
    self.kind.append(kind)
  }
}
