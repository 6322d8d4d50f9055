import Execution
import Foundation
import Risk

/// Fits a random intercept to a table of `client,y,` and columns, for `compare.R`: see README.md.
@main
struct RandomIntercept {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: RandomIntercept TABLE.csv")
      exit(64)
    }
    let rows = try table(at: CommandLine.arguments[1])
    let executor = Executor(threads: ProcessInfo.processInfo.activeProcessorCount)
    let clock = ContinuousClock()
    let start = clock.now
    let fit = try RandomInterceptRegression(rows, executor: executor)
    let time = clock.now - start
    print("term,value")
    print("seconds,\(time / .seconds(1))")
    print("log_likelihood,\(fit.logLikelihood)")
    print("deviation,\(fit.deviation)")
    for (name, value) in zip(["(Intercept)"] + fit.columns, fit.coefficients) { print("\(name),\(value)") }
  }

  /// Clients are numbered as they come.
  private static func table(at path: String) throws -> DesignMatrix {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let names = lines[0].split(separator: ",").dropFirst(2).map(String.init)
    var (columns, outcomes, clients) = (names.map { _ in [Double]() }, [Bool](), [Int]())
    var numbers: [Substring: Int] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",")
      precondition(fields.count == names.count + 2, "\(fields.count) fields in: \(line)")
      let next = numbers.count
      clients.append(numbers[fields[0], default: next])
      numbers[fields[0]] = clients[clients.count - 1]
      outcomes.append(fields[1] == "1")
      for (column, field) in fields.dropFirst(2).enumerated() {
        guard let value = Double(field) else { preconditionFailure("not a number: \(field)") }
        columns[column].append(value)
      }
    }
    return DesignMatrix(columns: names, columnMajor: columns.flatMap(\.self), outcomes: outcomes, clients: clients)
  }
}
