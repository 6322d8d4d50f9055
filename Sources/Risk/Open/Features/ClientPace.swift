internal import RealModule

/// Log of the client's payments over what the portfolio's hazard would have given on the same days past due, the item's own
/// left out and one payment added to both: above 0 for a client faster than the others.
public struct ClientPace: OpenItemFeature {
  /// The days past due it is told from.
  enum Days: Sendable {
    /// 1 to 14.
    case pastDue
    /// −13 to 0.
    case beforeDue
  }

  public let name: String
  private let days: Days

  init(_ days: Days) {
    self.days = days
    name = days == .pastDue ? "client_pace" : "client_pace_before_due"
  }

  public func value(of item: OpenItemKnowledge) -> Double {
    let pace = days == .pastDue ? item.pastDue : item.beforeDue
    return .log((Double(pace.payments) + 1) / (pace.expected + 1))
  }
}
