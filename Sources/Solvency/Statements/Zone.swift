/// What a score's own cut-offs say.
public enum Zone: String, Sendable, Comparable {
  case safe, grey, distress

  private var order: Int { self == .safe ? 0 : self == .grey ? 1 : 2 }
  public static func < (lhs: Zone, rhs: Zone) -> Bool { lhs.order < rhs.order }
}
