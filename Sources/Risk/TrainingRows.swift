internal import Execution
internal import LinearAlgebra
internal import Receivables
internal import Statistics

/// One row for every invoice whose outcome is known: its features as of its issue day, and what happened.
///
/// Features are kept in single precision, whose 24 bits are more than any of them has digits; sums are in double. Rows
/// are in the ledger's order, in blocks of 256, column by column.
struct TrainingRows: Sendable {
  let columns: [String]
  /// One group for each block of clients.
  private let groups: [Group]

  /// Which rows a fit or a test uses.
  enum Selection: Sendable {
    /// Every row.
    case all
    /// Rows whose outcome was known on `day`.
    case known(by: Day)
    /// Rows issued after `day`.
    case issued(after: Day)

    /// 1 for each row that belongs, 0 for the others.
    fileprivate func mark(_ group: Group, _ rows: Range<Int>, in included: inout [Double]) {
      switch self {
      case .all: for row in 0..<rows.count { included[row] = 1 }
      case .known(let day):
        for row in 0..<rows.count { included[row] = group.known[rows.lowerBound + row] <= day ? 1 : 0 }
      case .issued(let day):
        for row in 0..<rows.count { included[row] = group.issued[rows.lowerBound + row] > day ? 1 : 0 }
      }
    }

    fileprivate func includes(_ group: Group, _ row: Int) -> Bool {
      switch self {
      case .all: true
      case .known(let day): group.known[row] <= day
      case .issued(let day): group.issued[row] > day
      }
    }
  }

  fileprivate struct Group: Sendable {
    var rows = 0
    /// Column-major blocks, the model's columns and then the baselines'.
    var values: [Float] = []
    var isLate: [Bool] = []
    var issued: [Day] = []
    var known: [Day] = []
    /// Rows whose block is not full yet.
    var waiting: [(invoice: Prospect, known: Known)] = []
  }

  /// Columns that serve the baselines and not the model: the client's late rate, and its overdue debt × age.
  fileprivate static let baselineColumns = 2

  init(
    _ snapshot: Snapshot, features: [any Feature], outcome: LateOutcome, portfolio: PortfolioHistory.Record,
    _ executor: Executor
  ) {
    columns = features.map(\.name)
    let plan = BlockPlan(offsets: snapshot.documentOffsets)
    groups = executor.map(plan.blocks.count) { index in
      var group = Group()
      for client in plan.blocks[index] {
        let account = snapshot.account(client)
        var history = ClientHistory(account, outcome: outcome)
        for document in account {
          guard let isLate = outcome.isLate(document, asOf: snapshot.asOf) else { continue }
          let before = document.issued - 1
          history.advance(to: before)
          let prospect = Prospect(
            issued: document.issued, due: document.due, amount: document.amount)
          let known = Known(client: history.record, portfolio: portfolio.known(by: before))
          group.append(
            (prospect, known), isLate: isLate, issued: document.issued, known: document.due + outcome.grace,
            features: features)
        }
      }
      group.flush(features)
      return group
    }
  }

  var count: Int { groups.reduce(0) { $0 + $1.rows } }
  var lateCount: Int { groups.reduce(0) { $0 + $1.isLate.count(where: \.self) } }

  /// Rows of a selection, and how many of them were late.
  func count(_ selection: Selection) -> (rows: Int, late: Int) {
    var (rows, late) = (0, 0)
    for group in groups {
      for row in 0..<group.rows where selection.includes(group, row) {
        rows += 1
        if group.isLate[row] { late += 1 }
      }
    }
    return (rows, late)
  }

  /// Days from the first to the last due day of a selection.
  func dueSpan(_ selection: Selection) -> Int {
    var (first, last) = (Day.never, Day.plausible.lowerBound)
    for group in groups {
      for row in 0..<group.rows where selection.includes(group, row) {
        first = min(first, group.known[row])
        last = max(last, group.known[row])
      }
    }
    return first > last ? 0 : first.days(until: last)
  }

  /// The first day by which at least this share of the rows was issued.
  func issueDay(atShare share: Double) -> Day? {
    var counts = DayCounts()
    for group in groups { for day in group.issued { counts.add(Int(day.number)) } }
    let target = Int64((Double(counts.total) * share).rounded(.up))
    var seen: Int64 = 0
    for (offset, count) in counts.counts.enumerated() {
      seen += count
      if seen >= target { return Day(number: Int32(counts.firstDay + offset)) }
    }
    return nil
  }

  /// The rows of a selection, without some columns.
  ///
  /// - Parameter step: 1 for all blocks of 256 rows, k for every k-th.
  func select(_ selection: Selection, dropping dropped: Set<String> = [], oneBlockIn step: Int = 1) -> Selected {
    let kept = columns.indices.filter { !dropped.contains(columns[$0]) }
    return Selected(rows: self, selection: selection, kept: kept, step: step)
  }

  /// Rows for a fit.
  struct Selected: DesignRows {
    fileprivate let rows: TrainingRows
    fileprivate let selection: Selection
    fileprivate let kept: [Int]
    fileprivate let step: Int

    var columns: [String] { kept.map { rows.columns[$0] } }
    var groupCount: Int { rows.groups.count }

    func forEachBlock(ofGroup index: Int, _ body: (borrowing RowBlock) -> Void) {
      let group = rows.groups[index]
      let stride = (rows.columns.count + TrainingRows.baselineColumns) * RowBlock.rows
      var block = RowBlock(columns: kept.count)
      for start in blocks(of: group) {
        let first = start / RowBlock.rows * stride
        for (column, source) in kept.enumerated() {
          NormalEquations.widen(
            group.values, from: first + source * RowBlock.rows, into: &block.x, column: column + 1)
        }
        let count = min(RowBlock.rows, group.rows - start)
        selection.mark(group, start..<(start + count), in: &block.included)
        for row in 0..<count { block.outcome[row] = group.isLate[start + row] ? 1 : 0 }
        for row in count..<RowBlock.rows { (block.included[row], block.outcome[row]) = (0, 0) }
        body(block)
      }
    }

    /// The first row of each block that is used.
    private func blocks(of group: Group) -> StrideTo<Int> {
      Swift.stride(from: 0, to: group.rows, by: RowBlock.rows * step)
    }

    /// Each row's predictions and outcome, for validation.
    func scored(_ model: LogisticRegression, _ executor: Executor) -> [ScoredRow] {
      let parts = executor.map(groupCount) { index in
        let group = rows.groups[index]
        let stride = (rows.columns.count + TrainingRows.baselineColumns) * RowBlock.rows
        var scored: [ScoredRow] = []
        var x = Array(repeating: 0.0, count: kept.count)
        for block in blocks(of: group) {
          for row in block..<min(block + RowBlock.rows, group.rows) where selection.includes(group, row) {
            let first = row / RowBlock.rows * stride + row % RowBlock.rows
            for (column, source) in kept.enumerated() {
              x[column] = Double(group.values[first + source * RowBlock.rows])
            }
            let baselines = first + rows.columns.count * RowBlock.rows
            scored.append(
              ScoredRow(
                model: model.probability(x), clientRate: Double(group.values[baselines]),
                ageTimesAmount: Double(group.values[baselines + RowBlock.rows]), isLate: group.isLate[row]))
          }
        }
        return scored
      }
      return parts.flatMap(\.self)
    }
  }

  /// A row of the test window as each competitor sees it.
  struct ScoredRow: Sendable {
    let model: Double
    let clientRate: Double
    let ageTimesAmount: Double
    let isLate: Bool
  }
}

extension TrainingRows.Group {
  fileprivate mutating func append(
    _ example: (invoice: Prospect, known: Known), isLate: Bool, issued: Day, known day: Day, features: [any Feature]
  ) {
    waiting.append(example)
    self.isLate.append(isLate)
    self.issued.append(issued)
    self.known.append(day)
    rows += 1
    if waiting.count == RowBlock.rows { flush(features) }
  }

  /// Computes the features of the rows that wait, as one block.
  fileprivate mutating func flush(_ features: [any Feature]) {
    if waiting.isEmpty { return }
    let first = values.count
    let width = features.count + TrainingRows.baselineColumns
    values.append(contentsOf: repeatElement(0, count: width * RowBlock.rows))
    for (column, feature) in features.enumerated() {
      feature.write(waiting, to: &values, from: first + column * RowBlock.rows)
    }
    let baselines = first + features.count * RowBlock.rows
    for (row, example) in waiting.enumerated() {
      values[baselines + row] = Float(example.known.lateRate)
      values[baselines + RowBlock.rows + row] = Float(example.known.client.overdueTimesAge)
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
