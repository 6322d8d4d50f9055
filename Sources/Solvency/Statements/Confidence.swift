/// How sure a formula's source is: B two independent secondary sources, C one. A would be the text itself.
public enum Confidence: String, Sendable {
  case b = "B"
  case c = "C"
}
