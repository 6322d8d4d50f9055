public import Receivables

/// A partition of the clients, such as by segment.
public struct ClientGroups: Sendable {
  /// In byte order; empty for clients whose segment is not given.
  public let names: [String]
  /// The group of each client of the snapshot.
  public let group: [Int32]

  /// Whether all clients are in one group without a name.
  public var isWhole: Bool { names == [""] }

  /// All clients in one group.
  public static func whole(_ snapshot: Snapshot) -> ClientGroups {
    ClientGroups(names: [""], group: Array(repeating: 0, count: snapshot.clients.count))
  }

  /// By the clients' segment.
  public static func segments(_ snapshot: Snapshot) -> ClientGroups {
    let names = Set(snapshot.clients.map(\.segment)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let codes = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
    return ClientGroups(names: names, group: snapshot.clients.map { codes[$0.segment]! })
  }
}
