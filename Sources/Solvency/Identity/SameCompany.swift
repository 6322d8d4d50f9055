/// Why two records may be of one company, the surest sign first.
public enum SameCompany: String, Sendable {
  /// The same SIREN.
  case siren
  /// The same client code.
  case code
  /// The same name but for its spelling.
  case name
}
