/// Reads XML element by element, in memory that does not grow with the document.
///
/// Of XML 1.0 it reads what office documents and electronic invoices are made of: elements, attributes, text, CDATA,
/// comments, processing instructions, and the references every document may use. A document type is refused, and with it
/// entities of its own and files it would draw in. Names lose their prefix: one vocabulary a document is the rule here.
struct XMLReader<Stream: ByteStream> {
  enum Event: Equatable {
    case start(String)
    case end(String)
    /// Text between two tags, in ``text``.
    case text
  }

  /// Of the last start tag.
  private(set) var attributes: [(name: String, value: String)] = []
  private(set) var text: [UInt8] = []

  private var stream: Stream
  private let file: String
  private let part: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1
  private var open: [String] = []
  private var sawRoot = false
  private var closesAtOnce = false
  /// Whether text is wanted: an attachment inside an invoice may be megabytes of it.
  private var keepsText = true

  private static var deepest: Int { 128 }
  private static var longestName: Int { 256 }
  private static var longestText: Int { 1 << 20 }
  private static var mostAttributes: Int { 256 }

  /// - Parameter part: The document, as messages name it.
  init(_ stream: Stream, file: String, part: String) {
    self.stream = stream
    self.file = file
    self.part = part
  }

  func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  mutating func next() throws(IngestError) -> Event? {
    if closesAtOnce {
      closesAtOnce = false
      return .end(open.removeLast())
    }
    text.removeAll(keepingCapacity: true)
    while true {
      guard let byte = try peek() else {
        if !open.isEmpty || !sawRoot { throw broken }
        return nil
      }
      if byte == UInt8(ascii: "<") {
        position += 1
        if let event = try markup() { return event }
      } else {
        try readText()
        if !open.isEmpty { return .text }
        // Around the root there are only blanks, and a byte-order mark.
        if !text.allSatisfy({ XMLBytes.isBlank($0) || [0xEF, 0xBB, 0xBF].contains($0) }) { throw broken }
        text.removeAll(keepingCapacity: true)
      }
    }
  }

  /// Reads past the element that was just opened.
  mutating func skipElement() throws(IngestError) {
    keepsText = false
    defer { keepsText = true }
    let depth = open.count
    while open.count >= depth { if try next() == nil { return } }
  }

  // MARK: - Markup

  private mutating func markup() throws(IngestError) -> Event? {
    switch try need() {
    case UInt8(ascii: "?"):
      try skip(past: "?>")
      return nil
    case UInt8(ascii: "!"):
      switch try need() {
      case UInt8(ascii: "-"):
        if try need() != UInt8(ascii: "-") { throw broken }
        try skip(past: "-->")
        return nil
      case UInt8(ascii: "["):
        for expected in "CDATA[".utf8 where try need() != expected { throw broken }
        if open.isEmpty { throw broken }
        try readCDATA()
        return .text
      default: throw fault(.documentType(part))
      }
    case UInt8(ascii: "/"):
      let name = try name()
      try skipBlanks()
      guard try need() == UInt8(ascii: ">"), let last = open.popLast(), last == name else { throw broken }
      return .end(name)
    default:
      position -= 1
      return try startTag()
    }
  }

  private mutating func startTag() throws(IngestError) -> Event {
    if open.isEmpty, sawRoot { throw broken }
    let name = try name()
    attributes.removeAll(keepingCapacity: true)
    while true {
      let hasBlank = try skipBlanks()
      switch try need() {
      case UInt8(ascii: ">"): break
      case UInt8(ascii: "/"):
        if try need() != UInt8(ascii: ">") { throw broken }
        closesAtOnce = true
      default:
        position -= 1
        if !hasBlank || attributes.count == Self.mostAttributes { throw broken }
        try readAttribute()
        continue
      }
      break
    }
    if open.count == Self.deepest { throw broken }
    sawRoot = true
    open.append(name)
    return .start(name)
  }

  private mutating func readAttribute() throws(IngestError) {
    let name = try name()
    try skipBlanks()
    if try need() != UInt8(ascii: "=") { throw broken }
    try skipBlanks()
    let quote = try need()
    if quote != UInt8(ascii: "\""), quote != UInt8(ascii: "'") { throw broken }
    var value: [UInt8] = []
    while true {
      let byte = try need()
      if byte == quote { break }
      if byte == UInt8(ascii: "<") || value.count > Self.longestText { throw broken }
      if byte == UInt8(ascii: "&") { value += try reference() } else { value.append(byte) }
    }
    attributes.append((name, String(decoding: value, as: UTF8.self)))
  }

  /// A name without its prefix.
  private mutating func name() throws(IngestError) -> String {
    var name: [UInt8] = []
    var length = 0
    while let byte = try peek(), XMLBytes.isInName(byte) {
      length += 1
      if length > Self.longestName { throw broken }
      if byte == UInt8(ascii: ":") { name.removeAll(keepingCapacity: true) } else { name.append(byte) }
      position += 1
    }
    if name.isEmpty { throw broken }
    return String(decoding: name, as: UTF8.self)
  }

  // MARK: - Text

  private mutating func readText() throws(IngestError) {
    while let byte = try peek(), byte != UInt8(ascii: "<") {
      position += 1
      if byte == UInt8(ascii: "&") {
        text += try reference()
      } else {
        if byte == 0x0A { line += 1 }
        text.append(byte)
      }
      if !keepsText { text.removeAll(keepingCapacity: true) }
      if text.count > Self.longestText { throw broken }
    }
  }

  private mutating func readCDATA() throws(IngestError) {
    while true {
      text.append(try need())
      if !keepsText, text.count > 3 { text.removeFirst() }
      if text.count > Self.longestText { throw broken }
      if text.suffix(3).elementsEqual("]]>".utf8) {
        text.removeLast(3)
        return
      }
    }
  }

  /// What a reference after `&` stands for: a character by its number, or one of XML's own five names.
  private mutating func reference() throws(IngestError) -> [UInt8] {
    var name: [UInt8] = []
    while true {
      let byte = try need()
      if byte == UInt8(ascii: ";") { break }
      if name.count == 10 || byte == UInt8(ascii: "<") { throw broken }
      name.append(byte)
    }
    let word = String(decoding: name, as: UTF8.self)
    switch word {
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "amp": return [UInt8(ascii: "&")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default: break
    }
    guard word.hasPrefix("#") else { throw fault(.unknownEntity(part, line: line)) }
    let isHex = word.hasPrefix("#x")
    guard let number = UInt32(word.dropFirst(isHex ? 2 : 1), radix: isHex ? 16 : 10), number >= 9,
      let scalar = Unicode.Scalar(number), let utf8 = UTF8.encode(scalar)
    else { throw broken }
    return Array(utf8)
  }

  // MARK: - Bytes

  private mutating func peek() throws(IngestError) -> UInt8? {
    if position == buffer.count {
      if isAtEnd { return nil }
      buffer = try stream.next()
      position = 0
      isAtEnd = buffer.isEmpty
      if isAtEnd { return nil }
    }
    return buffer[position]
  }

  private mutating func need() throws(IngestError) -> UInt8 {
    guard let byte = try peek() else { throw broken }
    position += 1
    if byte == 0x0A { line += 1 }
    return byte
  }

  @discardableResult
  private mutating func skipBlanks() throws(IngestError) -> Bool {
    var hasBlank = false
    while let byte = try peek(), XMLBytes.isBlank(byte) {
      _ = try need()
      hasBlank = true
    }
    return hasBlank
  }

  private mutating func skip(past end: StaticString) throws(IngestError) {
    let end = Array("\(end)".utf8)
    var last: [UInt8] = []
    while last != end {
      if last.count == end.count { last.removeFirst() }
      last.append(try need())
    }
  }

  private var broken: IngestError { fault(.brokenXML(part, line: line)) }

  private func fault(_ fault: FormFault) -> IngestError { .form(file: file, fault) }
}
