/// The invoice in XML inside a Factur-X or ZUGFeRD document.
///
/// Of PDF (ISO 32000-1) it reads one thing: streams that are embedded files, plain or deflated. They cannot lie in
/// compressed object streams, so they are found by looking for their dictionaries.
struct InvoicePDF: SourceForm {
  static let name = "Factur-X document"

  /// A document of many megabytes is no invoice.
  private static let largest = 64 << 20
  private static let largestInvoice = 16 << 20
  /// Streams that may be the invoice, to try; a document has one or a few.
  private static let mostTried = 50

  static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: Array("%PDF-".utf8)) }

  static func table(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> SourceTable {
    let size = try file.size()
    if size > largest { throw .form(file: file.name, .tooLong) }
    let bytes = try file.read(size, at: 0)
    var (position, tried) = (0, 0)
    while tried < mostTried, let word = find("stream", in: bytes, from: position) {
      position = word + 6
      guard let dictionary = dictionary(before: word, in: bytes),
        dictionary.contains("EmbeddedFile") || dictionary.contains("xml")
      else { continue }
      tried += 1
      var start = position
      if start < bytes.count, bytes[start] == 0x0D { start += 1 }
      if start < bytes.count, bytes[start] == 0x0A { start += 1 }
      guard let invoice = contents(bytes[start...], dictionary), EInvoice.recognises(invoice) else { continue }
      do {
        var table = try EInvoice.table(invoice, file, sha256: FileDigest.sha256(of: file))
        table.form = "\(name), \(table.form ?? "")"
        return table
      } catch .form(_, .notAnInvoice) {
        // Metadata in XML, or another attachment.
        continue
      }
    }
    if find("/Encrypt", in: bytes, from: 0) != nil { throw .form(file: file.name, .encryptedPDF) }
    throw .form(file: file.name, .noInvoiceInPDF)
  }

  private static func contents(_ bytes: ArraySlice<UInt8>, _ dictionary: String) -> [UInt8]? {
    if !dictionary.contains("FlateDecode") {
      guard let end = find("endstream", in: Array(bytes.prefix(largestInvoice)), from: 0) else { return nil }
      return Array(bytes.prefix(end))
    }
    let inflater = Inflater(.zlib)
    var (output, rest) = ([UInt8](), bytes)
    while !inflater.isFinished, output.count < largestInvoice {
      guard let step = inflater.inflate(rest.prefix(1 << 16), limit: 1 << 16) else { return nil }
      if step.used == 0, step.output.isEmpty { return nil }
      rest = rest.dropFirst(step.used)
      output += step.output
    }
    return inflater.isFinished ? output : nil
  }

  /// The dictionary in front of a stream: what lies after the object's beginning, within the distance one can have.
  private static func dictionary(before word: Int, in bytes: [UInt8]) -> String? {
    let start = max(0, word - 2048)
    let text = String(decoding: bytes[start..<word], as: UTF8.self)
    guard let object = text.ranges(of: " obj").last else { return nil }
    return String(text[object.upperBound...])
  }

  private static func find(_ word: String, in bytes: [UInt8], from start: Int) -> Int? {
    let word = Array(word.utf8)
    var position = start
    while let found = ByteSearch.first(word[0], in: bytes, position..<bytes.count) {
      if bytes[found...].starts(with: word) { return found }
      position = found + 1
    }
    return nil
  }
}
