public import Statistics

extension ModelFile {
  /// How a feature was distributed among the rows of a fit, and how far one period of them was from all.
  public struct Distribution: Sendable, Codable, Equatable {
    public let feature: String
    public let reference: PopulationStability
    /// The highest index of one period against all rows, less what chance brings; `nil` with fewer than
    /// ``ModelFile/minimumPeriods`` that have rows enough.
    ///
    /// A population to be scored is one period too: of one day, or of a few weeks. Its items belong to clients that come
    /// back, fall due in batches and share the time of the month, so that it is never like a sample drawn from years.
    public let farthestPeriod: Double?

    /// Whether what was read from a file can be a distribution.
    var isSound: Bool { reference.isSound && farthestPeriod.map { abs($0) < 1_000 } ?? true }
  }

  /// Periods of a fit below which they do not tell how far one usually is from all.
  static let minimumPeriods = 3
  /// Rows from which a period counts, and from which a population is compared.
  static let minimumMembers = 10

  /// How far a feature of a part has moved since the fit.
  public struct Drift: Sendable {
    public let group: OpenItemGroup?
    public let feature: String
    public let index: PopulationStability.Index
    /// See ``ModelFile/Distribution/farthestPeriod``.
    public let farthestPeriod: Double?
    /// How many are compared.
    public let members: Int

    /// By the usual bounds of the population stability index, .1 and .25, on what it is beyond both chance and the
    /// farthest period of the fit.
    public enum Verdict: String, Sendable {
      case stable, moved, shifted
      /// Too few periods of the fit, or too few members, to tell.
      case untold
    }

    public var verdict: Verdict {
      guard let farthestPeriod, members >= ModelFile.minimumMembers else { return .untold }
      let moved = index.excess - max(farthestPeriod, 0)
      return moved < 0.1 ? .stable : moved < 0.25 ? .moved : .shifted
    }
  }
}

extension ModelFile.Part {
  func drift(of population: [ModelFile.Member]) -> [ModelFile.Drift] {
    let members = population.filter { $0.group == group }
    if members.isEmpty { return [] }
    return distributions.enumerated().map { place, distribution in
      ModelFile.Drift(
        group: group, feature: distribution.feature,
        index: distribution.reference.index(of: members.map { $0.features[place] }),
        farthestPeriod: distribution.farthestPeriod, members: members.count)
    }
  }
}

/// Rows of a fit that tell how each feature is distributed, each in a period.
struct DescribedRows: Sendable {
  private let rows: FeatureRows
  /// Of each row, a number of its period.
  private let periods: [Int]

  /// Rows that are plenty to describe how features are distributed.
  private static let plenty = 10_000

  /// Enough of the rows at some places.
  init(_ rows: FeatureRows, among places: [Int], period: (Int) -> Int) {
    let chosen = stride(from: 0, to: places.count, by: max(1, places.count / DescribedRows.plenty)).map { places[$0] }
    self.rows = rows.selecting(chosen)
    periods = chosen.map(period)
  }

  /// Of the first `count` columns, at least one.
  func distributions(first count: Int) -> [ModelFile.Distribution] {
    let byPeriod = Dictionary(grouping: periods.indices) { periods[$0] }.values
      .filter { $0.count >= ModelFile.minimumMembers }
    return (0..<count).map { column in
      let values = Array(rows.column(column))
      let reference = PopulationStability(reference: values)
      let excesses = byPeriod.map { members in reference.index(of: members.map { values[$0] }).excess }
      return ModelFile.Distribution(
        feature: rows.columns[column], reference: reference,
        farthestPeriod: excesses.count < ModelFile.minimumPeriods ? nil : excesses.max())
    }
  }
}
