/// The character between units and decimals.
public enum DecimalMark: String, Sendable, CaseIterable {
  case point = "."
  case comma = ","

  var other: DecimalMark { self == .point ? .comma : .point }
}
