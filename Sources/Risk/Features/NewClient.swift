/// 1 when the client has never paid an invoice in full.
public struct NewClient: Feature {
  public let name = "new_client"
  public func value(of invoice: Prospect, _ known: Known) -> Double { known.client.settled == 0 ? 1 : 0 }
}
