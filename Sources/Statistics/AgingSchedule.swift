internal import Execution
public import Receivables

/// Open balance by days past due (balance âgée). Age 0 is not overdue; a bound belongs to the bucket it closes.
///
/// Unallocated credit (unused credit notes, overpayments) is not netted into the buckets: it has a column of its own.
public struct AgingSchedule: Metric {
  public let asOf: Day
  /// Last day of each closed bucket, increasing. `[0, 30, 60, 90, 180]` makes not due, 1–30, …, and over 180.
  public let bounds: [Int]
  public let axis: Axis

  public enum Axis: Sendable {
    /// Days past the due day.
    case due
    /// Days since the issue day.
    case issue
  }

  public init(asOf: Day, bounds: [Int] = [0, 30, 60, 90, 180], by axis: Axis = .due) {
    precondition(!bounds.isEmpty && zip(bounds, bounds.dropFirst()).allSatisfy(<), "bounds \(bounds) do not increase")
    self.asOf = asOf
    self.bounds = bounds
    self.axis = axis
  }

  /// Names for scripts: `not_due`, `1-30`, …, `>180`.
  public var bucketNames: [String] {
    let closed = bounds.indices.dropFirst().map { "\(bounds[$0 - 1] + 1)-\(bounds[$0])" }
    return [axis == .due && bounds[0] == 0 ? "not_due" : "<=\(bounds[0])"] + closed + [">\(bounds.last!)"]
  }

  public struct Bucket: Sendable, Codable, Equatable {
    public internal(set) var items = 0
    public internal(set) var amount = Money.zero
    /// Of which flagged as disputed.
    public internal(set) var disputed = Money.zero

    mutating func add(_ other: Bucket) {
      items += other.items
      amount += other.amount
      disputed += other.disputed
    }
  }

  /// The buckets, `bounds.count + 1` of them, and what stands beside them.
  public struct Schedule: Sendable, Codable, Equatable {
    public internal(set) var buckets: [Bucket]
    /// Unused credit; a positive amount that reduces the net.
    public internal(set) var unallocated = Bucket()

    /// Open items before unallocated credit.
    public var gross: Bucket { buckets.reduce(into: Bucket()) { $0.add($1) } }
    public var notDue: Bucket { buckets[0] }
    public var overdue: Bucket { buckets.dropFirst().reduce(into: Bucket()) { $0.add($1) } }
    /// What the control account shows.
    public var net: Money { gross.amount - unallocated.amount }
  }

  public var emptyPartial: Schedule {
    Schedule(buckets: Array(copies: bounds.count + 1, of: Bucket()))
  }

  public func accumulate(_ account: Account, into partial: inout Schedule) {
    for document in account {
      if document.isOpen {
        let age = (axis == .due ? document.due : document.issued).days(until: asOf)
        var bucket = 0
        while bucket < bounds.count, age > bounds[bucket] { bucket += 1 }
        partial.buckets[bucket].items += 1
        partial.buckets[bucket].amount += document.balance
        if document.isDisputed { partial.buckets[bucket].disputed += document.balance }
      } else if document.balance < .zero {
        partial.unallocated.items += 1
        partial.unallocated.amount -= document.balance
      }
    }
  }

  public func merge(_ later: Schedule, into earlier: inout Schedule) {
    for bucket in earlier.buckets.indices { earlier.buckets[bucket].add(later.buckets[bucket]) }
    earlier.unallocated.add(later.unallocated)
  }

  public func value(of partial: Schedule) -> Schedule { partial }
}
