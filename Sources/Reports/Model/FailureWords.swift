public import Risk
public import Tables

/// Why a fit failed: what was found and what follows.
public enum FailureWords {
  public static func sentence(_ failure: LogisticRegression.Failure, _ language: Language) -> String {
    func title(_ column: String) -> String { "*\(FeatureWords.title(column, language))*" }
    return switch failure {
    case .tooFewEvents(let events, let needed):
      language(
        en: "No model: among the rows usable for learning the rarer outcome occurs \(events) times, and a fit needs "
          + "\(needed).",
        fr: "Pas de modèle : parmi les lignes utilisables pour l'apprentissage, l'issue la plus rare se présente "
          + "\(events) fois, il en faut \(needed).")
    case .constant(let column):
      language(
        en: "\(title(column)) is left out: it has one value only.",
        fr: "\(title(column)) : écartée, car elle n'a qu'une valeur.")
    case .collinear(let column):
      language(
        en: "\(title(column)) is left out: the other columns determine it.",
        fr: "\(title(column)) : écartée, car les autres variables la déterminent.")
    case .separated(let column):
      language(
        en:
          "\(title(column)) is left out: in these rows it tells the outcome exactly, so its effect has no finite estimate.",
        fr: "\(title(column)) : écartée, car elle sépare exactement les issues, son effet n'a pas d'estimation finie.")
    case .notConverged(let iterations):
      language(
        en: "No model: the fit did not converge in \(iterations) iterations.",
        fr: "Pas de modèle : l'ajustement n'a pas convergé en \(iterations) itérations.")
    case .notFinite:
      language(en: "No model: a feature is not a finite number.", fr: "Pas de modèle : une variable n'est pas finie.")
    }
  }

  /// Why there are no intervals.
  static func sentence(_ failure: UnpenalisedFit.Failure, _ language: Language) -> String {
    switch failure {
    case .tooFewClients(let clients):
      language(
        en: "No intervals: not enough data (\(clients) clients, at least \(UnpenalisedFit.minimumClients)).",
        fr:
          "Pas d'intervalles : données insuffisantes (\(clients) clients, il en faut \(UnpenalisedFit.minimumClients))."
      )
    case .noFit(.tooFewEvents(let events, let needed)):
      language(
        en: "No intervals: not enough data (the rarer outcome occurs \(events) times, at least \(needed)).",
        fr: "Pas d'intervalles : données insuffisantes (l'issue la plus rare se présente \(events) fois, il en faut "
          + "\(needed)).")
    case .noFit:
      language(
        en: "No intervals: without the penalty the coefficients have no unique finite values.",
        fr: "Pas d'intervalles : sans la pénalité, les coefficients n'ont pas de valeurs finies uniques.")
    }
  }
}
