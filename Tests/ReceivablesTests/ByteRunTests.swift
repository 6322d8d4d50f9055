import TestSupport
import Testing

@testable import Receivables

@Suite struct ByteRunTests {
  /// Strings of up to 20 bytes of few kinds, so that many are equal or begin another, with the zero byte that pads a word.
  private static func strings(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
      let length = Int.random(in: 0...20, using: &random)
      return (0..<length).map { _ in [0, 0x61, 0x62, 0xFF].randomElement(using: &random)! }
    }
  }

  /// What stands around a run must not matter: each is read out of a buffer with other bytes on either side.
  private static func padded(_ text: [UInt8], by padding: Int) -> (bytes: [UInt8], range: Range<Int>) {
    let around = Array(repeating: UInt8(0x7A), count: padding)
    return (around + text + around, padding..<padding + text.count)
  }

  @Test func runsAreEqualAndInOrderAsTheirBytesAre() {
    let strings = ByteRunTests.strings(120, seed: 1)
    for first in strings {
      for second in strings {
        let (a, b) = (ByteRunTests.padded(first, by: 9), ByteRunTests.padded(second, by: 3))
        #expect(ByteRun.areEqual(a.bytes.span, a.range, b.bytes.span, b.range) == (first == second))
        #expect(
          ByteRun.isOrderedBefore(a.bytes.span, a.range, b.bytes.span, b.range)
            == first.lexicographicallyPrecedes(second), "\(first), \(second)")
      }
    }
  }

  @Test func equalRunsHaveOneHash() {
    for text in ByteRunTests.strings(200, seed: 2) {
      let hashes = [0, 1, 8, 30].map { padding in
        let (bytes, range) = ByteRunTests.padded(text, by: padding)
        return ByteRun.hash(bytes.span, range)
      }
      #expect(Set(hashes).count == 1)
    }
  }

  /// Tables take their place from the low bits and tell entries apart by the high half.
  @Test func numbersInSequenceDifferInEitherHalfOfTheHash() {
    let hashes = (0..<4_096).map { number -> UInt64 in
      let bytes = Array("F2025-\(100_000 + number)".utf8)
      return ByteRun.hash(bytes.span, 0..<bytes.count)
    }
    #expect(Set(hashes.map { $0 >> 32 }).count == 4_096)
    // 4,096 balls thrown into as many boxes leave 1/e of them empty: 1,507, with a standard deviation of 20.
    #expect((1_400...1_615).contains(4_096 - Set(hashes.map { $0 & 4_095 }).count))
  }

  @Test func aWordHasItsFirstByteLowest() {
    let bytes: [UInt8] = Array(1...20)
    #expect(ByteRun.word(bytes.span, 0..<8) == 0x0807_0605_0403_0201)
    #expect(ByteRun.word(bytes.span, 4..<7) == 0x07_0605)
    #expect(ByteRun.word(bytes.span, 18..<20) == 0x1413, "where no whole word is left to read")
    #expect(ByteRun.word(bytes.span, 5..<5) == 0 && ByteRun.word(bytes.span, 20..<20) == 0)
  }
}
