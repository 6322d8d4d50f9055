internal import RealModule

/// log(1 + days past due), or by how much it exceeds that of a knot: together, a line with a kink at each knot. It is 0 until
/// the due day.
///
/// The chance of payment falls with age, fast at first and slowly later; one line in the log cannot follow it.
public struct LogAge: OpenItemFeature {
  public let name: String
  /// Days past due; 0 for none.
  private let knot: Int

  init(knot: Int = 0) {
    self.knot = knot
    name = knot == 0 ? "log_age" : "log_age_\(knot)"
  }

  public let dependsOnHorizon = false
  public func value(of item: OpenItemKnowledge, within horizon: ItemHorizon) -> Double {
    max(.log(onePlus: Double(max(item.age, 0))) - .log(onePlus: Double(knot)), 0)
  }
}
