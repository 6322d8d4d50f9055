internal import Crypto

/// A form of file that is no table in a byte encoding, and is turned into one before it is read.
///
/// A new form is one file and one line in ``SourceTable/forms``.
protocol SourceForm {
  /// As a person names it.
  static var name: String { get }
  /// - Parameter head: The file's first bytes.
  static func recognises(_ head: [UInt8]) -> Bool
  static func table(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> SourceTable
  /// All tables that the user asked for, where a file of this form may hold several.
  static func tables(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> [SourceTable]
}

extension SourceForm {
  static func tables(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> [SourceTable] {
    [try table(file, options)]
  }
}
