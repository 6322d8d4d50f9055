/// The documents of some clients and their allocations, as they were at the end of one day.
///
/// Three arrays for all of the clients: to make them for each takes as long as to fill them.
@usableFromInline final class AccountRecords: Sendable {
  @usableFromInline let documents: [Document]
  /// Document i's allocations are `firstAllocation[i] ..< firstAllocation[i + 1]`, by day of effect.
  @usableFromInline let firstAllocation: [Int32]
  @usableFromInline let allocations: [Allocation]

  /// - Parameter clients: Where the documents of each are, all issued by `day`.
  init(_ clients: some Collection<(block: DocumentBlock, places: Range<Int>)>, asOf day: Day) {
    let count = clients.reduce(0) { $0 + $1.places.count }
    let allocated = clients.reduce(0) { $0 + $1.block.allocations(of: $1.places).count }
    // Appended to, because Swift 6.3 looks up the type of an array made with a capacity at run time.
    var (documents, firstAllocation, allocations): ([Document], [Int32], [Allocation]) = ([], [], [])
    allocations.append(addingCapacity: allocated) { allocations in
      firstAllocation.append(addingCapacity: count + 1) { firstAllocation in
        firstAllocation.append(0)
        documents.append(addingCapacity: count) { documents in
          for (block, places) in clients {
            for place in places {
              documents.append(block.document(place, asOf: day, &allocations))
              firstAllocation.append(Int32(allocations.count))
            }
          }
        }
      }
    }
    (self.documents, self.firstAllocation, self.allocations) = (documents, firstAllocation, allocations)
  }

  @inlinable func allocations(ofDocument index: Int) -> Range<Int> {
    Int(firstAllocation[index])..<Int(firstAllocation[index + 1])
  }
}

extension DocumentBlock {
  /// A document as it was at the end of `day`, with what had reduced it by then appended to `allocations`.
  @inline(__always)
  fileprivate func document(
    _ place: Int, asOf day: Day, _ allocations: inout OutputSpan<Allocation>
  ) -> Document {
    let (issueDay, amount) = (issued[place], amount[place])
    var balance = amount
    var credited = Money.zero
    var closing: Document.Closing?
    for index in self.allocations(of: place..<place + 1) {
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
    let flags = flags[place]
    return Document(
      position: start + place, issued: issueDay, due: due[place], enteredOn: entryDay(place), kind: flags.kind,
      isDisputed: flags.isDisputed, isDueAssumed: flags.isDueAssumed, amount: amount, balance: balance,
      credited: credited, closing: closing)
  }

  /// An item that entered before it was issued is followed from its issue on.
  private func entryDay(_ place: Int) -> Day? {
    if enteredOn.isEmpty { return nil }
    let day = enteredOn[place]
    return day == .never || day < issued[place] ? nil : day
  }
}
