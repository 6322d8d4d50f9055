internal import Solvency
internal import Tables

/// What the numbers of a candidate say.
extension AssessmentWords {
  func identity(_ identity: Identity) -> String {
    if !identity.isGiven {
      return language(en: "no SIREN, SIRET or VAT number given", fr: "ni SIREN, ni SIRET, ni numéro de TVA")
    }
    var parts = identity.problems.map(problem)
    if identity.isMonaco {
      parts.append(
        language(en: "SIRET of Monaco: no check digit to verify", fr: "SIRET monégasque : pas de clé à vérifier"))
    }
    if identity.hasUncheckedKey {
      parts.append(
        language(en: "VAT key with letters: not verified", fr: "clé de TVA alphanumérique : non vérifiée"))
    }
    if parts.isEmpty {
      parts.append(
        identity.siren == nil
          ? language(en: "not a French number: not verified", fr: "numéro étranger : non vérifié")
          : language(en: "numbers valid and of one company", fr: "numéros valides, d'une même entreprise"))
    }
    return parts.joined(separator: separator)
  }

  private func problem(_ problem: Identity.Problem) -> String {
    switch problem {
    case .differ:
      return language(
        en: "the numbers are of different companies", fr: "les numéros ne désignent pas la même entreprise")
    case .number(let number, let reason):
      let name = number == .vat ? language(en: "VAT number", fr: "numéro de TVA") : number.rawValue.uppercased()
      let text =
        switch reason {
        case .length(let found, let expected):
          language(
            en: "\(found) characters instead of \(expected)", fr: "\(found) caractères au lieu de \(expected)")
        case .leadingZerosLost(let found, let expected):
          language(
            en: "\(found) digits instead of \(expected): a spreadsheet dropped the leading zeros",
            fr: "\(found) chiffres au lieu de \(expected) : un tableur a supprimé les zéros de tête")
        case .characters: language(en: "holds something else than digits", fr: "contient autre chose que des chiffres")
        case .checkDigits: language(en: "its check digit is wrong", fr: "sa clé de contrôle est fausse")
        case .vatKey:
          language(
            en: "its key does not fit the SIREN (rule from secondary sources, B)",
            fr: "sa clé ne correspond pas au SIREN (règle de sources secondaires, B)")
        }
      return language(en: "\(name): \(text)", fr: "\(name) : \(text)")
    }
  }

  func identitySource(_ identity: Identity) -> String {
    if !identity.isGiven { return "" }
    if identity.isMonaco { return language(en: "form of the number (C)", fr: "forme du numéro (C)") }
    return identity.siren?.digits == Siren.laPoste
      ? language(en: "rule for La Poste (B)", fr: "règle de La Poste (B)")
      : language(en: "Luhn's check digit (A)", fr: "clé de Luhn (A)")
  }

  /// Another row of the table that may be the same company; `nil` where there is none.
  func repeated(_ assessment: Assessment) -> String? {
    assessment.duplicate.map { line, reason in
      language(
        en: "\(same(reason)) as line \(line) of the table", fr: "\(same(reason)) qu'à la ligne \(line) du tableau")
    }
  }

  func same(_ reason: SameCompany) -> String {
    switch reason {
    case .siren: language(en: "same SIREN", fr: "même SIREN")
    case .code: language(en: "same code", fr: "même code")
    case .name: language(en: "same name but for its spelling", fr: "même nom à l'écriture près")
    }
  }
}
