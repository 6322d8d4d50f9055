public import Receivables

/// One row as it was understood, for a person to compare with the file.
public struct UnderstoodRow: Sendable, Equatable {
  public let row: RowLocation
  public let invoice: String
  public let client: String
  /// Empty when the row gives none.
  public let name: String
  public let issued: Day
  public let due: Day
  public let amount: Money
  public let kind: DocumentKind
  public let paidOn: Day?
  /// `nil` for a payment day without an amount, which settles the rest.
  public let paidAmount: Money?

  /// - Parameter clientIDs: By the codes of the batch.
  init(_ batch: InvoiceBatch, _ index: Int, _ clientIDs: PackedStrings) {
    let figures = batch.rows[index]
    row = RowLocation(file: batch.file, line: Int(figures.line))
    invoice = batch.invoiceID[index]
    client = clientIDs[Int(figures.client)]
    name = batch.name.isEmpty ? "" : batch.names[Int(batch.name[index])]
    (issued, due, amount) = (figures.issued, figures.due, figures.amount)
    kind = figures.flags.kind
    paidOn = figures.paidOn == .never ? nil : figures.paidOn
    paidAmount = figures.paidAmount == InvoiceBatch.settlesTheRest ? nil : figures.paidAmount
  }
}
