public import Execution

/// The coefficients of a penalised regression's columns without the penalty: what the rows alone say of each effect.
///
/// A penalty makes better predictions and draws every coefficient away from its truth, so that no interval around it holds
/// what it promises. Effects are therefore judged here, by maximum likelihood with errors that take clients as drawn, and
/// predictions are made there. Where the rarer outcome is rarer than the coefficients are many, or a column tells the outcome
/// exactly, maximum likelihood has no estimate to trust or none at all: there it is Firth's.
public struct UnpenalisedFit: Sendable {
  /// On the same scaled columns.
  public let fit: LogisticRegression
  /// Whether the estimates are Firth's.
  public let isFirth: Bool
  /// `nil` after Firth's penalty, whose errors would be too small on one side.
  public let errors: ClientJackknife?

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
      (fit, isFirth) = try UnpenalisedFit.fit(matrix, startingAt: regression.fit.coefficients, executor)
    } catch {
      throw .noFit(error)
    }
    if isFirth {
      errors = nil
    } else {
      let errors = ClientJackknife(of: fit, on: matrix)
      if errors.clients < UnpenalisedFit.minimumClients { throw .tooFewClients(errors.clients) }
      self.errors = errors
    }
  }

  private static func fit(
    _ rows: DesignMatrix, startingAt start: [Double], _ executor: Executor
  ) throws(LogisticRegression.Failure) -> (fit: LogisticRegression, isFirth: Bool) {
    do throws(LogisticRegression.Failure) {
      return (try LogisticRegression(rows, startingAt: start, executor: executor), false)
    } catch {
      switch error {
      case .separated, .tooFewEvents: return (try LogisticRegression(firth: rows, executor: executor), true)
      default: throw error
      }
    }
  }

  /// 95 % interval of a coefficient, the intercept first; `nil` after Firth's penalty.
  public func interval(ofCoefficient index: Int) -> ClosedRange<Double>? {
    guard let errors else { return nil }
    let (value, width) = (fit.coefficients[index], errors.halfWidth(ofCoefficient: index))
    return (value - width)...(value + width)
  }
}
