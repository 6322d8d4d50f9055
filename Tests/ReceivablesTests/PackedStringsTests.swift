import Receivables
import Testing

@Suite struct PackedStringsTests {
  private let texts = ["FA-1", "", "Société", "FA-1", "FA-10"]

  private func packed(_ texts: [String]) -> PackedStrings {
    texts.reduce(into: PackedStrings()) { $0.append($1.utf8) }
  }

  @Test func holdsWhatWasAppended() {
    var strings = packed(texts)
    let bytes = Array("from a span".utf8)
    strings.append(bytes.span)
    #expect((0..<strings.count).map { strings[$0] } == texts + ["from a span"])
    #expect(strings.range(0) == 0..<4 && strings.range(1).isEmpty && strings.utf8(3).elementsEqual("FA-1".utf8))
  }

  @Test func orderIsThatOfTheBytes() {
    let strings = packed(texts)
    for (first, text) in texts.enumerated() {
      for (second, other) in texts.enumerated() {
        #expect(strings.isOrderedBefore(first, second) == text.utf8.lexicographicallyPrecedes(other.utf8))
      }
    }
  }
}
