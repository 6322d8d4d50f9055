/// What is kept of the batches beside their figures: where rows come from, and their labels.
struct RowSources: Sendable {
  private var numbers = RowNumbers()
  private var batches: [InvoiceBatch] = []

  mutating func append(_ batch: InvoiceBatch) {
    numbers.append(batch.count)
    batches.append(batch.labels)
  }

  func location(of row: Int32, _ rows: Rows) -> RowLocation {
    RowLocation(file: batches[numbers.place(of: row).batch].file, line: Int(rows[row].line))
  }

  /// Some clients, each with the name and segment of the latest of its rows.
  ///
  /// - Parameter rows: Of all of these clients, in the ledger's order.
  func clients(
    _ clients: Range<Int>, of groups: ClientRows, _ rows: [Int32], _ ids: PackedStrings, _ labels: [String: Client]
  ) -> [Client] {
    let start = groups.firstDocument[clients.lowerBound]
    return clients.map { client in
      let documents =
        rows[Int(groups.firstDocument[client] - start)..<Int(groups.firstDocument[client + 1] - start)]
      let id = ids[Int(groups.clients[client])]
      let label = labels.isEmpty ? nil : labels[id]
      func text(_ given: String?, _ latest: @autoclosure () -> String) -> String {
        given.flatMap { $0.isEmpty ? nil : $0 } ?? latest()
      }
      return Client(
        id: id, name: text(label?.name, latest(documents) { ($0.name, $0.names) }),
        segment: text(label?.segment, latest(documents) { ($0.segment, $0.segments) }),
        companyNumber: label?.companyNumber ?? "")
    }
  }

  /// One column for each name, in the ledger's order. A level is a word of some row: batches may know of more.
  func attributes(_ names: [String], _ rows: some Sequence<Int32>) -> [Attribute] {
    names.indices.map { attribute in
      var words = ByteInterner()
      let unsaid = words.code([UInt8]().span, 0..<0)
      let codes = batches.map { batch -> [Int32] in
        if batch.attributes.isEmpty { return [] }
        let (column, texts) = (batch.attributes[attribute].codes, batch.attributes[attribute].words)
        var known = Array(repeating: Int32(-1), count: texts.count)
        return column.map { code in
          let word = Int(code)
          if known[word] < 0 { known[word] = words.code(texts.bytes.span, texts.range(word)) }
          return known[word]
        }
      }
      let texts = (0..<words.strings.count).map { words.strings[$0] }
      let levels = Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let places = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($1, Int32($0)) })
      let placeOfWord = texts.map { places[$0]! }
      return Attribute(
        name: names[attribute], levels: levels,
        codes: rows.map { row in
          let (batch, index) = numbers.place(of: row)
          return placeOfWord[Int(codes[batch].isEmpty ? unsaid : codes[batch][index])]
        })
    }
  }

  /// Credit notes by their row, with the invoice numbers they name.
  var links: [(note: Int32, invoiceID: String)] {
    zip(batches, numbers.first).flatMap { batch, first in
      batch.relatedTo.map { (first + Int32($0.row), $0.invoiceID) }
    }
  }

  /// Allocations that sources give, by row.
  var allocations: GivenAllocations { GivenAllocations(zip(batches, numbers.first).map { (Int($1), $0.allocations) }) }

  /// What was written off of each row.
  var writeOffs: [Int32: [Reduction]] {
    var ofRow: [Int32: [Reduction]] = [:]
    for (batch, first) in zip(batches, numbers.first) {
      for entry in batch.writtenOff {
        ofRow[first + Int32(entry.row), default: []].append(
          Reduction(day: entry.day, amount: entry.amount, kind: .writeOff))
      }
    }
    return ofRow
  }

  /// The last text that is not empty among a client's rows in order.
  private func latest(
    _ rows: ArraySlice<Int32>, _ label: (InvoiceBatch) -> (codes: [Int32], texts: PackedStrings)
  ) -> String {
    for row in rows.reversed() {
      let (batch, index) = numbers.place(of: row)
      let (codes, texts) = label(batches[batch])
      if codes.isEmpty { continue }
      let code = Int(codes[index])
      if !texts.range(code).isEmpty { return texts[code] }
    }
    return ""
  }
}
