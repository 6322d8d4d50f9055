internal import Receivables
public import Statistics
public import Tables

/// What the tables of migration are called, and what they rest on.
public struct MigrationWords: Sendable {
  private let transitions: Transitions
  private let language: Language
  /// Days of a step.
  private let width: Int

  public init(_ transitions: Transitions, width: Int, _ language: Language) {
    self.transitions = transitions
    self.width = width
    self.language = language
  }

  private var oldest: String { BucketWords.name(transitions.stateNames.last!, language) }

  public var states: String {
    language(en: "Roll rates, and the loss assumed from them", fr: "Taux de passage et perte supposée")
  }
  public var ends: String {
    language(en: "Where amounts end, by these steps", fr: "Issue des montants, d'après ces périodes")
  }
  public var rolls: String { language(en: "Roll rates of each step", fr: "Taux de passage de chaque période") }
  public var matrix: String { language(en: "Where amounts are a step later", fr: "Montants, une période après") }
  public var moves: String { language(en: "What amounts do in a step", fr: "Mouvements sur une période") }
  public var visits: String {
    language(en: "Steps that an amount is expected to be in each bucket", fr: "Périodes attendues dans chaque tranche")
  }

  /// What was counted.
  public var steps: String {
    let count = transitions.steps.count
    let numbers = NumberText(language)
    let (first, last) = (transitions.steps.first.map(\.start), transitions.steps.last.map(\.end))
    let span = [first, last].compactMap { $0.map(numbers.day) }
    return language(
      en: language.plural(count, en: ("step", "steps"), fr: ("", "")) + " of \(width) days, "
        + "\(span.joined(separator: " to ")). Items and amounts are those open at the start of a step, added up over all "
        + "steps: an item counts in each of them.",
      fr: language.plural(count, en: ("", ""), fr: ("période", "périodes")) + " de \(width) jours, du "
        + "\(span.joined(separator: " au ")). Pièces et montants : ouverts au début de chaque période, cumulés sur toutes "
        + "les périodes ; une pièce compte dans chacune.")
  }

  /// What the loss rests on.
  public func loss(recovery: Double, outlook: Double) -> String {
    let numbers = NumberText(language)
    let (recovered, factor) = (numbers.share(recovery, decimals: 0), numbers.decimal(outlook, decimals: 2))
    return language(
      en:
        "The loss is an assumption, not an observation: what gets to '\(oldest)' counts as lost, \(recovered) of it is "
        + "recovered (--recovery), and past losses are multiplied by \(factor) (--outlook).",
      fr:
        "La perte est une hypothèse, non un constat : ce qui atteint « \(oldest) » est compté comme perdu, récupéré à "
        + "\(recovered) (--recovery), et les pertes passées sont multipliées par \(factor) (--outlook).")
  }

  /// That nothing was written off; `nil` where something was.
  public var writeOffs: String? {
    if transitions.hasWriteOffs { return nil }
    return language(
      en:
        "No write-off is recorded in these steps: whatever no credit note ends would count as paid in the end, however "
        + "late. How much is paid in the end is therefore not told.",
      fr:
        "Aucune perte n'est enregistrée sur ces périodes : tout ce qu'aucun avoir n'annule y finirait payé, même très tard. "
        + "La part finalement payée n'est donc pas donnée.")
  }
}
