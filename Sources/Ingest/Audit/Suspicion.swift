public import Receivables

/// Something that is probably a mistake in the books or in the export. The rows are kept; a person decides.
public struct Suspicion: Sendable, Equatable {
  public enum Sort: String, CaseIterable, Sendable {
    /// Issued more than a year after all but a hundredth of the documents.
    case issuedFarAhead = "issued far ahead"
    /// Issued before 1990: a placeholder such as 1900-01-01.
    case issuedLongAgo = "issued long ago"
    /// Due more than two years after issue.
    case dueFarAhead = "due far ahead"
    /// The same client, issue day and amount under another number.
    case probableDuplicate = "probable duplicate"
    /// Paid more than it was for. The amount is the excess, here and below.
    case overpaid
    /// Credited, or credited and paid, more than it was for.
    case overcredited
    /// A payment, and its amount given back.
    case roundTrip = "round trip"
    /// A status that is no known word: open, unless an amount or a day says otherwise.
    case unknownStatus = "unknown status"
    /// Partly paid by its status, and nothing says how much: all of it is open.
    case partlyPaidWithoutAmount = "partly paid, no amount"
    /// Paid by its status, and its amounts leave a balance: the amounts count.
    case paidWithBalance = "paid, with a balance"
    /// An entry of the books whose debits and credits differ. The amount is the difference.
    case unbalancedEntry = "unbalanced entry"
    /// Two clients whose codes or names differ only in spelling.
    case spelling = "two spellings"
    /// Numbers missing from a series that has nearly all of them.
    case numberGap = "gap in numbers"
  }

  public let sort: Sort
  /// The documents, clients or numbers in question.
  public let about: [String]
  /// Of the document in question.
  public let amount: Money?
  public let day: Day?
  /// Of an entry.
  public private(set) var sides: EntrySides?

  /// Of rows with a doubtful status, how many are listed; ``LedgerReading/notices`` counts all of them.
  static let mostOfRows = 10_000

  init(_ sort: Sort, _ about: [String], amount: Money? = nil, day: Day? = nil) {
    self.sort = sort
    self.about = about
    self.amount = amount
    self.day = day
  }

  init(_ entry: UnbalancedEntry, in file: String) {
    let difference = entry.sides.debits - entry.sides.credits
    let name = [entry.journal, entry.number].filter { !$0.isEmpty }.joined(separator: " ")
    self.init(.unbalancedEntry, [file, name].filter { !$0.isEmpty }, amount: difference, day: entry.day)
    sides = entry.sides
  }

  /// What makes a row suspicious by itself; `nil` for a notice that does not.
  init?(_ notice: RowNotice, invoice: String, status: String, amount: Money, issued: Day) {
    let sort: Sort
    switch notice {
    case .unknownStatus: sort = .unknownStatus
    case .partialWithoutAmount: sort = .partlyPaidWithoutAmount
    case .statusAgainstAmounts: sort = .paidWithBalance
    default: return nil
    }
    self.init(sort, [invoice, status], amount: amount, day: issued)
  }
}
