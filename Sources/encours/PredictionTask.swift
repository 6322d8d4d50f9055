import ArgumentParser
import Risk

/// What the risk model is asked.
enum PredictionTask: String, ExpressibleByArgument, CaseIterable {
  case issue, open

  var task: ModelFile.Task { self == .issue ? .issue : .open }

  /// Refuses options that this task has no use for: without effect, they would be taken to have had one.
  func refuse(_ declared: AttributeOptions, lateAfter: Int?) throws {
    if let lateAfter, !(0...LateOutcome.longestGrace).contains(lateAfter) {
      throw ValidationError("--late-after must be between 0 and \(LateOutcome.longestGrace).")
    }
    guard self == .open else { return }
    if lateAfter != nil { throw ValidationError("--late-after goes with --task issue.") }
    if !declared.attributes.isEmpty {
      throw ValidationError("--attribute goes with --task issue: the model of open items uses none.")
    }
  }
}
