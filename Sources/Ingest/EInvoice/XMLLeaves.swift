/// The texts of a document's innermost elements, by the names on the way to them: `ExchangedDocument/ID`.
struct XMLLeaves {
  private(set) var root = ""
  private var texts: [String: [String]] = [:]

  /// Elements that repeat for every line of an invoice, and are not looked at.
  private static let lines: Set<String> = [
    "IncludedSupplyChainTradeLineItem", "InvoiceLine", "CreditNoteLine", "AdditionalReferencedDocument",
    "AdditionalDocumentReference", "UBLExtensions",
  ]
  /// Of UN/CEFACT, in which networks such as Peppol carry a document.
  private static let envelope = "StandardBusinessDocument"
  private static let envelopeHeader = "StandardBusinessDocumentHeader"
  private static let mostTexts = 100_000

  init(_ stream: MemoryStream, file: String) throws(IngestError) {
    var reader = XMLReader(stream, file: file, part: "the document")
    var path: [String] = []
    var text = ""
    var count = 0
    while let event = try reader.next() {
      switch event {
      case .start(let name):
        text = ""
        if root.isEmpty || (root == XMLLeaves.envelope && name != XMLLeaves.envelopeHeader) {
          root = name
        } else if root == XMLLeaves.envelope {
          try reader.skipElement()
        } else if XMLLeaves.lines.contains(name) {
          try reader.skipElement()
        } else {
          path.append(name)
        }
      case .text:
        text += String(decoding: reader.text, as: UTF8.self)
      case .end:
        let trimmed = text.trimmingPrefix { $0.isWhitespace }
        if !trimmed.isEmpty, count < XMLLeaves.mostTexts, !path.isEmpty {
          count += 1
          let last = trimmed.lastIndex { !$0.isWhitespace }!
          texts[path.joined(separator: "/"), default: []].append(String(trimmed[...last]))
        }
        text = ""
        _ = path.popLast()
      }
    }
  }

  /// The first text at the first of these places that has one.
  func first(of paths: [String]) -> String? { paths.lazy.compactMap { texts[$0]?.first }.first }

  /// All texts at the first of these places that has one.
  func all(of paths: [String]) -> [String] { paths.lazy.compactMap { texts[$0] }.first ?? [] }
}
