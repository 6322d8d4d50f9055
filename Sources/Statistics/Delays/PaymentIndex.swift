/// A payment score from 80 (on time) down to 20 (four months late), after the scale of D&B's PAYDEX between these points.
///
/// It is not PAYDEX, which rests on what many suppliers report: it is like it, for one supplier's own record.
public enum PaymentIndex {
  /// Amount-weighted mean days late, and the score.
  static let scale: [(days: Double, score: Double)] = [
    (0, 80), (15, 70), (22, 60), (30, 50), (60, 40), (90, 30), (120, 20),
  ]

  /// By straight lines between the points; 80 for earlier payment, 20 for later.
  ///
  /// - Parameter daysLate: The amount-weighted mean.
  public static func score(daysLate: Double) -> Double {
    guard let above = scale.firstIndex(where: { $0.days >= daysLate }) else { return scale.last!.score }
    if above == 0 { return scale[0].score }
    let (from, to) = (scale[above - 1], scale[above])
    return from.score + (daysLate - from.days) / (to.days - from.days) * (to.score - from.score)
  }
}
