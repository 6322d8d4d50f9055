internal import Execution
internal import LinearAlgebra
internal import RealModule

/// The Laplace-approximated log likelihood of a random intercept per client at one point, its gradient and its curvature.
///
/// With `η = xᵀβ + b`, b a client's intercept, `s = σ⁻²`, and w, w′, w″ a row's variance p (1 − p) and its derivatives by η,
/// a client contributes `L = Σ ℓ − ½ s b² − ½ log(D / s)` at its mode b, where `Σ (y − p) = s b` and `D = Σ w + s`. The
/// parameters are β and τ = log σ. Through the mode they move every client's D; derivatives below are total ones. Clients
/// meet only in sums of p × p matrices: this is the arrowhead with the clients eliminated, and the work is linear in rows
/// and in clients.
///
/// - Source: Breslow & Clayton (1993), JASA 88(421), 9–25, for the approximation; Bates, Mächler, Bolker & Walker (2015),
///   Journal of Statistical Software 67(1), and lme4's `glmer` with `nAGQ = 1`, for the same likelihood.
struct LaplaceSums: Sendable {
  /// What stands for the curvature.
  enum Curvature: Sendable {
    /// Minus the Hessian: Newton's method, and standard errors.
    case observed
    /// Always positive definite: the joint information of β and the intercepts with these eliminated, and for τ the
    /// expected information of a normal mean's variance.
    case expected
  }

  private(set) var logLikelihood = 0.0
  /// By β, then by τ, shape `[p + 1]` for p coefficients.
  private(set) var gradient: [Double]
  /// Upper triangle, shape `[p + 1]²`.
  private(set) var information: Matrix
  /// The clients of each group in order.
  private(set) var modes: [[ClientMode]]

  /// A client's intercept given the parameters.
  struct ClientMode: Sendable {
    let client: Int32
    var rows = 0
    /// b.
    var mode: Double
    /// D: the curvature at the mode, whose inverse is the variance of the intercept.
    var precision = 0.0
  }

  /// - Parameters:
  ///   - coefficients: β, intercept first.
  ///   - tau: log σ.
  ///   - start: Modes at a nearby point; `nil` to begin at 0.
  init(
    _ rows: some ClientRows, _ coefficients: [Double], tau: Double, _ curvature: Curvature,
    startingAt start: LaplaceSums?, _ executor: Executor
  ) {
    let parts = executor.map(rows.groupCount) { group in
      GroupSums(rows, group, coefficients, tau: tau, curvature, start?.modes[group])
    }
    let size = coefficients.count
    gradient = Array(repeating: 0, count: size + 1)
    information = Matrix(zeros: size + 1, size + 1)
    modes = parts.map(\.modes)
    for part in parts {
      logLikelihood += part.logLikelihood
      for j in 0..<size {
        gradient[j] += part.equations.gradient[j] + part.gradient[j]
        for i in 0...j { information[i, j] += part.equations.gram[i, j] + part.information[i, j] }
      }
      gradient[size] += part.gradient[size]
      for i in 0...size { information[i, size] += part.information[i, size] }
    }
  }
}

/// The same of one group of clients.
private struct GroupSums: Sendable {
  var logLikelihood = 0.0
  /// Sums over rows: Σ ω x xᵀ and Σ (y − p) x.
  var equations: NormalEquations
  /// Sums over clients.
  var gradient: [Double]
  var information: Matrix
  var modes: [LaplaceSums.ClientMode] = []

  init(
    _ rows: some ClientRows, _ group: Int, _ coefficients: [Double], tau: Double, _ curvature: LaplaceSums.Curvature,
    _ start: [LaplaceSums.ClientMode]?
  ) {
    let size = coefficients.count
    equations = NormalEquations(columns: size)
    gradient = Array(repeating: 0, count: size + 1)
    information = Matrix(zeros: size + 1, size + 1)

    var byRow = GroupRows()
    rows.forEachBlock(ofGroup: group) { byRow.append($0, coefficients) }
    let priorPrecision = Double.exp(-2 * tau)
    var sums: [RowSums] = []
    for (index, run) in byRow.runs.enumerated() {
      let mode = byRow.solveMode(run.rows, priorPrecision, startingAt: start?[index].mode ?? 0)
      let sum = byRow.differentiate(run.rows, mode, priorPrecision, curvature)
      logLikelihood +=
        sum.logLikelihood - (priorPrecision * mode * mode + .log(onePlus: sum.w / priorPrecision)) / 2
      modes.append(
        LaplaceSums.ClientMode(
          client: run.client, rows: sum.rows, mode: mode, precision: sum.w + priorPrecision))
      sums.append(sum)
    }

    // Of each column of each client: Σ w x, Σ a x, Σ e x.
    var columnSums = Array(repeating: 0.0, count: 3 * size * sums.count)
    var first = 0
    var client = 0
    rows.forEachBlock(ofGroup: group) { block in
      let all = first..<(first + RowBlock.rows)
      equations.add(x: block.x, weights: Array(byRow.weight[all]), residuals: Array(byRow.residual[all]))
      for run in block.clientRuns {
        while byRow.runs[client].client != run.client { client += 1 }
        for column in 0..<size {
          var (c, d, e) = (0.0, 0.0, 0.0)
          for row in run.rows {
            let x = block.x[column * RowBlock.rows + row]
            c += byRow.w[first + row] * x
            d += byRow.a[first + row] * x
            e += byRow.e[first + row] * x
          }
          let at = 3 * (client * size + column)
          columnSums[at] += c
          columnSums[at + 1] += d
          columnSums[at + 2] += e
        }
      }
      first += RowBlock.rows
    }
    for (index, sum) in sums.enumerated() {
      add(modes[index], sum, columnSums, at: 3 * index * size, priorPrecision, curvature)
    }
  }

  /// Adds what a client contributes beyond its rows.
  private mutating func add(
    _ client: LaplaceSums.ClientMode, _ sum: RowSums, _ columnSums: [Double], at first: Int, _ s: Double,
    _ curvature: LaplaceSums.Curvature
  ) {
    let size = equations.columns
    let (b, d) = (client.mode, client.precision)
    let m = sum.w1 / d
    // Derivatives by τ of the mode and of D.
    let bTau = 2 * s * b / d
    let dTau = sum.w1 * bTau - 2 * s
    gradient[size] += s * b * b - sum.w / d - sum.w1 * bTau / (2 * d)
    guard curvature == .observed else {
      for j in 0..<size {
        let right = columnSums[first + 3 * j] / d
        for i in 0...j { information[i, j] -= columnSums[first + 3 * i] * right }
        gradient[j] -= columnSums[first + 3 * j + 1] / (2 * d)
      }
      information[size, size] += 2 * (sum.w / d) * (sum.w / d)
      return
    }
    let bTauTau = -2 * bTau + 2 * s * bTau / d - bTau * dTau / d
    let dTauTau = sum.w2 * bTau * bTau + sum.w1 * bTauTau + 4 * s
    information[size, size] += 2 * s * b * b - 2 * s * b * bTau + (dTauTau / d - (dTau / d) * (dTau / d)) / 2
    let f = sum.w2 - m * sum.w1
    for j in 0..<size {
      let at = first + 3 * j
      // Derivatives by βⱼ of the mode and of D, and what remains of D's second ones.
      let (bj, dj, ej) = (-columnSums[at] / d, columnSums[at + 1], columnSums[at + 2])
      let v = (d - f / (2 * d)) * bj / 2 - ej / (2 * d)
      for i in 0...j {
        let before = first + 3 * i
        let (bi, di, ei) = (-columnSums[before] / d, columnSums[before + 1], columnSums[before + 2])
        let u = (d - f / (2 * d)) * bi / 2 - ei / (2 * d)
        information[i, j] -= bi * v + u * bj + di * dj / (2 * d * d)
      }
      gradient[j] -= dj / (2 * d)
      let w2x = ej + m * (dj - m * bj * d)
      let bTauJ = 2 * s * (bj - b * dj / d) / d
      let dTauJ = (w2x + sum.w2 * bj) * bTau + sum.w1 * bTauJ
      information[j, size] -= 2 * s * b * bj - (dTauJ / d - dTau * dj / (d * d)) / 2
    }
  }
}

/// The rows of a group, without their columns: in the order of its blocks, 256 a block.
private struct GroupRows {
  /// Each client's rows.
  private(set) var runs: [(client: Int32, rows: Range<Int>)] = []
  private var xBeta: [Double] = []
  private var outcome: [Double] = []
  private var included: [Double] = []
  /// y − p.
  private(set) var residual: [Double] = []
  private(set) var w: [Double] = []
  /// w′ − m w and w″ − m w′, with m = Σ w′ / D of the client: what is left of a row's w′ and w″ once the mode has moved.
  private(set) var a: [Double] = []
  private(set) var e: [Double] = []
  /// ω, the row's weight in the curvature.
  private(set) var weight: [Double] = []
  private var product = Array(repeating: 0.0, count: RowBlock.rows)

  mutating func append(_ block: borrowing RowBlock, _ coefficients: [Double]) {
    let first = xBeta.count
    NormalEquations.multiply(block.x, coefficients, into: &product)
    xBeta += product
    outcome += block.outcome
    included += block.included
    for array in [\GroupRows.residual, \.w, \.a, \.e, \.weight] {
      self[keyPath: array].append(contentsOf: repeatElement(0, count: RowBlock.rows))
    }
    for run in block.clientRuns {
      let rows = (first + run.rows.lowerBound)..<(first + run.rows.upperBound)
      if let last = runs.last, last.client == run.client {
        runs[runs.count - 1].rows = last.rows.lowerBound..<rows.upperBound
      } else {
        runs.append((run.client, rows))
      }
    }
  }

  /// The b at which Σ (y − p) = s b, by Newton's method within a bracket that every step narrows.
  func solveMode(_ rows: Range<Int>, _ s: Double, startingAt start: Double) -> Double {
    var b = start
    var bracket = -Double.infinity...Double.infinity
    for _ in 0..<100 {
      var (slope, curvature) = (-s * b, s)
      for row in rows {
        let p = LogisticRegression.probability(ofLogit: xBeta[row] + b)
        slope += included[row] * (outcome[row] - p)
        curvature += included[row] * p * (1 - p)
      }
      bracket = slope > 0 ? b...bracket.upperBound : bracket.lowerBound...b
      var next = b + slope / curvature
      if !bracket.contains(next) { next = (bracket.lowerBound + bracket.upperBound) / 2 }
      let step = abs(next - b)
      b = next
      // Newton squares the error: the next step would be rounding.
      if step < 1e-8 { break }
    }
    return b
  }

  /// A client's sums over rows, and what each of its rows weighs, at the mode b.
  mutating func differentiate(
    _ rows: Range<Int>, _ b: Double, _ s: Double, _ curvature: LaplaceSums.Curvature
  ) -> RowSums {
    var sums = RowSums()
    for row in rows where included[row] > 0 {
      let eta = xBeta[row] + b
      let p = LogisticRegression.probability(ofLogit: eta)
      let agreement = outcome[row] > 0.5 ? eta : -eta
      sums.rows += 1
      sums.logLikelihood += min(agreement, 0) - .log(onePlus: .exp(-abs(eta)))
      residual[row] = outcome[row] - p
      w[row] = p * (1 - p)
      a[row] = w[row] * (1 - 2 * p)
      e[row] = w[row] * (1 - 6 * w[row])
      sums.w += w[row]
      sums.w1 += a[row]
      sums.w2 += e[row]
    }
    let d = sums.w + s
    let m = sums.w1 / d
    for row in rows where included[row] > 0 {
      e[row] -= m * a[row]
      a[row] -= m * w[row]
      weight[row] = curvature == .observed ? w[row] + e[row] / (2 * d) : w[row]
    }
    return sums
  }
}

/// Sums over a client's rows.
private struct RowSums {
  var rows = 0
  var logLikelihood = 0.0
  /// Σ w, Σ w′, Σ w″.
  var (w, w1, w2) = (0.0, 0.0, 0.0)
}
