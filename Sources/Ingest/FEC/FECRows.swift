internal import Receivables

/// The documents of a rebuilt ledger, as rows for its builder.
struct FECRows {
  private let rebuild: FECRebuild
  private let settlement: Settlement
  private let doubtful: Set<Int>

  /// - Parameter asOf: A debt that became doubtful later is not flagged.
  init(_ rebuild: FECRebuild, _ settlement: Settlement, asOf: Day) {
    self.rebuild = rebuild
    self.settlement = settlement
    doubtful = Set(rebuild.account.doubtful.filter { $0.day <= asOf }.map(\.item))
  }

  /// One batch a file.
  func batches(_ builder: inout LedgerBuilder) -> [InvoiceBatch] {
    let items = rebuild.matching.items
    let codes = rebuild.clientIDs.map { builder.code(ofClient: $0) }
    let rows = items.indices.filter { items[$0].nature.document != nil || settlement.waiting[$0] != nil }
    let ids = ids(of: rows)
    var batches = rebuild.files.indices.map { InvoiceBatch(file: $0) }
    var place = Array(repeating: -1, count: items.count)
    var names = PackedStrings()
    for name in rebuild.clientNames { names.append(name.utf8) }
    for (row, id) in zip(rows, ids) {
      let item = items[row]
      place[row] = batches[item.row.file].count
      let kind = item.nature.document ?? .payment
      batches[item.row.file].append(
        item, id: id, client: codes[Int(item.client)], amount: settlement.waiting[row] ?? item.amount, kind: kind,
        isDisputed: item.isDisputed || (kind != .creditNote && doubtful.contains(row)),
        isDueAssumed: item.needsAssumedDue)
      batches[item.row.file].name.append(item.client)
    }
    for allocation in settlement.allocations {
      batches[items[allocation.item].row.file].allocations.append(
        RowAllocation(
          row: place[allocation.item], day: allocation.day, amount: allocation.amount, kind: allocation.kind))
    }
    for file in batches.indices { batches[file].names = names }
    return batches
  }

  /// The document's reference where one row alone has it; else the entry with it; else the line as well.
  private func ids(of rows: [Int]) -> [String] {
    let items = rebuild.matching.items
    func entry(_ row: Int) -> String {
      let origin = rebuild.origins[row]
      guard let entry = origin.entry else { return "opening difference" }
      let text = rebuild.files[origin.file].entryText(entry)
      return [items[row].reference, text.journal, text.number].filter { !$0.isEmpty }.joined(separator: " ")
    }
    var ids = rows.map { items[$0].reference }
    for attempt in 0..<2 {
      var count: [String: Int] = [:]
      for id in ids { count[id, default: 0] += 1 }
      for (index, row) in rows.enumerated() where ids[index].isEmpty || count[ids[index]]! > 1 {
        let place =
          rebuild.files.count > 1 ? "\(items[row].row.file + 1):\(items[row].row.line)" : "\(items[row].row.line)"
        ids[index] = attempt == 0 ? entry(row) : "\(entry(row)) #\(place)"
      }
    }
    // Two parts of one line.
    var seen: [String: Int] = [:]
    for index in ids.indices {
      seen[ids[index], default: 0] += 1
      if let count = seen[ids[index]], count > 1 { ids[index] += "/\(count)" }
    }
    return ids
  }
}

extension InvoiceBatch {
  /// A row without allocations yet.
  mutating func append(
    _ item: AccountItem, id: String, client: Int32, amount: Money, kind: DocumentKind, isDisputed: Bool,
    isDueAssumed: Bool = false
  ) {
    rows.append(
      Row(
        line: item.row.line, client: client, issued: item.day, due: item.due, amount: amount,
        flags: Flags(kind: kind, isDisputed: isDisputed, isDueAssumed: isDueAssumed)))
    enteredOn.append(item.enteredOn)
    invoiceID.append(id.utf8)
  }
}
