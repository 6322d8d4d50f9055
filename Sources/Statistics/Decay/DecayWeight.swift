/// What counts as one subject of payment decay.
public enum DecayWeight: String, Sendable, CaseIterable {
  /// Each invoice: it is paid when paid in full.
  case invoice
  /// Each minor unit of each invoice: a partial payment is an event for its share, and the rest is followed on.
  case amount
}
