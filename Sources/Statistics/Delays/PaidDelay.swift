internal import Receivables

/// The days from due or issue day to payment, of what was paid.
public struct PaidDelay: Sendable, Codable {
  /// Invoices paid in full, by the delay of the last payment.
  private var invoices = DayCounts()
  private var paid: Int64 = 0
  private var paidTimesDelay: Int128 = 0

  init() {}

  /// The day a delay is counted from.
  public enum Origin: String, Sendable, CaseIterable {
    /// Days late: early payments are negative.
    case due
    /// Days to pay.
    case issue

    func day(of document: Document) -> Day { self == .due ? document.due : document.issued }
  }

  /// Something that happened so many days after the origin.
  enum Event {
    /// A payment, of the whole or of a part.
    case payment(Money, delay: Int)
    /// An invoice was paid in full.
    case settlement(delay: Int)
  }

  mutating func add(_ event: Event) {
    switch event {
    case .payment(let amount, let delay):
      paid += amount.minorUnits
      paidTimesDelay += Int128(amount.minorUnits) * Int128(delay)
    case .settlement(let delay): invoices.add(delay)
    }
  }

  /// All payments and settlements of a client.
  mutating func add(_ account: Account, from origin: Origin) {
    var settlements: [Int] = []
    settlements.reserveCapacity(account.count)
    account.forEachPaidDelay(from: origin) { _, event in
      if case .settlement(let delay) = event { settlements.append(delay) } else { add(event) }
    }
    invoices.add(contentsOf: settlements)
  }

  mutating func merge(_ other: PaidDelay) {
    invoices.merge(other.invoices)
    paid += other.paid
    paidTimesDelay += other.paidTimesDelay
  }

  /// In days; `nil` when nothing was paid.
  public struct Summary: Sendable {
    /// Invoices paid in full.
    public let paidInvoices: Int
    public let mean: Double?
    public let median: Double?
    /// The delay that nine invoices of ten did not exceed.
    public let p90: Double?
    /// Σ(payment × delay) / Σ payment, partial payments included.
    public let weightedMean: Double?
  }

  var summary: Summary {
    let count = invoices.total
    var sum: Int64 = 0
    for (offset, number) in invoices.counts.enumerated() { sum += number * Int64(invoices.firstDay + offset) }
    // Almost always fits, and the conversion from 64 bits is one instruction.
    let weighted = Int64(exactly: paidTimesDelay).map { Double($0) } ?? Double(paidTimesDelay)
    return Summary(
      paidInvoices: Int(count), mean: count > 0 ? Double(sum) / Double(count) : nil,
      median: invoices.quantile(0.5, of: count), p90: invoices.quantile(0.9, of: count),
      weightedMean: paid > 0 ? weighted / Double(paid) : nil)
  }
}

extension Account {
  /// Calls `body` with each payment and settlement of the documents, and the day it took effect.
  @inline(__always)
  func forEachPaidDelay(from origin: PaidDelay.Origin, _ body: (Day, PaidDelay.Event) -> Void) {
    for (index, document) in enumerated() where document.isSale {
      let start = origin.day(of: document)
      if let closing = document.closing, closing.kind == .payment {
        body(closing.effective, .settlement(delay: start.days(until: closing.day)))
      }
      // What is given back is no payment, and has no delay.
      forEachAllocation(ofDocument: index) { allocation in
        if allocation.kind != .payment || allocation.amount <= .zero { return }
        body(allocation.effective, .payment(allocation.amount, delay: start.days(until: allocation.day)))
      }
    }
  }
}
