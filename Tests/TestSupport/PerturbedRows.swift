import Receivables

extension [InvoiceRow] {
  /// The same past and another future: whatever is issued or paid after day `last` is changed, dropped or joined by
  /// more. What is known at the end of that day stays the same, so nothing computed for it may change.
  public func perturbed(after last: Int, seed: UInt64) -> [InvoiceRow] {
    var random = SeededGenerator(seed: seed)
    var rows = compactMap { row -> InvoiceRow? in
      var row = row
      if row.issued > last {
        if random.chance(0.2) { return nil }
        row.issued += Int.random(in: 0...40, using: &random)
        row.due = row.issued + Int.random(in: 0...60, using: &random)
        row.amount *= Int64.random(in: 1...50, using: &random)
        row.paidOn = random.chance(0.5) ? row.issued + Int.random(in: 0...200, using: &random) : nil
        row.paidAmount = nil
      } else if row.kind != .creditNote, row.paidOn.map({ Swift.max($0, row.issued) > last }) ?? (row.paidAmount == nil)
      {
        let isPaid = random.chance(0.6)
        row.paidOn = isPaid ? last + Int.random(in: 1...150, using: &random) : nil
        row.paidAmount = isPaid && random.chance(0.4) ? Int64.random(in: 1...row.amount, using: &random) : nil
      }
      if let day = row.writtenOffOn, Swift.max(day, row.issued) > last {
        row.writtenOffOn = random.chance(0.5) ? nil : last + Int.random(in: 1...150, using: &random)
      }
      return row
    }
    for number in 0..<10 {
      let issued = last + Int.random(in: 1...60, using: &random)
      let old = self[Int.random(in: 0..<count, using: &random)]
      rows.append(
        InvoiceRow(
          "L\(number)", client: old.client, issued: issued, due: issued + 30, amount: 9_999_999,
          paidOn: random.chance(0.5) ? issued + 3 : nil))
      rows.append(
        InvoiceRow(
          "M\(number)", client: old.client, issued: issued, due: issued, amount: -Swift.max(old.amount, 1),
          kind: .creditNote, relatedTo: old.id))
      rows.append(InvoiceRow("N\(number)", client: "new \(number)", issued: issued, due: issued + 5, amount: 1))
    }
    return rows.shuffled(using: &random)
  }
}
