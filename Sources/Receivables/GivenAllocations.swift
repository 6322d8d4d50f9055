/// The allocations that sources gave, by row among all rows.
struct GivenAllocations: Sendable {
  /// In order of row.
  private let allocations: [(row: Int, allocation: RowAllocation)]

  init(_ batches: [(firstRow: Int, allocations: [RowAllocation])]) {
    var all: [(row: Int, allocation: RowAllocation)] = []
    for (first, given) in batches { all += given.map { (first + $0.row, $0) } }
    all.sort { $0.row < $1.row }
    allocations = all
  }

  var isEmpty: Bool { allocations.isEmpty }

  /// Those of one row that took effect by `last`, in order of effect; a credit precedes a payment of its day.
  func known(of row: Int, issued: Day, by last: Day) -> [RowAllocation] {
    let first = allocations.partitioningIndex { $0.row >= row }
    let known = allocations[first...].prefix { $0.row == row }.lazy.map(\.allocation)
      .filter { max($0.day, issued) <= last }
    func order(_ kind: AllocationKind) -> Int { kind == .credit ? 0 : 1 }
    return known.sorted {
      (max($0.day, issued), order($0.kind), $0.day, $0.amount) < (
        max($1.day, issued), order($1.kind), $1.day, $1.amount
      )
    }
  }
}
