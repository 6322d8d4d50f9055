internal import Execution

/// The documents of some consecutive clients, in columns: sorted by client id, then issue day, due day and invoice id, so that the
/// input's order leaves no trace.
final class DocumentBlock: Sendable {
  /// Few enough for what one step of making a block fetches to be in the processor's cache at the next.
  static let usualCount = 2_048

  /// The first document's position in the ledger.
  let start: Int
  /// Of the input.
  let row: [Int32]
  let issued: [Day]
  let due: [Day]
  /// ``Day/never`` for items followed from their issue on; empty when all are.
  let enteredOn: [Day]
  let amount: [Money]
  let flags: [InvoiceBatch.Flags]
  /// Document d's allocations are `firstAllocation[d] ..< firstAllocation[d + 1]`, by effective day.
  let firstAllocation: [Int32]
  let allocationDay: [Day]
  let allocationAmount: [Money]
  let allocationKind: [AllocationKind]

  /// Sorts the rows of some clients, and lays them out.
  init(_ clients: Range<Int>, of groups: ClientRows, _ rows: Rows, ids: InvoiceIDs, _ reductions: RowReductions) {
    let start = Int(groups.firstDocument[clients.lowerBound])
    self.start = start
    let end = Int(groups.firstDocument[clients.upperBound])
    let input = groups.rows[start..<end]
    // A client's rows are far apart in the input: each is fetched once.
    let figures = input.map { rows[$0] }
    func precedes(_ first: Int, _ second: Int) -> Bool {
      let (a, b) = (figures[first], figures[second])
      if a.issued != b.issued { return a.issued < b.issued }
      if a.due != b.due { return a.due < b.due }
      return ids.isOrderedBefore(input[start + first], input[start + second])
    }
    var order: [Int] = []
    order.reserveCapacity(figures.count)
    for client in clients {
      let places = Int(groups.firstDocument[client]) - start..<Int(groups.firstDocument[client + 1]) - start
      // Exports are usually in issue order already.
      let isInOrder = places.dropFirst().allSatisfy { precedes($0 - 1, $0) }
      if isInOrder { order += places } else { order += places.sorted(by: precedes) }
    }
    row = order.map { input[start + $0] }
    issued = order.map { figures[$0].issued }
    due = order.map { figures[$0].due }
    enteredOn = rows.hasEntryDays ? row.map(rows.enteredOn) : []
    amount = order.map { figures[$0].amount }
    flags = order.map { figures[$0].flags }
    var allocations = AllocationColumns(capacity: order.count)
    for place in order { allocations.add(input[start + place], figures[place], reductions) }
    (firstAllocation, allocationDay) = (allocations.first, allocations.day)
    (allocationAmount, allocationKind) = (allocations.amount, allocations.kind)
  }

  /// Where the allocations of some documents are.
  func allocations(of documents: Range<Int>) -> Range<Int> {
    Int(firstAllocation[documents.lowerBound])..<Int(firstAllocation[documents.upperBound])
  }

  /// The last day on or before `day` on which an opening item entered the ledger.
  func lastEntered(by day: Day) -> Day? {
    zip(enteredOn, issued).lazy.filter { $0 <= day && $0 >= $1 }.map(\.0).max()
  }

  // MARK: - Sums over all documents

  /// The last day before `day` on which something was issued or settled.
  func lastEntry(before day: Day) -> Day? {
    let earliest = Day(number: .min)
    let last = [issued, allocationDay].map { $0.reduce(earliest) { $1 < day ? max($0, $1) : $0 } }.max()!
    return last > earliest ? last : nil
  }

  /// How much of what was paid on invoices by the end of `day` has a day.
  func datedPayments(until day: Day) -> DatedPayments {
    var payments = DatedPayments()
    for document in issued.indices where issued[document] <= day && amount[document] > .zero {
      for index in allocations(of: document..<document + 1) where allocationDay[index] <= day {
        payments.add(allocationAmount[index], allocationKind[index])
      }
    }
    return payments
  }

  func netReceivables(on day: Day) -> Money {
    var net = Money.zero
    for document in issued.indices where issued[document] <= day {
      net += amount[document]
      for index in allocations(of: document..<document + 1) where allocationDay[index] <= day {
        net -= allocationAmount[index]
      }
    }
    return net
  }
}
