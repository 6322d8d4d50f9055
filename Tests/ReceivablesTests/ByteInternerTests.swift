import Receivables
import Testing

@Suite struct ByteInternerTests {
  /// Enough strings for its table to grow several times, each seen three times.
  @Test func equalStringsHaveOneNumberInOrderOfFirstSight() {
    var interner = ByteInterner()
    let texts = (0..<1_000).map { "C\($0 * 7_919 % 1_000)" }
    for _ in 1...3 {
      for (number, text) in texts.enumerated() {
        let bytes = Array("client \(text);".utf8)
        #expect(interner.code(bytes.span, 7..<bytes.count - 1) == Int32(number))
      }
    }
    #expect((0..<interner.strings.count).map { interner.strings[$0] } == texts)
  }

  /// Short and long ones that differ in one byte only, at either end, while the table grows between them.
  @Test func manyAtOnceHaveTheNumbersThatTheyHaveOneByOne() {
    let texts = (0..<3_000).map { number in
      let text = "\(number * 7_919 % 900)"
      return [text, "client of number \(text)", "\(text) is the number", ""][number % 4]
    }
    var (bytes, ranges): ([UInt8], [Range<Int>]) = ([], [])
    for text in texts {
      ranges.append(bytes.count..<bytes.count + text.utf8.count)
      bytes += text.utf8
    }
    var (oneByOne, atOnce) = (ByteInterner(), ByteInterner())
    let expected = ranges.map { oneByOne.code(bytes.span, $0) }
    var codes: [Int32] = []
    for first in stride(from: 0, to: 3_000, by: 500) {
      codes += atOnce.codes(bytes.span, count: 500) { ranges[first + $0] }
    }
    #expect(codes == expected && Set(codes).count == Set(texts).count)
  }

  @Test func theEmptyStringIsOneToo() {
    var interner = ByteInterner()
    let bytes = Array("A".utf8)
    #expect(interner.code(bytes.span, 0..<0) == 0 && interner.code(bytes.span, 0..<1) == 1)
    #expect(interner.code(bytes.span, 1..<1) == 0)
    #expect(interner.holds(1, bytes.span, 0..<1) && !interner.holds(0, bytes.span, 0..<1))
  }
}
