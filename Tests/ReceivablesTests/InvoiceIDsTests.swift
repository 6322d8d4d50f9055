import Testing

@testable import Receivables

@Suite struct InvoiceIDsTests {
  /// The ids in batches that end after the given counts, and the number of each row.
  private func ids(_ texts: [String], cuts: [Int]) -> (ids: InvoiceIDs, rows: [Int32]) {
    var numbers = RowNumbers()
    var batches: [PackedStrings] = []
    var rows: [Int32] = []
    for (start, end) in zip([0] + cuts, cuts + [texts.count]) {
      numbers.append(end - start)
      batches.append(texts[start..<end].reduce(into: PackedStrings()) { $0.append($1.utf8) })
      rows += (0..<(end - start)).map { numbers.first.last! + Int32($0) }
    }
    return (InvoiceIDs(numbers, batches), rows)
  }

  @Test(arguments: [[], [1], [500, 500, 1_000], [0, 1_000]]) func oneFallOrRepeatAndNumbersDoNotRise(cuts: [Int]) {
    let texts = (0..<1_000).map { "F\(10_000 + $0)" }
    #expect(ids(texts, cuts: cuts).ids.areRising)
    for place in [1, 500, 999] {
      for wrong in [place - 1, max(place - 2, 0)] {
        var others = texts
        others[place] = texts[wrong]
        #expect(!ids(others, cuts: cuts).ids.areRising, "row \(place)")
      }
    }
  }

  /// Whether they rise or not, across batches and within one.
  @Test(arguments: [["A", "AB", "B", "É"], ["B", "", "A", "B", "BA"]]) func orderIsThatOfTheBytes(texts: [String]) {
    for cut in 0...texts.count {
      let (ids, rows) = ids(texts, cuts: [cut])
      for (first, text) in zip(rows, texts) {
        #expect(ids[first] == text)
        for (second, other) in zip(rows, texts) {
          #expect(ids.isOrderedBefore(first, second) == text.utf8.lexicographicallyPrecedes(other.utf8))
          #expect(ids.areEqual(first, second) == (text == other))
          #expect((ids.hash(of: first) == ids.hash(of: second)) == (text == other))
        }
      }
    }
  }
}
