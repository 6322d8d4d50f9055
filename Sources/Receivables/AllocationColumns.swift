/// The allocations of a ledger as they are laid out, document by document.
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

  /// - Parameters:
  ///   - issued: Of the documents in `order`, as their `amounts`.
  init(
    _ order: ArraySlice<Int32>, issued: [Day], amounts: [Money], _ rows: Rows, credits: Credits,
    reductions: [Int32: [Reduction]], given: GivenAllocations, asOf last: Day
  ) {
    self.init(capacity: order.count)
    // Rows of one client are far apart: fetching them in loops that do nothing else lets the processor fetch ahead.
    let paidOn = order.map { rows.paidOn[Int($0)] }
    let paidAmount = order.map { rows.paidAmount[Int($0)] }
    let arePaymentsAlone = credits.isEmpty && reductions.isEmpty
    for (index, row) in order.enumerated() {
      let payment = (day: paidOn[index], amount: paidAmount[index])
      if arePaymentsAlone {
        add(payment, of: amounts[index], issued: issued[index], asOf: last)
      } else if let use = credits.ofNote[row] {
        // The note is used up by its invoice: whatever the row says of its own settlement is that same event.
        if use.day <= last { add(use.day, -use.amount, .credit) }
      } else {
        let others =
          (credits.ofInvoice[row] ?? []).map { Reduction(day: $0.day, amount: $0.amount, kind: .credit) }
          + (reductions[row] ?? [])
        add(payment, of: amounts[index], issued: issued[index], others, asOf: last)
      }
      if !given.isEmpty {
        for allocation in given.known(of: Int(row), issued: issued[index], by: last) {
          add(allocation.day, allocation.amount, allocation.kind)
        }
      }
      first.append(Int32(day.count))
    }
  }

  mutating func append(contentsOf later: AllocationColumns) {
    let base = Int32(day.count)
    first += later.first.dropFirst().lazy.map { $0 + base }
    day += later.day
    amount += later.amount
    kind += later.kind
  }

  /// One document's payment, credits and write-offs known by `last`, in order of effect; of one day, credits come before a
  /// payment and write-offs after it.
  private mutating func add(
    _ payment: (day: Day, amount: Money), of total: Money, issued: Day, _ others: [Reduction] = [], asOf last: Day
  ) {
    let isUndated = payment.day == .never
    var paid = Reduction(
      day: isUndated ? issued : payment.day, amount: payment.amount, kind: isUndated ? .undatedPayment : .payment)
    // Nearly every document: no array is made for it.
    if others.isEmpty {
      if max(paid.day, issued) <= last { add(paid, left: total) }
      return
    }
    if isUndated, payment.amount == InvoiceBatch.settlesTheRest {
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
