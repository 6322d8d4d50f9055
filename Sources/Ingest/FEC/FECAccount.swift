public import Receivables

/// What became of the lines of accounting files, and how the open items tie to the accounts: the proof that nothing was
/// lost or counted twice.
public struct FECAccount: Sendable {
  /// Lines that cannot be told by an account of their other side; the sign decided.
  public internal(set) var unfounded = Notice()
  /// Lines of the opening balance of the first file.
  public internal(set) var opening = Notice()
  /// Of which without a day of their own: their age is a lower bound.
  public internal(set) var undatedOpening = Notice()
  /// Clients whose opening balance is not the closing balance of the files before, and by how much in all.
  public internal(set) var openingDifferences = 0
  public internal(set) var openingDifference = Money.zero
  /// What became of the lines up to the as-of day. Together they are all lines of the files.
  public struct Lines: Sendable {
    /// On clients' accounts, used.
    public internal(set) var used = 0
    /// Of the opening balance of later files, which repeats what the files before left open.
    public internal(set) var joined = 0
    /// That close the accounts at the end of a year.
    public internal(set) var closing = 0
    /// On other accounts.
    public internal(set) var notReceivable = 0
    public internal(set) var rejected = 0
    /// After the as-of day.
    public internal(set) var later = 0

    var total: Int { used + joined + closing + notReceivable + rejected + later }
  }

  public internal(set) var lines = Lines()
  /// Rejected lines on clients' accounts: what the accounts have, and the open items have not.
  public internal(set) var rejectedReceivable = Notice()

  /// Balances of clients' accounts on the as-of day, in order of account; only those with lines.
  public internal(set) var balances: [(account: ReceivableAccount, balance: Money)] = []
  /// The balance of all of them.
  public var control: Money { balances.reduce(.zero) { $0 + $1.balance } }
  /// Documents dated by the as-of day and booked after it: in the open items, not yet in the accounts.
  public internal(set) var bookedLater = Notice()
  /// Net of the open items; `control` + `bookedLater`.
  public internal(set) var net = Money.zero

  /// Items whose debt went to account 416, with the day.
  var doubtful: [(item: Int, day: Day)] = []
}
