import Receivables
import Testing

@Test(arguments: 0...9) func thePartitioningIndexIsWhereTheSecondPartBegins(count: Int) {
  for cut in 0...count {
    let elements = (0..<count).map { $0 >= cut }
    #expect(elements.partitioningIndex { $0 } == cut)
    #expect((100..<100 + count).partitioningIndex { $0 >= 100 + cut } == 100 + cut, "the element itself, of a range")
    #expect(elements.dropFirst().partitioningIndex { $0 } == max(cut, min(1, count)), "a slice keeps its indices")
  }
}
