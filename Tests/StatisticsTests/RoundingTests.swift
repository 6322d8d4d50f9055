import Testing

@testable import Statistics

@Suite struct RoundingTests {
  @Test func aRoundedNumberIsThatOfTheStandardLibrary() {
    var numbers = [0, 0.25, 0.5, 1.5, 0x1p52 + 0.5, 0x1p53, 0x1p60, 0x1p60 - 128, 0x1.8p63, 0x1.fffffffffffffp122]
    // All 53 bits set, at every place: the whole and the rest of the unit both count.
    numbers += (-60...69).map { 0x1.fffffffffffffp53 * Double(sign: .plus, exponent: $0, significand: 1) }
    for number in numbers {
      #expect(Int128(rounding: number) == Int128(number.rounded()), "\(number)")
      #expect(Int128(rounding: -number) == Int128((-number).rounded()), "\(-number)")
    }
  }
}
