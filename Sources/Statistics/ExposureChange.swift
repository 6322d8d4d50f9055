public import Receivables

/// How much one client or one segment owed on two days.
public struct ExposureChange: Sendable {
  /// The client, or the segment's first client: index into the snapshot's clients.
  public let client: Int
  public let before: ExposureByClient.Exposure
  public let now: ExposureByClient.Exposure

  public var net: Money { now.net - before.net }
  public var pastDue: Money { now.pastDue - before.pastDue }

  /// What moved most first: by the size of the change, then in the order given.
  public static func ranked(
    _ changes: [ExposureChange], by amount: (ExposureChange) -> Money
  ) -> [ExposureChange] {
    let sizes = changes.map { amount($0).minorUnits.magnitude }
    let moved = changes.indices.filter { sizes[$0] > 0 }.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return moved.map { changes[$0] }
  }

  /// The first of ``ranked(_:by:)``, no more than `count`: a few are found faster than all are sorted.
  public static func largest(
    _ count: Int, of changes: [ExposureChange], by amount: (ExposureChange) -> Money
  ) -> [ExposureChange] {
    var largest: [(size: UInt64, change: ExposureChange)] = []
    for change in changes {
      let size = amount(change).minorUnits.magnitude
      if size == 0 || largest.count == count && size <= largest.last?.size ?? .max { continue }
      largest.insert((size, change), at: largest.firstIndex { $0.size < size } ?? largest.count)
      if largest.count > count { largest.removeLast() }
    }
    return largest.map(\.change)
  }
}

extension ExposureChange {
  func adding(_ other: ExposureChange) -> ExposureChange {
    var (before, now) = (before, now)
    before += other.before
    now += other.now
    return ExposureChange(client: client, before: before, now: now)
  }
}
