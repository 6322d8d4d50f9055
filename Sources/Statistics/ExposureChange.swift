public import Receivables

/// How much one client or one segment owed on two days.
public struct ExposureChange: Sendable {
  /// The client, or the segment's first client.
  public let client: Client
  public let before: ExposureByClient.Exposure
  public let now: ExposureByClient.Exposure

  public var net: Money { now.net - before.net }
  public var pastDue: Money { now.pastDue - before.pastDue }

  /// What moved most first, and no more than `count` of it: by the size of the change, then in the order given.
  public static func ranked(
    _ changes: [ExposureChange], first count: Int = .max, by amount: (ExposureChange) -> Money
  ) -> [ExposureChange] {
    let sizes = changes.map { amount($0).minorUnits.magnitude }
    let moved = changes.indices.filter { sizes[$0] > 0 }.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
    return moved.prefix(count).map { changes[$0] }
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
