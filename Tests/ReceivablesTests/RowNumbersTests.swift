import Testing

@testable import Receivables

@Suite struct RowNumbersTests {
  /// Batches around the length of a page, and empty ones.
  @Test func everyRowIsFoundInItsBatch() {
    let counts = [0, 1, 1_023, 1_024, 0, 1_025, 3_000, 1]
    var numbers = RowNumbers()
    for count in counts { numbers.append(count) }
    #expect(numbers.count == counts.reduce(0, +) && numbers.first.count == counts.count)
    var last: Int32 = -1
    for (batch, count) in counts.enumerated() {
      for index in 0..<count {
        let number = numbers.first[batch] + Int32(index)
        #expect(number > last, "numbers rise in input order")
        last = number
        #expect(numbers.place(of: number) == (batch, index))
      }
    }
  }
}
