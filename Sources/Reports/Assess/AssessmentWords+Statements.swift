internal import Solvency
internal import Tables

/// A candidate's financial statement and its scores, each by itself.
extension AssessmentWords {
  struct ScoreLine {
    let name, finding, reading, source: String
  }

  func statement(_ assessment: Assessment) -> [ScoreLine] {
    let name = signal(.statements)
    if assessment.unreadable != nil {
      return [
        ScoreLine(
          name: name, finding: statementProblems(assessment), reading: direction(.unknown), source: "")
      ]
    }
    guard let statement = assessment.statement else {
      return [
        ScoreLine(
          name: name, finding: language(en: "no financial statement", fr: "pas de comptes"),
          reading: direction(.unknown), source: "")
      ]
    }
    var lines = statement.problems.map {
      ScoreLine(
        name: language(en: "statement", fr: "comptes"), finding: problem($0.problem),
        reading: language(en: "not used", fr: "non utilisé"), source: "")
    }
    for kind in ScoreKind.allCases {
      let finding: String
      var reading = direction(.unknown)
      var usesBoxes = false
      switch assessment.scores[kind]! {
      case .missing(let items):
        finding = language(en: "missing: ", fr: "manque : ") + items.map { $0.title(language) }.joined(separator: ", ")
      case .impossible(let items):
        finding =
          language(en: "cannot be true: ", fr: "impossible : ")
          + items.map { $0.title(language) }.joined(separator: ", ")
      case .score(let score):
        usesBoxes = score.usesBoxes
        reading = zone(score)
        let ratios = score.ratios.map { "\($0.kind.title(language)) \(style.text(.number($0.value)))" }
        finding = "\(style.text(.number(score.value))) (\(ratios.joined(separator: separator)))"
      }
      let boxes =
        usesBoxes
        ? language(
          en: "; boxes of the tax return: mapping not verified",
          fr: " ; cases de la liasse : correspondance non vérifiée")
        : ""
      lines.append(
        ScoreLine(
          name: title(kind), finding: finding, reading: reading,
          source: "\(kind.source) (\(kind.confidence.rawValue))\(boxes)"))
    }
    return lines
  }

  func title(_ kind: ScoreKind) -> String {
    switch kind {
    case .zPrime: "Altman Z'"
    case .zSecond: "Altman Z''"
    case .zEmerging: language(en: "Altman Z'' + 3.25", fr: "Altman Z'' + 3,25")
    case .conanHolder: "Conan & Holder"
    case .ohlson: language(en: "Ohlson O (probability)", fr: "Ohlson O (probabilité)")
    }
  }

  private func zone(_ score: FinancialScore) -> String {
    let zone =
      switch score.zone {
      case .safe: language(en: "safe", fr: "sain")
      case .grey: language(en: "grey zone", fr: "zone grise")
      case .distress: language(en: "distress", fr: "détresse")
      }
    guard score.kind == .conanHolder else { return zone }
    let band = ScoreKind.conanHolderRisk(score.value)
    return zone + language(en: ", published risk \(band)", fr: ", risque publié \(band)")
  }

  func statementProblems(_ assessment: Assessment) -> String {
    if let unreadable = assessment.unreadable {
      return language(
        en: "line \(unreadable.line): cannot read the number in \(unreadable.column)",
        fr: "ligne \(unreadable.line) : nombre illisible dans \(unreadable.column)")
    }
    return (assessment.statement?.problems ?? []).map { problem($0.problem) }.joined(separator: separator)
  }

  private func problem(_ problem: FinancialStatement.Problem) -> String {
    switch problem {
    case .notPositive(let of):
      language(en: "\(of.title(language)) is 0 or less", fr: "\(of.title(language)) nul ou négatif")
    case .negative(let of): language(en: "\(of.title(language)) is negative", fr: "\(of.title(language)) négatif")
    case .partOverWhole(let part, let whole):
      language(
        en: "\(part.title(language)) over \(whole.title(language))",
        fr: "\(part.title(language)) supérieur à \(whole.title(language))")
    case .units(let one, let other):
      language(
        en:
          "\(one.title(language)) and \(other.title(language)) are about a thousand times apart: euros mixed with thousands?",
        fr:
          "\(one.title(language)) et \(other.title(language)) diffèrent d'un facteur mille environ : euros et milliers mélangés ?"
      )
    case .doesNotBalance:
      language(
        en: "equity and liabilities are not near total assets",
        fr: "capitaux propres et dettes ne s'approchent pas du total de l'actif")
    }
  }
}
