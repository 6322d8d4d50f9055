public import Receivables

/// What moved from one day to another, by client and by segment.
public struct ExposureChanges: Sendable {
  public let since: Day
  public let until: Day
  /// In order of client id.
  public let clients: [ExposureChange]
  /// In order of name; empty when the ledger gives no segment.
  public let segments: [ExposureChange]

  /// - Parameters:
  ///   - exposures: With `since` and `until` among its days.
  ///   - clients: The snapshot's.
  public init(_ exposures: ExposureByClient.Exposures, since: Day, until: Day, clients: [Client]) {
    guard let before = exposures.days.firstIndex(of: since), let now = exposures.days.firstIndex(of: until) else {
      preconditionFailure("no exposures on \(since) or \(until)")
    }
    self.since = since
    self.until = until
    self.clients = exposures.entries.map {
      ExposureChange(client: $0.client, before: $0.exposures[before], now: $0.exposures[now])
    }
    var segments: [String: ExposureChange] = [:]
    for change in self.clients {
      let segment = clients[change.client].segment
      segments[segment] = segments[segment]?.adding(change) ?? change
    }
    self.segments =
      segments.keys.allSatisfy(\.isEmpty)
      ? [] : segments.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.value)
  }
}
