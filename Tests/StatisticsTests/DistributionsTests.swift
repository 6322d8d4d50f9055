import Testing

@testable import Statistics

@Suite struct DistributionsTests {
  /// `qt(0.975, df)`.
  @Test func quantilesOfStudent() throws {
    let reference = try #require(DecayReference.values?.quantiles)
    for (v, quantile) in zip(reference.degreesOfFreedom, reference.t975) {
      #expect(abs(StudentT.quantile975(degreesOfFreedom: v) / quantile - 1) < 1e-11, "\(v) degrees of freedom")
    }
    #expect(StudentT.quantile975(degreesOfFreedom: .infinity) == Quantiles.normal975)
  }

  /// The two formulas meet.
  @Test func quantilesOfStudentAreContinuous() {
    let (below, above) = (1e4, 1e4.nextUp)
    let found = [below, above].map { StudentT.quantile975(degreesOfFreedom: $0) }
    #expect(abs(found[0] - found[1]) < 1e-11)
  }

  /// `pchisq(x, df, lower.tail = FALSE)`: relative, since small probabilities must keep their digits.
  @Test func tailsOfChiSquared() throws {
    let reference = try #require(DecayReference.values?.quantiles)
    for (k, tails) in [(1, reference.upperTail1), (4, reference.upperTail4), (49, reference.upperTail49)] {
      for (x, tail) in zip(reference.chiSquared, tails) {
        let found = ChiSquared.upperTail(x, degreesOfFreedom: k)
        #expect(abs(found / tail - 1) < 1e-11, "\(x) with \(k) degrees of freedom")
      }
    }
    #expect(ChiSquared.upperTail(0, degreesOfFreedom: 3) == 1)
    #expect(ChiSquared.upperTail(-1e-9, degreesOfFreedom: 2) == 1, "rounding below zero")
    #expect(ChiSquared.upperTail(5_000, degreesOfFreedom: 2) == 0)
  }

  /// I(x; a, b) = 1 − I(1 − x; b, a), and a closed form.
  @Test func theIncompleteBetaFunction() {
    for x in [0.001, 0.3, 0.9] {
      #expect(abs(Beta.regularized(x, 3, 1) - x * x * x) < 1e-14)
      #expect(abs(Beta.regularized(x, 2.5, 0.7) + Beta.regularized(1 - x, 0.7, 2.5) - 1) < 1e-14)
    }
    #expect(Beta.regularized(0, 2, 2) == 0 && Beta.regularized(1, 2, 2) == 1)
  }
}
