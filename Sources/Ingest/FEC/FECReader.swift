internal import Execution
internal import Receivables

/// Reads the FEC of one company, one file or several years', into a ledger.
struct FECReader {
  let options: InvoiceReader.Options
  let clients: ClientDirectory
  let executor: Executor
  private var currency: Currency { options.currency ?? .euro }

  func read(_ inputs: [InputFile]) throws(IngestError) -> LedgerReading {
    let files = try inOrder(inputs)
    let terms = TermsByClient(standard: options.terms, clients: clients)
    let last = files.compactMap(\.days?.upperBound).max()!
    let asOf = options.asOf ?? last
    let rebuild = FECRebuild(files, terms: terms)
    let matching = rebuild.matching
    let withoutTerms = rebuild.clientsWithoutTerms
    if options.needsDueDays, !withoutTerms.isEmpty {
      throw .noTerms(file: files[0].source.name, clients: withoutTerms.count, of: rebuild.clientIDs.count)
    }
    if let first = matching.items.map(\.day).min(), asOf < first {
      throw .nothingIssuedYet(asOf: asOf, firstIssue: first)
    }
    var parts = LedgerReading.Parts(asOf: asOf, currency: currency)
    let settlement = Settlement(matching.items, matching.matches)
    var builder = LedgerBuilder()
    builder.clientLabels = clients.labels
    for batch in FECRows(rebuild, settlement, asOf: asOf).batches(&builder) {
      try parts.count(batch.rows.map(\.amount))
      builder.append(batch)
    }
    parts.files = files.map(\.summary) + clients.files
    parts.rejected = clients.rejected
    for (index, file) in files.enumerated() { parts.rejected += file.errors(file: index, asOf: asOf) }
    let result = builder.build(asOf: asOf, currency: currency, executor: executor)
    let account = try FECTie(rebuild, asOf: asOf).account(of: result.ledger)
    parts.matches = matching.counts(until: asOf)
    parts.suspicions = RoundTrips.suspicions(among: matching.items, until: asOf)
    for file in files {
      parts.suspicions += file.unbalancedEntries.filter { $0.day <= asOf }.map { Suspicion($0, in: file.source.name) }
    }
    parts.usedRows = account.lines.used + clients.usedRows
    parts.count(account, rebuild, terms: terms)
    parts.laterRows = account.lines.later
    return LedgerReading(parts, result, options, books: account)
  }

  /// The files in order of their entries, after making sure that they are of one company and no entry is in two.
  private func inOrder(_ inputs: [InputFile]) throws(IngestError) -> [FECFile] {
    var files: [FECFile] = []
    for input in inputs {
      let layout = FECLayout(head: input.head)!
      files.append(try FECFile(input, layout, decimalMark: options.decimalMark, currency: currency))
    }
    if files.reduce(0, { min($0, LedgerReading.Parts.largestMagnitude) + $1.magnitude })
      > LedgerReading.Parts.largestMagnitude
    {
      throw .amountsTooLarge
    }
    for file in files where file.records == 0 { throw .noRows(file: file.source.name) }
    let companies = Dictionary(grouping: files) { $0.named?.siren ?? "" }.filter { $0.key != "" }
    if companies.count > 1 {
      throw .differentCompanies(files: companies.values.map { $0[0].source.name }.sorted())
    }
    for (index, file) in files.enumerated() {
      if let same = files[..<index].first(where: { $0.sha256 == file.sha256 }) {
        throw .sameFileTwice(same.source.name, file.source.name)
      }
    }
    let rejected = files.flatMap(\.rejected).count
    guard files.contains(where: { $0.days != nil }) else {
      let first = files[0].rejected[0]
      let error = RowError(row: RowLocation(file: 0, line: first.line), problem: first.problem, amount: nil)
      throw .nothingUsable(rejected: rejected, first: "\(files[0].source.name):\(first.line): \(error.explanation)")
    }
    if files.allSatisfy(\.lines.isEmpty) { throw .noReceivables(file: files[0].source.name) }
    files.sort { ($0.days?.lowerBound ?? .never) < ($1.days?.lowerBound ?? .never) }
    for (earlier, later) in zip(files, files.dropFirst()) {
      guard let before = earlier.days, let after = later.days, before.overlaps(after) else { continue }
      if let entry = earlier.commonEntry(with: later) {
        throw .sameEntryTwice(earlier.source.name, later.source.name, journal: entry.journal, number: entry.number)
      }
    }
    return files
  }
}

extension FECFile {
  /// What the file's name says: `SIRENFECAAAAMMJJ`, with the day on which the year closes.
  var named: (siren: String, closing: Day)? {
    let name = source.name.split(separator: "/").last ?? ""
    guard let match = name.uppercased().wholeMatch(of: /(\d{9})FEC(\d{4})(\d{2})(\d{2}).*/),
      let day = Day(year: Int(match.2)!, month: Int(match.3)!, day: Int(match.4)!)
    else { return nil }
    return (String(match.1), day)
  }

  /// An entry that both files hold.
  func commonEntry(with other: FECFile) -> (journal: String, number: String)? {
    let known = Set((0..<entryCount).map { entryText(Int32($0)).key })
    let common = (0..<other.entryCount).first {
      let entry = other.entryText(Int32($0))
      return !entry.number.isEmpty && known.contains(entry.key)
    }
    return common.map { other.entryText(Int32($0)) }.map { ($0.journal, $0.number) }
  }

  /// Rejected lines; those after the as-of day are not looked into.
  func errors(file: Int, asOf: Day) -> [RowError] {
    rejected.filter { $0.day.map { $0 <= asOf } ?? true }.map {
      RowError(row: RowLocation(file: file, line: $0.line), problem: $0.problem, amount: $0.amount)
    }
  }

  var summary: FileSummary {
    var details = [FileSummary.Detail.variant(layout.variant)]
    if let days { details.append(.entries(days)) }
    if let named {
      // A financial year has two calendar years at most; its last days may have no entry.
      let goesWithEntries =
        days.map { ($0.upperBound...max($0.upperBound, $0.lowerBound.adding(months: 24))).contains(named.closing) }
        ?? true
      details.append(.namedClosing(named.closing, goesWithEntries: goesWithEntries))
    }
    details.append(.clientLines(lines.count))
    if numbersAreOfLines { details.append(.numbersOfLines) }
    if twoSided > 0 { details.append(.twoSidedLines(twoSided)) }
    if delimitersInLabels > 0 { details.append(.delimitersInLabels(delimitersInLabels)) }
    if missingDocumentDays > 0 { details.append(.linesWithoutDocumentDay(missingDocumentDays)) }
    if !unbalancedEntries.isEmpty { details.append(.unbalancedEntries(unbalancedEntries.count)) }
    return FileSummary(
      source: source, kind: .fec, form: form, sha256: sha256, dialect: dialect, encoding: encoding,
      mapping: ColumnMapping(headers: layout.headers), dateOrder: [:], dateForms: [:], decimalMark: [:],
      records: records, layout: [:], firstLine: firstLine,
      details: details)
  }
}

extension LedgerReading.Parts {
  /// What the report says of lines that were kept on an assumption.
  fileprivate mutating func count(_ account: FECAccount, _ rebuild: FECRebuild, terms: TermsByClient) {
    for (notice, seen) in [
      (RowNotice.signDecides, account.unfounded), (.openingWithoutDay, account.undatedOpening),
    ] where seen.rows > 0 {
      notices[notice] = seen
    }
    var assumed = Notice()
    for item in rebuild.matching.items where item.needsAssumedDue && item.day <= asOf {
      assumed.add(item.amount, line: item.row.line)
    }
    if assumed.rows > 0, !terms.isEmpty { notices[.assumedDue] = assumed }
  }
}
