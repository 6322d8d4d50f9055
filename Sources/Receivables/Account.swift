/// The documents one client has been issued by the as-of day, in order of issue, with their allocations in effect by
/// then: copied out of the ledger, so that nothing later can be reached from here.
public struct Account: RandomAccessCollection, Sendable {
  public let asOf: Day
  /// Index into ``Snapshot/clients``.
  public let client: Int
  @usableFromInline let documents: [Document]
  /// Document i's allocations are `firstAllocation[i] ..< firstAllocation[i + 1]`, by day of effect.
  @usableFromInline let firstAllocation: [Int32]
  @usableFromInline let allocations: [Allocation]

  init(asOf: Day, client: Int, documents: [Document], firstAllocation: [Int32], allocations: [Allocation]) {
    self.asOf = asOf
    self.client = client
    self.documents = documents
    self.firstAllocation = firstAllocation
    self.allocations = allocations
  }

  @inlinable public var startIndex: Int { 0 }
  @inlinable public var endIndex: Int { documents.count }
  @inlinable public subscript(index: Int) -> Document { documents[index] }

  /// What reduced a document by the as-of day, in order of effect.
  @inlinable public func allocations(ofDocument index: Int) -> ArraySlice<Allocation> {
    allocations[Int(firstAllocation[index])..<Int(firstAllocation[index + 1])]
  }

  /// Calls `body` with each of ``allocations(ofDocument:)``: in a loop over many documents, a slice for each takes longer than
  /// what is done with it.
  @inlinable public func forEachAllocation(ofDocument index: Int, _ body: (Allocation) -> Void) {
    for place in Int(firstAllocation[index])..<Int(firstAllocation[index + 1]) { body(allocations[place]) }
  }
}
