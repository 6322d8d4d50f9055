internal import Receivables

/// A vocabulary understood, each of its words once.
struct WordMeanings: Sendable {
  private typealias Reason = MoneyConversion.Reason

  let names, segments: PackedStrings
  /// In the order of their declaration.
  let attributes: [PackedStrings]
  /// Numbers of other documents, as written.
  private let relatedTo: PackedStrings
  let kinds: [DocumentKind?]
  let statuses: [KnownWords.Status?]
  let statesNotIssued: [Bool]
  let disputes: [Bool?]
  let opens: [KnownWords.Status?]
  let currencies: [Currency?]
  let terms: [Result<PaymentTerms, MoneyConversion.Reason>?]
  let defaultCurrency: Currency
  let defaultKind: DocumentKind
  /// As written.
  private let texts: [ColumnMeaning: [String]]
  /// By client; empty when no terms are assumed.
  private let assumedTerms: [PaymentTerms?]

  /// - Parameters:
  ///   - currency: Of rows that give none.
  ///   - assumed: Terms of rows that give none.
  init(_ words: Vocabulary, _ reading: FileReading, default currency: Currency, _ assumed: TermsByClient) {
    let (encoding, preset) = (reading.encoding, reading.mapping.preset)
    func texts(_ meaning: ColumnMeaning) -> [String] { words.meanings(meaning, encoding) { $0 } }
    func packed(_ meaning: ColumnMeaning) -> PackedStrings {
      words.words(meaning)?.decoded(encoding) ?? PackedStrings()
    }
    (names, segments, relatedTo) = (packed(.clientName), packed(.segment), packed(.relatedTo))
    attributes = words.attributes.map { $0.decoded(encoding) }
    let shown: [ColumnMeaning] = [.kind, .status, .state, .isOpen, .disputed, .currency, .terms]
    self.texts = Dictionary(uniqueKeysWithValues: shown.map { ($0, texts($0)) })
    kinds = texts(.kind).map { preset?.kinds[$0] ?? KnownWords.kind($0) }
    statuses = texts(.status).map { preset?.statuses[$0] ?? KnownWords.status($0) }
    statesNotIssued = texts(.state).map { (preset?.statuses[$0] ?? KnownWords.status($0)) == .notIssued }
    disputes = texts(.disputed).map(KnownWords.yesOrNo)
    opens = texts(.isOpen).map(KnownWords.isOpen)
    currencies = texts(.currency).map { $0.isEmpty ? currency : KnownWords.currency($0) }
    terms = texts(.terms).map { word in
      if word.isEmpty { return nil }
      guard let terms = PaymentTerms(word) else { return .failure(Reason(.unreadableTerms(field: word))) }
      return .success(terms)
    }
    defaultCurrency = currency
    defaultKind = reading.kind == .creditNotes ? .creditNote : .invoice
    let clients = assumed.isEmpty ? PackedStrings() : words.clients.decoded(encoding)
    assumedTerms = (0..<clients.count).map { assumed.terms(of: clients[$0]) }
  }

  func text(_ meaning: ColumnMeaning, _ code: Int32) -> String { texts[meaning]![Int(code)] }

  /// The number of the document that a word names, as documents have theirs; empty for none.
  func relatedTo(_ code: Int32) -> String { FieldText.id(relatedTo[Int(code)]) }

  /// - Parameter client: Its code in the vocabulary.
  func assumedTerms(of client: Int32) -> PaymentTerms? { assumedTerms.isEmpty ? nil : assumedTerms[Int(client)] }
}

/// What the columns of words say of the rows of one chunk.
struct RowWords {
  let meanings: WordMeanings
  private let codes: [ColumnMeaning: [Int32]]
  private let kinds, statuses, states, disputes, opens, currencies, termCodes: [Int32]

  init(_ rows: RawRows, _ meanings: WordMeanings) {
    self.meanings = meanings
    codes = rows.words
    func column(_ meaning: ColumnMeaning) -> [Int32] { rows.words[meaning] ?? [] }
    (kinds, statuses, states) = (column(.kind), column(.status), column(.state))
    (disputes, opens) = (column(.disputed), column(.isOpen))
    (currencies, termCodes) = (column(.currency), column(.terms))
  }

  /// As written; empty where no column has it.
  func status(of row: Int) -> String { statuses.isEmpty ? "" : text(.status, row) }
  func text(_ meaning: ColumnMeaning, _ row: Int) -> String { meanings.text(meaning, codes[meaning]![row]) }
  func kind(_ row: Int) -> DocumentKind? { kinds.isEmpty ? meanings.defaultKind : meanings.kinds[Int(kinds[row])] }
  /// `nil` for a word that is not known.
  func status(_ row: Int) -> KnownWords.Status? {
    statuses.isEmpty ? .unsaid : meanings.statuses[Int(statuses[row])]
  }
  func isNotIssued(_ row: Int) -> Bool { states.isEmpty ? false : meanings.statesNotIssued[Int(states[row])] }
  func isDisputed(_ row: Int) -> Bool? { disputes.isEmpty ? false : meanings.disputes[Int(disputes[row])] }
  func openness(_ row: Int) -> KnownWords.Status? { opens.isEmpty ? .unsaid : meanings.opens[Int(opens[row])] }
  func currency(_ row: Int) -> Currency? {
    currencies.isEmpty ? meanings.defaultCurrency : meanings.currencies[Int(currencies[row])]
  }
  func terms(_ row: Int) -> Result<PaymentTerms, MoneyConversion.Reason>? {
    termCodes.isEmpty ? nil : meanings.terms[Int(termCodes[row])]
  }
}
