import Risk
import TestSupport

/// Values of other software for the fitting machinery, as Tests/References/make_fitting.py and .R write them.
enum FittingReferences {
  struct Fit: Decodable {
    let coefficients: [Double]
    let standardErrors: [Double]
  }

  struct Mixed: Decodable {
    let coefficients: [Double]
    let standardErrors: [Double]
    let deviation: Double
    let logLikelihood: Double
    let modes: [Double]
    let modeDeviations: [Double]
  }

  struct Firth: Decodable {
    let coefficients: [Double]
    let standardErrors: [Double]
    let penalisedLogLikelihood: Double
  }

  struct Splines: Decodable {
    let inner: [Double]
    let at: [Double]
    let basis: [[Double]]
    let sample: [Double]
    let quartileBasis: [[Double]]
  }

  struct FromR: Decodable {
    struct Roc: Decodable {
      let auc: Double
      let standardError: Double
    }
    let cbpp: Mixed
    let randomIntercept: Mixed
    struct Jackknife: Decodable {
      let standardErrors: [Double]
      let degreesOfFreedom: [Double]
    }
    let clustered: Fit
    let jackknife: Jackknife
    let firth: Firth
    let splines: Splines
    let roc: Roc
  }

  struct FromPython: Decodable {
    struct Ridge: Decodable {
      struct Fit: Decodable {
        let lambda: Double
        let coefficients: [Double]
      }
      let columns: [String]
      let deviations: [Double]
      let fits: [Fit]
    }
    struct Clustered: Decodable {
      let coefficients: [Double]
      let hc0: [Double]
      let clusterUncorrected: [Double]
      let cluster: [Double]
      let rows: Int
      let clients: Int
    }
    let ridge: Ridge
    let clustered: Clustered
  }

  static func fromR() throws -> FromR { try Files.reference("fitting_r.json", as: FromR.self) }
  static func fromPython() throws -> FromPython { try Files.reference("fitting_python.json", as: FromPython.self) }

  /// A table of Tests/References as rows of a fit.
  static func design(
    _ file: String, outcome: String, columns: [String], client: String? = nil
  ) throws -> DesignMatrix {
    let rows = try Files.referenceTable(file)
    return DesignMatrix(
      columns: columns, columnMajor: columns.flatMap { column in rows.map { $0[column]! } },
      outcomes: rows.map { $0[outcome] == 1 }, clients: client.map { client in rows.map { Int($0[client]!) } })
  }

  /// The simulated clients that lme4, sandwich and statsmodels were given.
  static func clients() throws -> DesignMatrix {
    try design("random_intercept.csv", outcome: "y", columns: ["x1", "x2", "x3"], client: "client")
  }
}
