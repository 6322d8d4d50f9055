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

  init(_ chunk: RowConverter.Result, _ index: Int) {
    let batch = chunk.batch
    row = RowLocation(file: batch.file, line: Int(batch.line[index]))
    invoice = batch.invoiceID[index]
    client = chunk.clientIDs[Int(batch.client[index])]
    name = batch.name.isEmpty ? "" : batch.names[Int(batch.name[index])]
    (issued, due, amount) = (batch.issued[index], batch.due[index], batch.amount[index])
    kind = batch.flags[index].kind
    paidOn = batch.paidOn[index] == .never ? nil : batch.paidOn[index]
    paidAmount = batch.paidAmount[index] == InvoiceBatch.settlesTheRest ? nil : batch.paidAmount[index]
  }
}
