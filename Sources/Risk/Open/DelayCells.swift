/// Days past due, cut where the pace of payment changes: cell c holds the days after `edges[c]` up to `edges[c + 1]`.
enum DelayCells {
  /// The first and the last lie beyond the days of any ledger.
  private static let edges = [
    -1_000_000, -30, -14, -7, -4, -2, 0, 2, 4, 7, 10, 14, 21, 30, 40, 50, 60, 90, 120, 240, 1_000_000,
  ]
  static let count = edges.count - 1

  /// The first cell after the due day.
  static let firstPastDue = cell(1)

  /// The cell of a day.
  static func cell(_ day: Int) -> Int { cellOfDay[min(max(day, edges[1]), edges[count - 1] + 1) - edges[1]] }

  /// From the last day of the first cell to the first of the last one.
  private static let cellOfDay = (edges[1]...edges[count - 1] + 1).map { day in edges.firstIndex { day <= $0 }! - 1 }

  /// How many days a cell holds.
  static func width(_ cell: Int) -> Int { edges[cell + 1] - edges[cell] }

  /// How many of its cell's days there are up to a day.
  static func place(of day: Int, in cell: Int) -> Int { day - edges[cell] }

  /// The last day of a cell.
  static func lastDay(_ cell: Int) -> Int { edges[cell + 1] }
}
