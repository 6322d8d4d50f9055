public import Execution

/// The coefficients of a penalised regression's columns without the penalty: what the rows alone say of each effect.
///
/// A penalty makes better predictions and draws every coefficient away from its truth, so that no interval around it holds
/// what it promises. Effects are therefore judged here, by maximum likelihood with errors that take clients as drawn, and
/// predictions are made there.
public struct UnpenalisedFit: Sendable {
  /// On the same scaled columns.
  public let fit: LogisticRegression
  public let errors: ClientJackknife

  /// Clients below which there are no intervals: so few do not tell how clients differ.
  public static let minimumClients = 10

  public enum Failure: Error, Equatable, Sendable {
    case noFit(LogisticRegression.Failure)
    case tooFewClients(Int)
  }

  /// - Parameters:
  ///   - regression: The penalised fit, from which this one starts.
  ///   - rows: Those it was fitted on.
  public init(of regression: ScaledRegression, on rows: FeatureRows, executor: Executor) throws(Failure) {
    let matrix = DesignMatrix(rows, regression.scaling)
    do throws(LogisticRegression.Failure) {
      fit = try LogisticRegression(matrix, startingAt: regression.fit.coefficients, executor: executor)
    } catch {
      throw .noFit(error)
    }
    errors = ClientJackknife(of: fit, on: matrix)
    if errors.clients < UnpenalisedFit.minimumClients { throw .tooFewClients(errors.clients) }
  }

  /// 95 % interval of a coefficient, the intercept first.
  public func interval(ofCoefficient index: Int) -> ClosedRange<Double> {
    let (value, width) = (fit.coefficients[index], errors.halfWidth(ofCoefficient: index))
    return (value - width)...(value + width)
  }
}
