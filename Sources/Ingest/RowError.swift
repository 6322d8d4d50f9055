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
    case unreadableTerms(field: String)
    case tooManyDecimals(ColumnMeaning, field: String, currency: String)
    case amountTooLarge(ColumnMeaning, field: String)
    case dueBeforeIssue(issued: Day, due: Day)
    case zeroAmount
    case negativeAmount
    case negativePayment
    case paidWithoutDay
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
  }

  /// The column to look at, for the table of rejected rows.
  public var column: ColumnMeaning? {
    switch problem {
    case .fieldCount, .textAfterQuote, .bookkeeping: nil
    case .missing(let column), .unreadableDate(let column, _), .unreadableAmount(let column, _),
      .tooManyDecimals(let column, _, _), .amountTooLarge(let column, _), .unknownWord(let column, _):
      column
    case .unreadableTerms: .terms
    case .dueBeforeIssue: .due
    case .zeroAmount, .negativeAmount: .amount
    case .negativePayment, .refundOverCredit: .paidAmount
    case .paidWithoutDay: .paidOn
    case .notIssued: .status
    case .unknownCurrency, .noRate: .currency
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

  /// The problem without what differs from row to row, to count rows by.
  public var reason: String {
    let of = column.map { " of \($0.rawValue)" } ?? ""
    return switch problem {
    case .fieldCount: "wrong number of fields"
    case .textAfterQuote: "text after a closing quote"
    case .missing(let column): "no \(column.rawValue)"
    case .unreadableDate: "unreadable date\(of)"
    case .unreadableAmount: "unreadable amount\(of)"
    case .unreadableTerms: "unreadable terms"
    case .tooManyDecimals: "too many decimals\(of)"
    case .amountTooLarge: "too large an amount\(of)"
    case .dueBeforeIssue: "due before issue"
    case .zeroAmount: "amount 0"
    case .negativeAmount: "negative amount, not a credit note"
    case .negativePayment: "negative payment"
    case .paidWithoutDay: "paid without a day"
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
    case .missing(let column):
      "\(column.rawValue) is empty. Fill it in."
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
    case .negativePayment:
      "the paid amount is negative. Enter a refund as a row of its own."
    case .paidWithoutDay:
      "the row says paid but gives no payment day. Fill in the payment day."
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
    }
  }
}

/// Something odd about a row that is kept all the same.
public enum RowNotice: String, CaseIterable, Sendable {
  /// The day is used as written in days late; the balance changes on the issue day.
  case paymentBeforeIssue
  /// Deducted from the issue day on, and left out of figures about time.
  case undatedPayment
  /// The excess is unallocated credit.
  case paidMoreThanOwed
  /// The due day is the issue day plus payment terms that the user declared.
  case assumedDue
  /// An opening item whose own day is not known: its age is a lower bound.
  case openingWithoutDay
  /// A payment that names an invoice which the tables do not have: kept as unallocated.
  case unknownInvoice
  /// A line on a client's account whose entry says nothing of what it is.
  case signDecides
  /// A label held the delimiter without quotes; its halves are joined where only one place makes a row.
  case rejoinedLabel
}
