import Statistics
import TestSupport
import Testing

@testable import Risk

@Suite struct FeatureDriftTests {
  /// Twelve periods of thirty rows: a level that a whole period shares, one of twelve, and an age that goes through the same
  /// values in each.
  private static let rows = {
    var rows = FeatureRows(columns: ["level", "age"])
    for row in 0..<360 { rows.append([Double(row / 30), Double(row % 30)], outcome: false, client: row) }
    return rows
  }()

  private func distributions(among places: [Int] = Array(0..<360), of length: Int = 30) -> [ModelFile.Distribution] {
    DescribedRows(Self.rows, among: places) { $0 / length }.distributions(first: 2)
  }

  private func drift(_ distribution: ModelFile.Distribution, _ values: [Double]) -> ModelFile.Drift {
    ModelFile.Drift(
      group: nil, feature: distribution.feature, index: distribution.reference.index(of: values),
      farthestPeriod: distribution.farthestPeriod, members: values.count)
  }

  /// By definition: the highest of the periods' own indices, less what chance brings.
  @Test func theFarthestPeriodIsThatOfTheFit() throws {
    let found = distributions()
    for (column, distribution) in found.enumerated() {
      let own = (0..<12).map { period -> Double in
        let values = Array(Array(Self.rows.column(column))[30 * period..<30 * (period + 1)])
        let index = distribution.reference.index(of: values)
        return index.value - index.expectedByChance
      }
      #expect(distribution.farthestPeriod == own.max())
    }
    // Each period has all ages.
    #expect(try #require(found[1].farthestPeriod) < 0 && found[0].farthestPeriod! > 1)
  }

  /// What one day shares is far from what years had, on every day: no sign that anything has moved.
  @Test func aDayIsComparedWithDays() {
    let (level, age) = (distributions()[0], distributions()[1])
    let today = drift(level, Array(repeating: 7, count: 30))
    #expect(today.index.excess > 0.25 && today.verdict == .stable)
    #expect(drift(age, (0..<30).map(Double.init)).verdict == .stable)
    #expect(drift(age, (0..<30).map { Double($0 % 12 + 18) }).verdict == .shifted)
  }

  @Test func tooLittleToTell() {
    let twoPeriods = distributions(of: 180)[1]
    #expect(twoPeriods.farthestPeriod == nil && drift(twoPeriods, (0..<30).map { _ in 99 }).verdict == .untold)
    // Three periods of nine rows.
    #expect(distributions(among: (0..<27).map { $0 * 13 }, of: 117)[1].farthestPeriod == nil)
    #expect(drift(distributions()[1], (0..<9).map { _ in 99 }).verdict == .untold)
  }
}
