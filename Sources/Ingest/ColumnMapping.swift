/// Which column of one file has which meaning.
public struct ColumnMapping: Sendable {
  /// Headers as written, in file order.
  public let headers: [String]
  /// Index into ``headers``.
  public let columns: [ColumnMeaning: Int]
  /// Of the attributes, in the order of their declaration: index into ``headers``. It may be a column with a meaning too.
  public let attributes: [Int]
  /// General headers that would have had the meaning, had there been no plainer one.
  public let passedOver: [ColumnMeaning: [String]]
  /// Whose words the columns have.
  let preset: ColumnPreset?
  /// Whether the column of kinds is one by a header that may mean anything: its words decide.
  let isKindOpen: Bool

  /// Headers without a meaning; the report does not use them.
  public var unused: [String] {
    headers.indices.filter { !columns.values.contains($0) && !attributes.contains($0) }.map { headers[$0] }
  }

  /// Of a format that knows its columns by other names.
  init(headers: [String]) {
    (self.headers, columns, attributes, passedOver, preset, isKindOpen) = (headers, [:], [], [:], nil, false)
  }

  /// A mapping without the column of one meaning.
  func without(_ meaning: ColumnMeaning) -> ColumnMapping {
    var columns = columns
    columns[meaning] = nil
    return ColumnMapping(self, columns: columns)
  }

  private init(_ other: ColumnMapping, columns: [ColumnMeaning: Int]) {
    (headers, attributes, passedOver, preset) = (other.headers, other.attributes, other.passedOver, other.preset)
    self.columns = columns
    isKindOpen = false
  }

  init(headers: [String], _ declared: DeclaredColumns, file: String) throws(IngestError) {
    self.headers = headers
    preset = declared.preset
    func place(_ header: String) throws(IngestError) -> Int {
      guard let column = headers.firstIndex(of: header) else {
        throw .noSuchColumn(file: file, header: header, found: headers)
      }
      return column
    }
    for header in declared.headers.values { _ = try place(header) }
    attributes = try declared.attributes.map(place)
    let matches = ColumnMapping.matches(headers, declared)
    for (meaning, matches) in matches where matches.count > 1 {
      throw .twoColumnsForOneMeaning(file: file, meaning: meaning, headers: matches.map { headers[$0] })
    }
    var columns = ColumnMapping.first(of: matches)
    if let amount = columns[.amount], declared.headers[.credit] == nil {
      // Beside an amount of its own, credits are something else.
      let isDebit = ColumnMeaning.amount.generalHeaders.contains(ColumnMeaning.normalized(headers[amount]))
      if !isDebit { columns[.credit] = nil }
    }
    if columns[.credit] != nil {
      if declared.headers[.amount] == nil, AccountLedger.isOne(headers, columns) { throw .accountLedger(file: file) }
      // Beside debits and credits a balance runs on from line to line, and is not that of the line.
      if declared.headers[.balance] == nil { columns[.balance] = nil }
    }
    self.columns = columns
    let kind = columns[.kind].map { ColumnMeaning.normalized(headers[$0]) } ?? ""
    let isNamed = declared.headers[.kind] != nil
    let isPreset = declared.preset?.headers[.kind]?.map(ColumnMeaning.normalized).contains(kind) == true
    isKindOpen = !isNamed && !isPreset && ColumnMeaning.kind.vagueHeaders.contains(kind)
    passedOver = ColumnMapping.passedOver(headers, columns)
    let missing = ColumnMapping.missing(
      from: columns, hasStandardTerms: declared.hasStandardTerms || declared.kind == .creditNotes)
    if missing.isEmpty { return }
    let ages = headers.filter(AgedBalance.isAge)
    if ages.count > 1, ColumnPreset.knowing(missing, in: headers) == nil { throw .agedBalance(file: file, ages: ages) }
    throw .missingColumns(file: file, missing: missing, found: headers)
  }

  /// Of each general header the meaning it would have had first, where a plainer header has it.
  private static func passedOver(
    _ headers: [String], _ columns: [ColumnMeaning: Int]
  ) -> [ColumnMeaning: [String]] {
    var passedOver: [ColumnMeaning: [String]] = [:]
    for (column, header) in headers.enumerated() {
      let normalized = ColumnMeaning.normalized(header)
      guard let first = ColumnMeaning.allCases.first(where: { $0.generalHeaders.contains(normalized) }),
        let chosen = columns[first], chosen != column
      else { continue }
      passedOver[first, default: []].append(header)
    }
    return passedOver
  }

  /// The meanings these headers name, each with its column: the more, the likelier the line is a header.
  static func recognised(_ headers: [String], _ declared: DeclaredColumns) -> [ColumnMeaning: Int] {
    first(of: matches(headers, declared))
  }

  private static func first(of matches: [(meaning: ColumnMeaning, columns: [Int])]) -> [ColumnMeaning: Int] {
    Dictionary(
      uniqueKeysWithValues: matches.compactMap { match in match.columns.first.map { (match.meaning, $0) } })
  }

  /// What a ledger needs and does not have.
  static func missing(from columns: [ColumnMeaning: Int], hasStandardTerms: Bool) -> [ColumnMeaning] {
    var missing = [ColumnMeaning.invoice, .client, .issued, .amount].filter { columns[$0] == nil }
    if columns[.due] == nil, columns[.terms] == nil, !hasStandardTerms { missing.append(.due) }
    return missing
  }

  /// The columns that may have each meaning: the one the user named, else those of the preset, else those of any export.
  private static func matches(
    _ headers: [String], _ declared: DeclaredColumns
  ) -> [(meaning: ColumnMeaning, columns: [Int])] {
    let normalized = headers.map(ColumnMeaning.normalized)
    var taken = Set(declared.headers.values.compactMap(headers.firstIndex(of:)))
    var found: [(meaning: ColumnMeaning, columns: [Int])] = []
    for (meaning, header) in declared.headers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      found.append((meaning, headers.firstIndex(of: header).map { [$0] } ?? []))
    }
    func add(_ meaning: ColumnMeaning, _ names: [String]) {
      if found.contains(where: { $0.meaning == meaning }) { return }
      let columns = headers.indices.filter { !taken.contains($0) && names.contains(normalized[$0]) }
      if columns.isEmpty { return }
      found.append((meaning, columns))
    }
    if let preset = declared.preset {
      for meaning in ColumnMeaning.allCases {
        let names = preset.headers[meaning, default: []].map(ColumnMeaning.normalized)
        if let first = names.first(where: normalized.contains) { add(meaning, [first]) }
      }
      taken.formUnion(found.flatMap(\.columns))
      taken.formUnion(headers.indices.filter { preset.misleading.contains(headers[$0]) })
    }
    for meaning in ColumnMeaning.allCases {
      let general = meaning.generalHeaders
      add(meaning, meaning.knownHeaders(in: declared.kind).filter { !general.contains($0) })
    }
    for meaning in ColumnMeaning.allCases {
      taken.formUnion(found.flatMap(\.columns))
      add(meaning, meaning.generalHeaders)
    }
    for meaning in ColumnMeaning.allCases {
      taken.formUnion(found.flatMap(\.columns))
      add(meaning, meaning.vagueHeaders)
    }
    return found
  }
}
