/// The documents of some clients and their allocations, as they were at the end of one day.
///
/// Three arrays for all of the clients: to make them for each takes as long as to fill them.
@usableFromInline final class AccountRecords: Sendable {
  @usableFromInline let documents: [Document]
  /// Document i's allocations are `firstAllocation[i] ..< firstAllocation[i + 1]`, by day of effect.
  @usableFromInline let firstAllocation: [Int32]
  @usableFromInline let allocations: [Allocation]

  /// - Parameter positions: Of the documents, all issued by `day`, in the ledger's order: a range a client.
  init(_ ledger: Ledger, _ positions: some Collection<Range<Int>>, asOf day: Day) {
    let count = positions.reduce(0) { $0 + $1.count }
    let allocated = positions.reduce(0) {
      $0 + Int(ledger.firstAllocation[$1.upperBound] - ledger.firstAllocation[$1.lowerBound])
    }
    var documents: [Document] = []
    var firstAllocation: [Int32] = []
    allocations = [Allocation](capacity: allocated) { allocations in
      firstAllocation = [Int32](capacity: count + 1) { firstAllocation in
        firstAllocation.append(0)
        documents = [Document](capacity: count) { documents in
          for range in positions {
            for position in range {
              documents.append(ledger.document(position, asOf: day, &allocations))
              firstAllocation.append(Int32(allocations.count))
            }
          }
        }
      }
    }
    (self.documents, self.firstAllocation) = (documents, firstAllocation)
  }

  @inlinable func allocations(ofDocument index: Int) -> Range<Int> {
    Int(firstAllocation[index])..<Int(firstAllocation[index + 1])
  }
}

extension Ledger {
  /// A document as it was at the end of `day`, with what had reduced it by then appended to `allocations`.
  @inline(__always)
  fileprivate func document(
    _ position: Int, asOf day: Day, _ allocations: inout OutputSpan<Allocation>
  ) -> Document {
    let (issueDay, amount) = (issued[position], amount[position])
    var balance = amount
    var credited = Money.zero
    var closing: Document.Closing?
    for index in Int(firstAllocation[position])..<Int(firstAllocation[position + 1]) {
      let allocation = Allocation(
        day: allocationDay[index], effective: max(allocationDay[index], issueDay), amount: allocationAmount[index],
        kind: allocationKind[index])
      if allocation.effective > day { break }
      allocations.append(allocation)
      balance -= allocation.amount
      if allocation.kind == .credit { credited += allocation.amount }
      if closing == nil, amount > .zero, balance <= .zero {
        closing = Document.Closing(day: allocation.day, effective: allocation.effective, kind: allocation.kind)
      } else if closing != nil, balance > .zero {
        closing = nil  // a payment came back
      }
    }
    let flags = flags[position]
    return Document(
      position: position, issued: issueDay, due: due[position], enteredOn: entryDay(position),
      kind: DocumentKind(rawValue: flags & 3)!, isDisputed: flags & 4 != 0, isDueAssumed: flags & 8 != 0,
      amount: amount, balance: balance, credited: credited, closing: closing)
  }

  /// An item that entered before it was issued is followed from its issue on.
  private func entryDay(_ position: Int) -> Day? {
    if enteredOn.isEmpty { return nil }
    let day = enteredOn[position]
    return day == .never || day < issued[position] ? nil : day
  }
}
