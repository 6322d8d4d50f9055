import Receivables

/// What the simulation must know of a client before it has an id.
struct SampleAccount: Sendable {
  var name = ""
  let segment: SampleClient.Segment
  let behaviour: SampleClient.Behaviour
  let terms: SampleClient.Terms
  let run: PaymentRun
  let law: PaymentLaw
  /// The median invoice, tax included.
  let usualAmount: Money
  /// Invoices a month, relative to other clients.
  let volume: Double
  /// Invoices are issued on these days only.
  let active: ClosedRange<Day>
  /// Whether the account was opened during the simulated months, with an invoice on that very day.
  let isOpenedInWindow: Bool
  let stopsPayingOn: Day?

  /// What drifting adds to the exponent of the law for an invoice due on `due`: it grows until `asOf`, then stays.
  func drift(ofDue due: Day, asOf: Day) -> Double {
    guard behaviour == .drifting else { return 0 }
    let progress = Double((asOf - 365).days(until: min(due, asOf))) / 365
    return PaymentLaw.fullDrift * max(0, progress)
  }
}
