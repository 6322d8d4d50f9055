/// Open items that have a regression of their own: what tells of payment is not the same before and after the due day.
public enum OpenItemGroup: String, Sendable, Codable, CaseIterable {
  /// Due on the prediction day or before it.
  case pastDue = "past_due"
  case notDue = "not_due"

  /// - Parameter age: Days past due.
  public init(age: Int) { self = age >= 0 ? .pastDue : .notDue }

  static let longestHorizon = allCases.flatMap(\.horizons).max()!

  /// In days. An item not yet due is followed to beyond its due day.
  var horizons: [Int] {
    switch self {
    case .pastDue: [7, 14, 21, 30, 45, 60]
    case .notDue: [7, 14, 21, 30, 45, 60, 90, 120]
    }
  }
}
