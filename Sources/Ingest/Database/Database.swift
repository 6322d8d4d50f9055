/// A kind of database.
///
/// A new kind is one file and one line in ``DatabaseAddress``.
protocol Database {
  /// As a person names it.
  static var name: String { get }
  /// What stands before the colon of its addresses.
  static var schemes: [String] { get }
  /// What is wrong with the way to a database, such as a password in it. The message does not repeat it.
  static func fault(ofPlace place: String) -> DatabaseFault?
  /// Writes the columns' names and all rows, and changes nothing.
  static func read(_ address: DatabaseAddress, into text: inout TableText) throws(IngestError)
}
