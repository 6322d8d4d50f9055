public import Receivables

/// What moves receivables. Issuing a credit note lowers them; its use on an invoice moves nothing any more.
public struct Flows: Sendable, Codable, Equatable {
  /// Invoices and deposits.
  public private(set) var invoiced = Money.zero
  public private(set) var credited = Money.zero
  /// Payments less refunds.
  public private(set) var paid = Money.zero
  public private(set) var writtenOff = Money.zero

  /// What they add to the receivables.
  public var net: Money { invoiced - credited - paid - writtenOff }

  /// A document is issued.
  mutating func add(_ document: Document) {
    switch document.kind {
    case .invoice, .deposit: invoiced += document.amount
    case .creditNote: credited -= document.amount
    case .payment: paid -= document.amount
    }
  }

  /// Part of a document is settled.
  mutating func add(_ allocation: Allocation) {
    switch allocation.kind {
    case .payment, .undatedPayment: paid += allocation.amount
    case .writeOff: writtenOff += allocation.amount
    case .credit: break  // the note was counted when issued
    }
  }

  static func += (sum: inout Flows, other: Flows) {
    sum.invoiced += other.invoiced
    sum.credited += other.credited
    sum.paid += other.paid
    sum.writtenOff += other.writtenOff
  }
}
