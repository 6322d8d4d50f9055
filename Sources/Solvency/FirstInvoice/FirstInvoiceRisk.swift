public import Execution
public import Receivables

/// The risk of first invoices that a ledger supports: by the model, where it did better than the plain rates on clients that
/// came after its fit; else by the segment's rate, shrunk to the portfolio's.
public struct FirstInvoiceRisk: Sendable {
  public let model: FirstInvoiceModel
  /// `nil` when too few clients came late enough to tell; the rate is used.
  public let test: FirstInvoiceTest?

  public init(_ snapshot: Snapshot, _ invoices: FirstInvoices, executor: Executor) throws(FirstInvoiceModel.Failure) {
    test = FirstInvoiceTest(snapshot, invoices, executor: executor)
    model = try FirstInvoiceModel(
      invoices, basis: test?.modelIsBetter == true ? .attributes : .segment, executor: executor)
  }
}
