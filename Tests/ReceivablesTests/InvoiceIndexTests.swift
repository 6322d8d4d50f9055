import Testing

@testable import Receivables

@Suite struct InvoiceIndexTests {
  private func packed(_ ids: [String]) -> InvoiceIDs {
    var numbers = RowNumbers()
    numbers.append(ids.count)
    return InvoiceIDs(numbers, [ids.reduce(into: PackedStrings()) { $0.append($1.utf8) }])
  }

  @Test func findsEveryRowByItsNumberAndNoOther() {
    let numbers = (0..<5_000).map { "F\($0 * 7_919 % 5_000)" }
    let ids = packed(numbers)
    let (index, repeats) = InvoiceIndex.entering(Array(0..<5_000), ids: ids)
    #expect(repeats.isEmpty)
    #expect(numbers.indices.allSatisfy { index.row(of: numbers[$0], ids: ids) == Int32($0) })
    #expect(["F5000", "F", "", "f1"].allSatisfy { index.row(of: $0, ids: ids) == nil })
  }

  /// A repeat names the first row entered, which need not be the first in the file.
  @Test func repeatsNameTheRowEnteredFirst() {
    let ids = packed(["F1", "F2", "F1", "F3", "F2", "F1"])
    let (index, repeats) = InvoiceIndex.entering([5, 1, 2, 3, 4, 0], ids: ids)
    #expect(repeats.map { [$0.row, $0.first] } == [[2, 5], [4, 1], [0, 5]])
    #expect(index.row(of: "F1", ids: ids) == 5)
  }

  @Test func rowsNotEnteredAreNotFound() {
    let ids = packed(["F1", "F2", "F1"])
    let (index, repeats) = InvoiceIndex.entering([1], ids: ids)
    #expect(repeats.isEmpty && index.row(of: "F1", ids: ids) == nil && index.row(of: "F2", ids: ids) == 1)
    #expect(InvoiceIndex.entering([], ids: ids).0.row(of: "F2", ids: ids) == nil)
  }
}
