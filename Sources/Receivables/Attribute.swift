/// A column of the ledger that no figure needs and a model may use, such as a region: one word a document.
///
/// The word is taken as known on the document's issue day. Only whoever exported the ledger can tell whether it was, which is
/// why a column becomes an attribute by declaration and not by being there.
public struct Attribute: Sendable {
  /// The column's header.
  public let name: String
  /// The distinct words, in byte order; the empty one stands for documents without any.
  public let levels: [String]
  /// Index into `levels` of each document, by position.
  private let codes: [Int32]

  init(name: String, levels: [String], codes: [Int32]) {
    self.name = name
    self.levels = levels
    self.codes = codes
  }

  /// Index into ``levels``.
  public func level(of document: Document) -> Int { Int(codes[document.position]) }
}
