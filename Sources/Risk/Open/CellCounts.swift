internal import Execution
internal import Receivables

/// What a set of invoices did in each cell: item-days at risk, and payments.
struct CellCounts: Sendable, Codable, Equatable {
  private var cells = Array(copies: DelayCells.count, of: Cell())

  /// An invoice is counted in the cell it ends in and taken off in the one it was issued in, and not followed through those
  /// between: whoever ends beyond a cell was in it on all its days, unless issued beyond it too.
  private struct Cell: Codable, Equatable {
    var payments: Int64 = 0
    /// Invoices that end in the cell, less those issued in it.
    var ends: Int64 = 0
    /// Days of the cell up to those ends, less the days up to those issues.
    var days: Int64 = 0

    mutating func addEnds(_ count: Int64, place: Int) {
      ends += count
      days += count * Int64(place)
    }
  }

  var payments: [Int64] { cells.map(\.payments) }
  var itemDays: [Int64] {
    var itemDays = Array(repeating: Int64(0), count: cells.count)
    forEachCell { cell, _, days in itemDays[cell] = days }
    return itemDays
  }

  /// Calls `body` with each cell, its payments and its item-days, from the last cell to the first.
  func forEachCell(_ body: (Int, _ payments: Int64, _ itemDays: Int64) -> Void) {
    var endsBeyond = Int64(0)
    for index in cells.indices.reversed() {
      let cell = cells[index]
      body(index, cell.payments, cell.days + endsBeyond * Int64(DelayCells.width(index)))
      endsBeyond += cell.ends
    }
  }

  /// Adds an invoice's days from issue to the end of `day`, and its payment if that is how they ended.
  mutating func add(_ invoice: InvoiceLife, upTo day: Day, isPaid: Bool) {
    addDays(of: invoice, upTo: day, 1)
    if isPaid {
      let final = DelayCells.cell(invoice.due.days(until: day))
      cells[final].payments += 1
      // An invoice paid on the day it was issued was at risk on that day.
      if day == invoice.issued { cells[final].days += 1 }
    }
  }

  /// Takes off an invoice that was added as open at the end of `day`.
  mutating func remove(_ invoice: InvoiceLife, openUntil day: Day) { addDays(of: invoice, upTo: day, -1) }

  /// - Parameter day: Not before the issue.
  private mutating func addDays(of invoice: InvoiceLife, upTo day: Day, _ count: Int64) {
    addEnd(invoice.due.days(until: day), count)
    addEnd(invoice.due.days(until: invoice.issued), -count)
  }

  private mutating func addEnd(_ day: Int, _ count: Int64) {
    let cell = DelayCells.cell(day)
    cells[cell].addEnds(count, place: DelayCells.place(of: day, in: cell))
  }

  mutating func add(_ other: CellCounts) {
    for cell in cells.indices {
      cells[cell].payments += other.cells[cell].payments
      cells[cell].ends += other.cells[cell].ends
      cells[cell].days += other.cells[cell].days
    }
  }
}
