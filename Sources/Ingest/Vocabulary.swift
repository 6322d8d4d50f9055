internal import Receivables

/// The distinct clients and words that one thread has met in a file. The rows it reads have codes for them, the same from
/// chunk to chunk: most clients come again in each, and are entered once.
struct Vocabulary: Sendable {
  /// Its place among the file's vocabularies.
  let number: Int
  private var clientIDs = ByteInterner()
  private var clientCodes: [Int32] = []
  private let clientColumn: Int
  /// Columns with a meaning in a fixed order, then the attributes in the order of their declaration.
  private var columns: [WordColumn]
  /// Fields of rows that have no codes yet: the client's and those of the columns, row by row.
  private var waiting: [Range<UInt32>] = []
  /// Some hundred rows': enough for lookups to overlap, and few enough for their text to be in the processor's cache still.
  private static let mostWaiting = 4_096

  private static let meanings: [ColumnMeaning] = [
    .clientName, .segment, .currency, .kind, .relatedTo, .status, .state, .isOpen, .disputed, .terms,
  ]

  init(_ mapping: ColumnMapping, number: Int) {
    self.number = number
    clientColumn = mapping.columns[.client]!
    columns = Vocabulary.meanings.compactMap { meaning in
      mapping.columns[meaning].map { WordColumn(meaning, column: $0) }
    }
    columns += mapping.attributes.map { WordColumn(nil, column: $0) }
  }

  /// Clients by their code.
  var clients: PackedStrings { clientIDs.strings }

  /// The distinct words of a column; `nil` when the file has none of that meaning.
  func words(_ meaning: ColumnMeaning) -> PackedStrings? { columns.first { $0.meaning == meaning }?.words }

  /// The same, each understood once.
  func meanings<Meaning>(
    _ meaning: ColumnMeaning, _ encoding: TextEncoding, _ understood: (String) -> Meaning
  ) -> [Meaning] {
    guard let words = words(meaning) else { return [] }
    return (0..<words.count).map { understood(FieldText.decode(words.utf8($0), encoding)) }
  }

  var attributes: [PackedStrings] { columns.filter { $0.meaning == nil }.map(\.words) }

  mutating func remove(_ meaning: ColumnMeaning) { columns.removeAll { $0.meaning == meaning } }

  // MARK: - The rows of a chunk

  mutating func reserveCapacity(rows count: Int) {
    clientCodes.reserveCapacity(count)
    for column in columns.indices { columns[column].reserveCapacity(count) }
  }

  /// Takes the next row. Its codes are there at the latest when ``code(_:)`` was called.
  mutating func append(_ bytes: Span<UInt8>, _ fields: [Range<Int>]) {
    func wait(_ field: Range<Int>) { waiting.append(UInt32(field.lowerBound)..<UInt32(field.upperBound)) }
    wait(FieldText.withoutPointZero(bytes, fields[clientColumn]))
    for column in columns.indices { wait(fields[columns[column].column]) }
    if waiting.count >= Vocabulary.mostWaiting { code(bytes) }
  }

  /// Gives codes to all rows that wait.
  ///
  /// - Parameter bytes: Those the rows were appended with.
  mutating func code(_ bytes: Span<UInt8>) {
    let (fields, width) = (waiting, 1 + columns.count)
    func field(_ row: Int, _ column: Int) -> Range<Int> {
      let field = fields[row * width + column]
      return Int(field.lowerBound)..<Int(field.upperBound)
    }
    let clients = clientIDs.codes(bytes, count: fields.count / width) { field($0, 0) }
    clientCodes += clients
    for column in columns.indices { columns[column].append(bytes, keys: clients) { field($0, 1 + column) } }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Moves the codes of the rows since the last call over.
  mutating func takeCodes(into rows: inout RawRows) {
    rows.vocabulary = number
    rows.client = clientCodes
    clientCodes = []
    for column in columns.indices {
      let codes = columns[column].takeCodes()
      if let meaning = columns[column].meaning { rows.words[meaning] = codes } else { rows.attributes.append(codes) }
    }
  }
}

/// The vocabularies of one file while threads read it: a thread takes one for a chunk, and gives it back.
struct VocabularyPool: Sendable {
  private let mapping: ColumnMapping
  private var free: [Vocabulary] = []
  private var count = 0

  init(_ mapping: ColumnMapping) { self.mapping = mapping }

  mutating func take() -> Vocabulary {
    if let vocabulary = free.popLast() { return vocabulary }
    count += 1
    return Vocabulary(mapping, number: count - 1)
  }

  mutating func give(_ vocabulary: consuming Vocabulary) { free.append(vocabulary) }

  /// All of them by number, when none is taken.
  var all: [Vocabulary] { free.sorted { $0.number < $1.number } }
}
