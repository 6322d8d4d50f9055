/// Why a database cannot be read. Facts here; `explanation` makes the sentence. None of them repeats a password.
public enum DatabaseFault: Equatable, Sendable {
  case unknownScheme
  case passwordInAddress
  case unreadableAddress
  /// Of a kind of database whose client library, a file of this name, is not on this machine.
  case noClientLibrary(String)
  /// An address, or a database as a file, that does not say what to read of it.
  case nothingNamed(example: String, tables: [String])
  case noSuchTable(String, tables: [String])
  case notAReadingQuery
  case wouldChange
  case refused(String)
  case noRight(String)
  /// In sentences, as libpq makes them.
  case cannotConnect(String)
  /// In sentences.
  case stopped(String)
  case notSQLite
  case busy

  var explanation: String {
    func list(_ tables: [String]) -> String {
      tables.isEmpty
        ? "The database has no tables." : "The database has \(tables.map { "'\($0)'" }.joined(separator: ", "))."
    }
    return switch self {
    case .unknownScheme:
      "addresses like this are not read. Expected sqlite:FILE?table=NAME, postgresql://HOST/DATABASE?table=NAME, or the "
        + "path of a file."
    case .passwordInAddress:
      "the address holds a password, which the list of processes shows to everybody on this machine. Take it out, and give "
        + "it in PGPASSWORD or in the password file (~/.pgpass). A ':' or '@' of a name is written as %3A or %40."
    case .unreadableAddress:
      "this address cannot be understood. Expected postgresql://HOST/DATABASE?table=NAME or ?query=SELECT ...; what has no "
        + "place in it is taken from PGHOST, PGUSER and the like."
    case .noClientLibrary(let file):
      "PostgreSQL's client library, \(file), is not on this machine, or too old. Install it (Debian: libpq5), or export the "
        + "table as CSV."
    case .nothingNamed(let example, let tables):
      "this is a database. Say which table or query of it to read: '\(example)'. \(list(tables))"
    case .noSuchTable(let table, let tables): "the database has no table '\(table)'. \(list(tables))"
    case .notAReadingQuery:
      "the query does not begin like one that reads. Expected SELECT, WITH or VALUES: nothing is changed in a database."
    case .wouldChange:
      "the query would change the database, which is opened for reading only. Expected one that reads, such as SELECT * "
        + "FROM invoices."
    case .refused(let message):
      "the database refuses the query: \(message). Expected one statement that reads, such as SELECT * FROM invoices."
    case .noRight(let message): "\(message). Ask for the right to SELECT from it, or connect as somebody who has it."
    case .cannotConnect(let message):
      "cannot connect: \(message) Check the host, the database, the user and the password."
    case .stopped(let message): "reading stopped: \(message)"
    case .notSQLite: "this is no SQLite database, or a damaged or encrypted one."
    case .busy: "another program is writing to the database. Try again when it is done."
    }
  }
}
