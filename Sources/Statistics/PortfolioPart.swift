public import Receivables

/// A figure of one client or of one segment.
public struct PortfolioPart<Value: Sendable>: Sendable {
  /// Its only client, or its first one.
  public let client: Client
  public let value: Value
}
