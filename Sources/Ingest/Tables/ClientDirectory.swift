internal import Receivables

/// What tables of clients say: names, segments, company numbers, payment terms.
struct ClientDirectory: Sendable {
  private(set) var terms: [String: PaymentTerms] = [:]
  private(set) var labels: [String: Client] = [:]
  private(set) var files: [FileSummary] = []
  private(set) var usedRows = 0
  /// Rows that cannot be used.
  private(set) var rejected: [RowError] = []

  /// - Parameter firstFile: The number of the first table among the ledger's files.
  init(_ inputs: [InputFile], _ options: InvoiceReader.Options, firstFile: Int) throws(IngestError) {
    for (index, input) in inputs.enumerated() { try read(input, options, file: firstFile + index) }
  }

  private mutating func read(_ input: InputFile, _ options: InvoiceReader.Options, file: Int) throws(IngestError) {
    let meanings: [ColumnMeaning] = [.client, .clientName, .segment, .terms]
    let table = try PlainTable(
      input, options, keeping: Set(meanings.flatMap(\.knownHeaders) + ClientDirectory.numberHeaders))
    let client = try table.column("client", ColumnMeaning.client.knownHeaders)
    let name = try table.column("client_name", ColumnMeaning.clientName.knownHeaders)
    let segment = try table.column("segment", ColumnMeaning.segment.knownHeaders)
    let terms = try table.column("terms", ColumnMeaning.terms.knownHeaders)
    let number = try table.column("company_number", ClientDirectory.numberHeaders)
    var lines: [String: Int] = [:]
    func reject(_ line: Int, _ problem: RowError.Problem) {
      rejected.append(RowError(row: RowLocation(file: file, line: line), problem: problem, amount: nil))
    }
    for (line, problem) in table.broken { reject(line, problem) }
    for row in table.rows {
      let line = table.lines[row]
      let id = table.text(row, client)
      if id.isEmpty {
        reject(line, .missing(.client))
        continue
      }
      if let first = lines[id] {
        reject(line, .sameClientAgain(firstLine: first))
        continue
      }
      lines[id] = line
      let text = table.text(row, terms)
      if !text.isEmpty {
        guard let terms = PaymentTerms(text) else {
          reject(line, .unreadableTerms(field: text))
          continue
        }
        self.terms[id] = terms
      }
      labels[id] = Client(
        id: id, name: table.text(row, name), segment: table.text(row, segment),
        companyNumber: table.text(row, number))
      usedRows += 1
    }
    files.append(
      table.summary(
        .clients,
        [
          ("client", client), ("client_name", name), ("segment", segment), ("terms", terms),
          ("company_number", number),
        ]))
  }

  /// Headers of a SIREN, or of a number that holds it.
  private static let numberHeaders = [
    "siren", "numerosiren", "siret", "numerosiret", "vat", "vatnumber", "tva", "numerotva", "tvaintracommunautaire",
    "ntva",
  ]
}
