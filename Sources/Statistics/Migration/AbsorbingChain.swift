internal import LinearAlgebra

/// A Markov chain that ends for good in one of several states.
///
/// With Q the probabilities between the passing states and R those of ending, `N = (I − Q)⁻¹` holds the expected number of
/// visits and `B = N R` the probabilities of each end.
///
/// - Source: Kemeny & Snell, Finite Markov Chains (1960), chapter III.
public struct AbsorbingChain: Sendable {
  /// N: element [i][j] is how often j is visited from i on, the start itself included.
  public let expectedVisits: [[Double]]
  /// B: element [i][k] is the probability of ending in k from i.
  public let absorption: [[Double]]

  public enum Failure: Error, Equatable {
    /// From this state no end can be reached, so that N does not exist.
    case neverEnds(state: Int)
    /// The ends are so unlikely that N cannot be computed.
    case nearlyNeverEnds
  }

  /// - Parameters:
  ///   - passing: Q, shape `[states][states]`.
  ///   - ending: R, shape `[states][ends]`. A row of Q and the same of R sum to 1.
  public init(passing: [[Double]], ending: [[Double]]) throws(Failure) {
    precondition(passing.count == ending.count, "\(passing.count) states pass, \(ending.count) end")
    let states = passing.count
    if let state = AbsorbingChain.closedState(passing, ending) { throw .neverEnds(state: state) }
    if states == 0 {
      (expectedVisits, absorption) = ([], [])
      return
    }
    var difference = Matrix.identity(states)
    var ends = Matrix(zeros: states, ending[0].count)
    for i in 0..<states {
      for j in 0..<states { difference[i, j] -= passing[i][j] }
      for k in 0..<ends.columns { ends[i, k] = ending[i][k] }
    }
    let factors: LU
    do {
      factors = try LU(difference)
    } catch {
      throw .nearlyNeverEnds
    }
    expectedVisits = AbsorbingChain.rows(factors.inverse)
    absorption = AbsorbingChain.rows(factors.solve(ends))
    // What is lost to rounding shows here: every amount must end somewhere.
    if absorption.contains(where: { abs($0.reduce(0, +) - 1) > 1e-9 }) { throw .nearlyNeverEnds }
  }

  /// A state from which no end can be reached. Then and only then is I − Q singular.
  private static func closedState(_ passing: [[Double]], _ ending: [[Double]]) -> Int? {
    var canEnd = ending.map { row in row.contains { $0 > 0 } }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for state in passing.indices where !canEnd[state] {
        if passing[state].indices.contains(where: { passing[state][$0] > 0 && canEnd[$0] }) {
          canEnd[state] = true
          isGrowing = true
        }
      }
    }
    return canEnd.firstIndex(of: false)
  }

  private static func rows(_ matrix: Matrix) -> [[Double]] {
    (0..<matrix.rows).map { i in (0..<matrix.columns).map { matrix[i, $0] } }
  }
}
