import TestSupport
import Testing

@testable import Statistics

@Suite struct BetaDistributionTests {
  /// R 4.2.2's `qbeta`; see Tests/References/README.md.
  @Test func quantilesMatchR() throws {
    let rows = try Files.referenceTable("beta_reference.csv")
    #expect(rows.count == 60)
    for row in rows {
      let (p, a, b, expected) = (row["p"]!, row["a"]!, row["b"]!, row["quantile"]!)
      let found = Beta.quantile(p, a, b)
      #expect(abs(found / expected - 1) <= 1e-10, "quantile \(p) of beta(\(a), \(b))")
      #expect(abs(Beta.regularized(expected, a, b) - p) <= 1e-10)
    }
  }

  @Test func studentMatchesR() throws {
    for row in try Files.referenceTable("student_reference.csv") {
      let found = StudentT.quantile975(degreesOfFreedom: row["df"]!)
      #expect(abs(found / row["quantile975"]! - 1) <= 1e-10, "\(row["df"]!) degrees of freedom")
    }
  }

  @Test func theEndsOfTheScale() {
    #expect(Beta.regularized(0, 2, 3) == 0 && Beta.regularized(1, 2, 3) == 1)
    #expect(abs(Beta.regularized(0.25, 1, 1) - 0.25) < 1e-15, "beta(1, 1) is uniform")
  }
}
