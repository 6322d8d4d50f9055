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

  @Test func theEmptyStringIsOneToo() {
    var interner = ByteInterner()
    let bytes = Array("A".utf8)
    #expect(interner.code(bytes.span, 0..<0) == 0 && interner.code(bytes.span, 0..<1) == 1)
    #expect(interner.code(bytes.span, 1..<1) == 0)
    #expect(interner.holds(1, bytes.span, 0..<1) && !interner.holds(0, bytes.span, 0..<1))
  }
}
