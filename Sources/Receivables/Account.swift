/// The documents one client has been issued by the as-of day, in order of issue, with their allocations in effect by
/// then: copied out of the ledger, so that nothing later can be reached from here.
public struct Account: RandomAccessCollection, Sendable {
  public let asOf: Day
  /// Index into ``Snapshot/clients``.
  public let client: Int
  /// The client's, and maybe those of others that were copied with them.
  @usableFromInline let records: AccountRecords
  /// Where the client's documents begin among them.
  @usableFromInline let first: Int
  public let count: Int

  init(asOf: Day, client: Int, _ records: AccountRecords, _ documents: Range<Int>) {
    self.asOf = asOf
    self.client = client
    self.records = records
    first = documents.lowerBound
    count = documents.count
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { count }
  @inlinable public subscript(index: Int) -> Document { records.documents[place(index)] }

  /// What reduced a document by the as-of day, in order of effect.
  @inlinable public func allocations(ofDocument index: Int) -> ArraySlice<Allocation> {
    records.allocations[records.allocations(ofDocument: place(index))]
  }

  /// Calls `body` with each of ``allocations(ofDocument:)``: in a loop over many documents, a slice for each takes longer than
  /// what is done with it.
  @inlinable public func forEachAllocation(ofDocument index: Int, _ body: (Allocation) -> Void) {
    for place in records.allocations(ofDocument: place(index)) { body(records.allocations[place]) }
  }

  /// The last of ``allocations(ofDocument:)``.
  @inlinable public func lastAllocation(ofDocument index: Int) -> Allocation? {
    let places = records.allocations(ofDocument: place(index))
    return places.isEmpty ? nil : records.allocations[places.upperBound - 1]
  }

  /// - Precondition: The document is the client's own.
  @inlinable func place(_ index: Int) -> Int {
    precondition(index >= 0 && index < count, "document \(index) of \(count)")
    return first + index
  }
}
