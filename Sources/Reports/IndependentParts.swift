internal import Execution
internal import Receivables
internal import Risk
internal import Statistics

/// The parts of a monthly analysis that need nothing of each other: what one does on a single thread leaves the others at
/// work.
struct IndependentParts: Sendable {
  let risk: LateRisk
  let openItems: OpenItemRisk
  let decay: DecayAnalysis
  /// `nil` when clients have no more than one segment, or too few payments have a day.
  let decayBySegment: DecayAnalysis?
  let figures: PortfolioFigures

  private enum Part: Sendable {
    case risk(LateRisk)
    case openItems(OpenItemRisk)
    case decay(DecayAnalysis)
    case figures(PortfolioFigures)
    case decayBySegment(DecayAnalysis?)
  }

  init(
    _ snapshot: Snapshot, _ outcome: LateOutcome, lastMonth: Day, lastYear: Day, opening: Day, _ executor: Executor
  ) {
    // Without days of payment nothing can be learnt.
    let learnt = snapshot.teachable
    // Two at a time, so that each has half of the threads; the longest come first.
    let parts = Executor(threads: min(executor.threads, 2)).map(5) { part -> Part in
      switch part {
      case 0: .risk(LateRisk(learnt, outcome: outcome, executor: executor))
      case 1: .openItems(OpenItemRisk(learnt, executor: executor))
      case 2: .decay(IndependentParts.decay(learnt, executor))
      case 3: .figures(PortfolioFigures(snapshot, lastMonth: lastMonth, lastYear: lastYear, opening: opening, executor))
      default: .decayBySegment(IndependentParts.decayBySegment(snapshot, executor))
      }
    }
    guard case .risk(let risk) = parts[0], case .openItems(let openItems) = parts[1],
      case .decay(let decay) = parts[2], case .figures(let figures) = parts[3],
      case .decayBySegment(let decayBySegment) = parts[4]
    else { preconditionFailure("the parts are in order") }
    (self.risk, self.openItems, self.figures) = (risk, openItems, figures)
    (self.decay, self.decayBySegment) = (decay, decayBySegment)
  }

  private static func decay(_ snapshot: Snapshot, _ executor: Executor) -> DecayAnalysis {
    var settings = DecayAnalysis.Settings()
    settings.comparesSampling = true
    return DecayAnalysis(snapshot, settings, by: .whole(snapshot), on: executor)
  }

  private static func decayBySegment(_ snapshot: Snapshot, _ executor: Executor) -> DecayAnalysis? {
    let segments = ClientGroups.segments(snapshot)
    if segments.names.count < 2 || !snapshot.datedPayments.suffice { return nil }
    var settings = DecayAnalysis.Settings()
    settings.parts = [.curve, .test]
    return DecayAnalysis(snapshot, settings, by: segments, on: executor)
  }
}
