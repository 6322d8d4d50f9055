import RealModule
import Receivables

extension SampleLedger {
  /// P(unpaid `grace` days after due) of an invoice whose client, issue day and amount are given: the share of such lives
  /// among `draws` simulated ones.
  ///
  /// It is what a forecast that knew the client's law, and the day it stops paying, would say. A life in which a credit note
  /// ends the invoice before that day does not count, as it is neither late nor on time.
  ///
  /// - Parameters:
  ///   - invoice: One of ``invoices``.
  ///   - grace: In days, 0 or more.
  ///   - draws: At least 1. The share's standard error is at most `0.5 / √draws`.
  /// - Returns: `nil` when a credit note ends every life drawn.
  public func probabilityLate(_ invoice: SampleInvoice, grace: Int, draws: Int) -> Double? {
    precondition(grace >= 0 && draws >= 1, "\(grace) days of grace, \(draws) draws")
    let account = accounts[invoice.client]
    let horizon = invoice.due + grace
    let size = Double.log(invoice.amount.inMinorUnits / account.usualAmount.inMinorUnits) / SampleInvoice.amountSpread
    // One stream an invoice: the answer does not depend on what else is asked.
    var random = SplitMix64(seed: UInt64(bitPattern: Int64(invoice.issued.number) << 40 ^ invoice.amount.minorUnits))
    var (late, counted) = (0, 0)
    for _ in 0..<draws {
      let life = SampleInvoice(
        client: invoice.client, account: account, issued: invoice.issued, size: size, asOf: asOf, using: &random)
      let isCredited = life.credit.map { $0.amount == life.amount && $0.day <= horizon } ?? false
      if isCredited { continue }
      counted += 1
      if life.settledOn.map({ $0 > horizon }) ?? true { late += 1 }
    }
    return counted > 0 ? Double(late) / Double(counted) : nil
  }
}
