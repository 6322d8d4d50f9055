internal import Receivables

/// What a set of invoices did in each cell: item-days at risk, and payments.
struct CellCounts: Sendable, Codable, Equatable {
  private(set) var itemDays = Array(repeating: Int64(0), count: DelayCells.count)
  private(set) var payments = Array(repeating: Int64(0), count: DelayCells.count)

  /// Adds an invoice's days from issue to the end of `day`, and its payment if that is how they ended.
  mutating func add(_ invoice: InvoiceLife, upTo day: Day, isPaid: Bool) {
    addDays(of: invoice, upTo: day, 1)
    if isPaid {
      let (first, last) = (invoice.due.days(until: invoice.issued), invoice.due.days(until: day))
      let final = DelayCells.cell(last)
      payments[final] += 1
      // An invoice paid on the day it was issued was at risk on that day.
      if DelayCells.days(in: final, after: first, upTo: last) == 0 { itemDays[final] += 1 }
    }
  }

  /// Takes off an invoice that was added as open at the end of `day`.
  mutating func remove(_ invoice: InvoiceLife, openUntil day: Day) { addDays(of: invoice, upTo: day, -1) }

  private mutating func addDays(of invoice: InvoiceLife, upTo day: Day, _ count: Int64) {
    let (first, last) = (invoice.due.days(until: invoice.issued), invoice.due.days(until: day))
    let final = DelayCells.cell(last)
    var itemDays = self.itemDays.mutableSpan
    for cell in min(DelayCells.cell(first), final)...final {
      itemDays[cell] += count * Int64(DelayCells.days(in: cell, after: first, upTo: last))
    }
  }

  mutating func add(_ other: CellCounts) {
    for cell in 0..<DelayCells.count {
      itemDays[cell] += other.itemDays[cell]
      payments[cell] += other.payments[cell]
    }
  }
}
