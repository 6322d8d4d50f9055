/// The total lines of a table compared with its rows. A total is that of all rows above it, or of those since the total
/// before it; nothing is added to the ledger from either.
public struct TotalLines: Sendable, Equatable {
  /// Totals that are the sum of the rows above.
  public private(set) var agreeing = 0
  /// The others, up to five. In thousandths of the file's unit, as the rows have them.
  public private(set) var differing: [Difference] = []
  public private(set) var differingCount = 0
  /// Totals of which no amount can be read.
  public private(set) var unread = 0
  /// Whether sums of rows tell nothing, where the rows are of several currencies or kinds of document.
  public let areIncomparable: Bool

  public struct Difference: Sendable, Equatable {
    public let line: Int
    public let shown: Int64
    public let ofAll: Int64
    public let sinceTheTotalBefore: Int64
  }

  /// One as read, its line counted from 0 at the chunk's start.
  struct Line: Sendable {
    let line: Int
    let amount: AmountField.Reading
  }

  /// - Returns: `nil` for a table without totals.
  init?(_ chunks: [RawRows], _ vocabularies: [Vocabulary], firstLines: [Int], mark: DecimalMark?) {
    if chunks.allSatisfy(\.totals.isEmpty) { return nil }
    func words(_ meaning: ColumnMeaning) -> Set<String> {
      vocabularies.reduce(into: []) { $0.formUnion($1.meanings(meaning, .utf8) { $0 }) }
    }
    areIncomparable = words(.currency).count > 1 || words(.kind).count > 1
    var (all, since): (Int64, Int64) = (0, 0)
    for (chunk, firstLine) in zip(chunks, firstLines) {
      var rows = Amounts(chunk, mark)
      for total in chunk.totals {
        let sum = rows.next(above: total.line)
        all &+= sum
        since &+= sum
        guard let shown = TotalLines.shown(total.amount, mark) else {
          unread += 1
          continue
        }
        compare(shown, with: all, since, line: firstLine + total.line)
        since = 0
      }
      let sum = rows.next(above: .max)
      all &+= sum
      since &+= sum
    }
  }

  /// Of a table read record by record: what each total shows, and the sum of the rows since the total before.
  init?(_ totals: [(line: Int, shown: Int64?, since: Int64)], areIncomparable: Bool) {
    if totals.isEmpty { return nil }
    self.areIncomparable = areIncomparable
    var (all, since): (Int64, Int64) = (0, 0)
    for total in totals {
      all &+= total.since
      since &+= total.since
      guard let shown = total.shown else {
        unread += 1
        continue
      }
      compare(shown, with: all, since, line: total.line)
      since = 0
    }
  }

  /// In thousandths; `nil` where no amount can be read.
  static func shown(_ amount: AmountField.Reading, _ mark: DecimalMark?) -> Int64? {
    switch amount {
    case .thousandths(let value): value
    case .open(let whole, let own): own == mark ? whole / 1000 : whole
    case .missing, .unreadable: nil
    }
  }

  private mutating func compare(_ shown: Int64, with all: Int64, _ since: Int64, line: Int) {
    if shown == all || shown == since {
      agreeing += 1
      return
    }
    differingCount += 1
    if differing.count < 5 {
      differing.append(Difference(line: line, shown: shown, ofAll: all, sinceTheTotalBefore: since))
    }
  }

  /// What the rows of a chunk show as amounts, used or not, from top to bottom.
  private struct Amounts {
    private let chunk: RawRows
    private var amounts: [Int64]
    private var (row, rejected) = (0, 0)

    init(_ chunk: RawRows, _ mark: DecimalMark?) {
      self.chunk = chunk
      amounts = chunk.figures.map(\.amount)
      for open in chunk.openAmounts where open.column == .amount && open.mark == mark { amounts[open.row] /= 1000 }
    }

    /// The sum of the next rows above a line.
    mutating func next(above line: Int) -> Int64 {
      var sum: Int64 = 0
      while row < amounts.count, Int(chunk.figures[row].line) < line {
        if amounts[row] != RawRows.missingAmount { sum &+= amounts[row] }
        row += 1
      }
      while rejected < chunk.rejected.count, chunk.rejected[rejected].line < line {
        sum &+= chunk.rejected[rejected].amount ?? 0
        rejected += 1
      }
      return sum
    }
  }
}
