import Foundation
import TestSupport
import Testing

@testable import Risk

@Suite struct LogSumTests {
  /// Of amounts as they are, and of many more of the largest and of the smallest than a product could hold.
  @Test(arguments: [0.01...0.01, 1...1_000_000, 9e16...9.2e16]) func itIsTheSumOfTheLogs(amounts: ClosedRange<Double>) {
    var random = SeededGenerator(seed: 1)
    var (sum, logs) = (LogSum(), 0.0)
    #expect(sum.value == 0)
    for _ in 0..<2_000 {
      let amount = Double.random(in: amounts, using: &random)
      sum.add(amount)
      logs += log(amount)
      #expect(abs(sum.value - logs) <= 1e-12 * max(abs(logs), 1))
    }
  }
}
