internal import Execution
internal import Ingest
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
  let suspicions: [Suspicion]

  private enum Part: Sendable {
    case openItems(OpenItemRisk)
    case risk(LateRisk)
    case decay([DecayAnalysis])
    case figures(PortfolioFigures)
    case suspicions([Suspicion])
  }

  init(
    _ snapshot: Snapshot, _ reading: LedgerReading, _ outcome: LateOutcome, lastMonth: Day, lastYear: Day, opening: Day,
    _ executor: Executor
  ) {
    // Without days of payment nothing can be learnt.
    let learnt = snapshot.teachable
    // Two at a time, so that few intermediate results are held at once. What does least of its work in maps, which a thread that
    // has no part left can join, comes first.
    let parts = Executor(threads: min(executor.threads, 2)).mapLong(5) { part -> Part in
      switch part {
      case 0: .openItems(OpenItemRisk(learnt, executor: executor))
      case 1: .risk(LateRisk(learnt, outcome: outcome, executor: executor))
      case 2: .decay(IndependentParts.decay(learnt, bySegment: snapshot.datedPayments.suffice, executor))
      case 3: .figures(PortfolioFigures(snapshot, lastMonth: lastMonth, lastYear: lastYear, opening: opening, executor))
      default:
        .suspicions(
          LedgerAudit(reading, asOf: snapshot.asOf, documentsAlone: true, executor: executor).suspicions)
      }
    }
    guard case .openItems(let openItems) = parts[0], case .risk(let risk) = parts[1],
      case .decay(let decays) = parts[2], case .figures(let figures) = parts[3],
      case .suspicions(let suspicions) = parts[4]
    else { preconditionFailure("the parts are in order") }
    (self.risk, self.openItems, self.figures, self.suspicions) = (risk, openItems, figures, suspicions)
    (decay, decayBySegment) = (decays[0], decays.dropFirst().first)
  }

  /// Of all clients, then by segment where that is asked for and there are several.
  private static func decay(_ snapshot: Snapshot, bySegment tellsSegments: Bool, _ executor: Executor)
    -> [DecayAnalysis]
  {
    var (whole, bySegment) = (DecayAnalysis.Settings(), DecayAnalysis.Settings())
    whole.comparesSampling = true
    bySegment.parts = [.curve, .test]
    let segments = ClientGroups.segments(snapshot)
    let isDivided = tellsSegments && segments.names.count > 1
    return DecayAnalysis.sideBySide(
      [(whole, .whole(snapshot))] + (isDivided ? [(bySegment, segments)] : []), of: snapshot, on: executor)
  }
}
