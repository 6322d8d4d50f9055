internal import Execution
public import Receivables
public import Statistics

/// The late rate of each level of one declared attribute, at the end of every day.
///
/// Each day's figures use only what was known by it, so a row of the past never learns from its future.
public struct AttributeHistory: Metric {
  /// Invoices' worth of the portfolio in every level's rate: a level with few rows says little.
  static let prior = 20.0

  public let attribute: Attribute
  public let outcome: LateOutcome
  private let lastDay: Day

  public init(_ attribute: Attribute, of snapshot: Snapshot, outcome: LateOutcome) {
    self.attribute = attribute
    self.outcome = outcome
    lastDay = snapshot.asOf
  }

  /// Counts by level and by the day on which an outcome became known.
  public struct Partial: Sendable, Codable {
    struct Count: Codable {
      var matured = 0
      var late = 0
    }
    /// In one number, so that keys have an order and are written as such.
    struct Key: Comparable {
      let level: Int
      let day: Day

      var number: Int { level << 32 + Int(UInt32(bitPattern: day.number) ^ 1 << 31) }

      init(level: Int, day: Day) {
        self.level = level
        self.day = day
      }

      init(number: Int) {
        self.init(
          level: number >> 32, day: Day(number: Int32(bitPattern: UInt32(truncatingIfNeeded: number) ^ 1 << 31)))
      }

      static func < (one: Key, other: Key) -> Bool { one.number < other.number }
    }
    /// By ``Key/number``.
    var counts: [Int: Count] = [:]
  }

  /// One record for each declared attribute.
  static func records(of snapshot: Snapshot, outcome: LateOutcome, _ executor: Executor) -> [Record] {
    snapshot.attributes.map { snapshot.evaluate(AttributeHistory($0, of: snapshot, outcome: outcome), on: executor) }
  }

  public var emptyPartial: Partial { Partial() }

  public func accumulate(_ account: Account, into partial: inout Partial) {
    for document in account where document.isSale {
      guard let isLate = outcome.isLate(document, asOf: lastDay) else { continue }
      let key = Partial.Key(level: attribute.level(of: document), day: document.due + outcome.grace).number
      partial.counts[key, default: Partial.Count()].matured += 1
      if isLate { partial.counts[key]!.late += 1 }
    }
  }

  public func merge(_ later: Partial, into earlier: inout Partial) {
    for (key, count) in later.counts {
      earlier.counts[key, default: Partial.Count()].matured += count.matured
      earlier.counts[key]!.late += count.late
    }
  }

  public func value(of partial: Partial) -> Record { Record(partial, levels: attribute.levels.count) }

  /// The record, day by day.
  public struct Record: Sendable {
    /// Running totals, from the first day that had any.
    private struct Totals: Sendable {
      private var days: [Day] = []
      private var counts: [(matured: Double, late: Double)] = []

      mutating func add(_ count: Partial.Count, on day: Day) {
        let last = counts.last ?? (0, 0)
        let sum = (last.matured + Double(count.matured), last.late + Double(count.late))
        if days.last == day {
          counts[counts.count - 1] = sum
        } else {
          days.append(day)
          counts.append(sum)
        }
      }

      func known(by day: Day) -> (matured: Double, late: Double) {
        let next = days.partitioningIndex { $0 > day }
        return next == 0 ? (0, 0) : counts[next - 1]
      }
    }

    private var levels: [Totals]
    private var portfolio = Totals()

    fileprivate init(_ partial: Partial, levels count: Int) {
      levels = Array(repeating: Totals(), count: count)
      let counts = partial.counts.map { (key: Partial.Key(number: $0.key), count: $0.value) }
      for (key, count) in counts.sorted(by: { $0.key < $1.key }) { levels[key.level].add(count, on: key.day) }
      for (key, count) in counts.sorted(by: { $0.key.day < $1.key.day }) { portfolio.add(count, on: key.day) }
    }

    /// Log-odds of the level's late rate, shrunk to the portfolio's, less those of the portfolio's, by what was known at the
    /// end of `day`. 0 for a level without a record, and for the only level of all.
    public func excessLogOdds(ofLevel level: Int, by day: Day) -> Double {
      let (own, all) = (levels[level].known(by: day), portfolio.known(by: day))
      if all.matured == 0 || own == all { return 0 }
      let rate = all.late / all.matured
      let shrunk = (own.late + AttributeHistory.prior * rate) / (own.matured + AttributeHistory.prior)
      return logOdds(shrunk) - logOdds(rate)
    }
  }
}
