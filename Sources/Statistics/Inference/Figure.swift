/// An estimate with its interval, or how little there was to make one from.
public enum Figure: Sendable, Equatable {
  case estimate(Estimate)
  case notEnoughData(Shortage)

  public var estimate: Estimate? {
    if case .estimate(let estimate) = self { estimate } else { nil }
  }
}
