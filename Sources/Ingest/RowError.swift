public import Receivables

/// Why one row of a ledger could not be used. It ends in `rejected.csv`.
public struct RowError: Error, Equatable, Sendable {
  public let row: RowLocation
  public let problem: Problem
  /// What the row says it is worth, when that could be read.
  public let amount: Money?

  public enum Problem: Equatable, Sendable {
    case fieldCount(found: Int, expected: Int)
    /// A row of this many lines: more than one when a quote swallowed the lines below.
    case textAfterQuote(lines: Int)
    case missing(ColumnMeaning)
    case unreadableDate(ColumnMeaning, field: String)
    case unreadableAmount(ColumnMeaning, field: String)
    /// Of a cell that names something: a workbook that no spreadsheet program has calculated.
    case formulaWithoutValue(ColumnMeaning)
    case unreadableTerms(field: String)
    case tooManyDecimals(ColumnMeaning, field: String, currency: String)
    case amountTooLarge(ColumnMeaning, field: String)
    case dueBeforeIssue(issued: Day, due: Day)
    case zeroAmount
    case negativeAmount
    case creditSide
    case negativePayment
    case balanceOfOtherSign(balance: String, amount: String)
    case balanceOverAmount(balance: String, amount: String)
    case balanceAgainstPayment(balance: String, amount: String, paid: String)
    case refundOverCredit
    case notIssued(status: String)
    case unknownCurrency(field: String)
    /// A currency whose latest rate by the as-of day is too old, or of later days only.
    case noRate(currency: String, asOf: Day, latest: Day?)
    case unknownWord(ColumnMeaning, field: String)
    case bookkeeping(FECProblem)
    case unknownPaymentKind(field: String)
    case zeroPayment
    case unknownInvoice
    case invoiceOfAnotherClient
    case samePaymentAgain(firstLine: Int)
    case sameClientAgain(firstLine: Int)
    case sameInvoiceAgain(firstFile: String?, firstLine: Int)
    case conflictingInvoice(firstFile: String?, firstLine: Int)
    case conflictingPayment(firstFile: String?, firstLine: Int)
  }

  /// The column to look at, for the table of rejected rows.
  public var column: ColumnMeaning? {
    switch problem {
    case .fieldCount, .textAfterQuote, .bookkeeping: nil
    case .missing(let column), .formulaWithoutValue(let column), .unreadableDate(let column, _),
      .unreadableAmount(let column, _),
      .tooManyDecimals(let column, _, _), .amountTooLarge(let column, _), .unknownWord(let column, _):
      column
    case .unreadableTerms: .terms
    case .dueBeforeIssue: .due
    case .zeroAmount, .negativeAmount, .creditSide: .amount
    case .negativePayment, .refundOverCredit: .paidAmount
    case .balanceOfOtherSign, .balanceOverAmount, .balanceAgainstPayment: .balance
    case .notIssued: .status
    case .unknownCurrency, .noRate: .currency
    case .conflictingPayment: .paidAmount
    case .sameInvoiceAgain, .conflictingInvoice, .unknownInvoice, .invoiceOfAnotherClient: .invoice
    case .unknownPaymentKind: .kind
    case .zeroPayment: .paidAmount
    case .samePaymentAgain: nil
    case .sameClientAgain: .client
    }
  }

  /// Its name in the file's own format.
  public var columnName: String? {
    if case .bookkeeping(let problem) = problem { return problem.field.name }
    return column?.rawValue
  }

  /// A field that is a formula: what a workbook holds where no program has calculated it.
  private static let formula = Formula()

  private struct Formula {
    static func ~= (formula: Formula, field: String) -> Bool { field.hasPrefix("=") }
  }

  /// The problem without what differs from row to row, to count rows by.
  public var reason: String {
    let of = column.map { " of \($0.rawValue)" } ?? ""
    return switch problem {
    case .fieldCount: "wrong number of fields"
    case .textAfterQuote: "text after a closing quote"
    case .missing(let column): "no \(column.rawValue)"
    case .formulaWithoutValue, .unreadableDate(_, field: RowError.formula),
      .unreadableAmount(_, field: RowError.formula):
      "formula without a value\(of)"
    case .unreadableDate: "unreadable date\(of)"
    case .unreadableAmount: "unreadable amount\(of)"
    case .unreadableTerms: "unreadable terms"
    case .tooManyDecimals: "too many decimals\(of)"
    case .amountTooLarge: "too large an amount\(of)"
    case .dueBeforeIssue: "due before issue"
    case .zeroAmount: "amount 0"
    case .negativeAmount: "negative amount, not a credit note"
    case .creditSide: "in credit, of no known kind"
    case .negativePayment: "negative payment"
    case .balanceOfOtherSign: "balance of another sign than the amount"
    case .balanceOverAmount: "balance over the amount"
    case .balanceAgainstPayment: "balance that is not the amount less what is paid"
    case .refundOverCredit: "refund over the credit note"
    case .notIssued: "not issued"
    case .unknownCurrency: "unknown currency"
    case .noRate(let currency, _, _): "no rate of \(currency)"
    case .unknownWord(let column, _): "unknown \(column.rawValue)"
    case .bookkeeping(let problem): "\(problem.field.name) that cannot be used"
    case .unknownPaymentKind: "unknown kind of payment"
    case .zeroPayment: "payment of 0"
    case .unknownInvoice: "unknown invoice, no client"
    case .invoiceOfAnotherClient: "invoice of another client"
    case .samePaymentAgain: "the same payment again"
    case .sameClientAgain: "the same client again"
    case .sameInvoiceAgain: "the same invoice again"
    case .conflictingInvoice: "a number again, with other figures"
    case .conflictingPayment: "an invoice again, with another payment"
    }
  }

  /// What was found, and what to do.
  public var explanation: String {
    func at(_ file: String?, _ line: Int) -> String { file.map { "\($0):\(line)" } ?? "line \(line)" }
    return switch problem {
    case .fieldCount(let found, let expected):
      "\(found) fields where the header has \(expected). Check for a missing or an unquoted delimiter."
    case .textAfterQuote(let lines):
      (lines > 1
        ? "the row runs over \(lines) lines, to a quote with text after it. " : "text follows a closing quote. ")
        + "Close each quote at the end of its field, and double a quote that belongs to the text."
    case .missing(.due):
      "due is empty. Fill it in, or say the payment terms of such rows: --terms 30."
    case .missing(let column):
      "\(column.rawValue) is empty. Fill it in."
    case .formulaWithoutValue(let column), .unreadableDate(let column, field: RowError.formula),
      .unreadableAmount(let column, field: RowError.formula):
      "\(column.rawValue) holds a formula that was never calculated. Open the workbook in Excel or LibreOffice, save it, and "
        + "read it again."
    case .unreadableDate(let column, let field):
      "cannot read '\(field)' as a date in \(column.rawValue). Expected 2025-12-31, 20251231 or 31/12/2025."
    case .unreadableAmount(let column, let field):
      "cannot read '\(field)' as an amount in \(column.rawValue). Expected digits with one decimal mark, such as 1234.56."
    case .unreadableTerms(let field):
      "cannot read '\(field)' as payment terms. Expected a number of days, such as 30, or '45 end of month'."
    case .tooManyDecimals(let column, let field, let currency):
      "'\(field)' in \(column.rawValue) has more decimals than \(currency). Round it in the source."
    case .amountTooLarge(let column, let field):
      "'\(field)' in \(column.rawValue) is too large for an amount. Check that the column holds amounts, not numbers of "
        + "documents or accounts."
    case .dueBeforeIssue(let issued, let due):
      "due day \(due) is before issue day \(issued). Check that the two columns are not swapped."
    case .zeroAmount:
      "the amount is 0, so there is nothing to collect. Remove the row, or correct the amount."
    case .negativeAmount:
      "the amount is negative. If this is a credit note, say so in a column 'kind' (credit note, avoir)."
    case .creditSide:
      "the row is in credit: a payment and a credit note look alike here, and what it settles stays open. Say in a column "
        + "'kind' which rows are credit notes (avoir), and give payments as a table of their own, or give the FEC."
    case .negativePayment:
      "the paid amount is negative. Enter a refund as a row of its own."
    case .balanceOfOtherSign(let balance, let amount):
      "the balance \(balance) and the amount \(amount) differ in sign. Correct one of the two; an overpayment belongs in "
        + "paid_amount."
    case .balanceOverAmount(let balance, let amount):
      "the balance \(balance) is more than the amount \(amount). Check that both columns are of one document and include tax."
    case .balanceAgainstPayment(let balance, let amount, let paid):
      "the amount \(amount) less the \(paid) paid is not the balance \(balance). Correct one of the three, or leave out a "
        + "column that means something else."
    case .refundOverCredit:
      "the refund is larger than the credit note. Correct one of the two amounts."
    case .notIssued(let status):
      "the status '\(status)' says this is not an issued invoice. Remove the row, or correct the status."
    case .unknownCurrency(let field):
      "'\(field)' is not a currency code. Expected three letters, such as EUR."
    case .noRate(let currency, let asOf, let latest):
      "there is no rate of \(currency) on \(asOf) or in the \(RateTable.longestAge) days before"
        + (latest.map { "; the last one is of \($0)" } ?? "") + ". Complete the table of rates."
    case .unknownWord(let column, let field):
      "'\(field)' is not a known \(column.rawValue). Expected one of: \(KnownWords.expected(column))."
    case .bookkeeping(let problem): problem.explanation
    case .unknownPaymentKind(let field):
      "'\(field)' is not a known kind of payment. Expected one of: payment, refund, credit, write-off (règlement, "
        + "remboursement, avoir, perte)."
    case .zeroPayment:
      "the amount is 0, so nothing was paid. Remove the row, or correct the amount."
    case .unknownInvoice:
      "the row names no client, and an invoice that the other tables do not have. Correct the number, or fill in the client."
    case .invoiceOfAnotherClient:
      "the invoice is another client's. Correct the invoice's number or the client."
    case .samePaymentAgain(let line):
      "this payment was already read on line \(line), identically. The first is kept; remove this row."
    case .sameClientAgain(let line):
      "this client was already read on line \(line). The first is kept; remove this row."
    case .sameInvoiceAgain(let file, let line):
      "this invoice was already read on \(at(file, line)), identically. The first is kept; remove this row."
    case .conflictingInvoice(let file, let line):
      "this invoice number was already read on \(at(file, line)) with other figures. The first is kept; "
        + "number the two apart or remove one."
    case .conflictingPayment(let file, let line):
      "this row repeats the invoice of \(at(file, line)) with a payment that cannot be added to the one there: without a "
        + "day, or together more than the amount. It is not counted: keep one row of the two, or put payments in a table of their "
        + "own."
    }
  }
}

extension RowError.Problem {
  /// - Parameter file: Of the first row, when it is another one.
  init(_ duplicate: LedgerBuilder.Duplicate, _ file: String?) {
    let line = duplicate.first.line
    self =
      switch duplicate.difference {
      case .nothing: .sameInvoiceAgain(firstFile: file, firstLine: line)
      case .payment: .conflictingPayment(firstFile: file, firstLine: line)
      case .invoice: .conflictingInvoice(firstFile: file, firstLine: line)
      }
  }
}
