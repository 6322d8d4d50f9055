internal import Receivables
internal import Solvency
internal import Tables

/// Findings about a candidate in sentences.
struct AssessmentWords: Sendable {
  let language: Language
  let currency: Currency
  let policy: CreditPolicy
  let style: CellStyle

  init(_ language: Language, _ currency: Currency, _ policy: CreditPolicy) {
    (self.language, self.currency, self.policy) = (language, currency, policy)
    style = CellStyle(language: language, currency: currency)
  }

  func decision(_ decision: Decision) -> String {
    switch decision {
    case .accept: language(en: "accept", fr: "accepter")
    case .acceptWithDeposit: language(en: "accept with deposit", fr: "accepter avec acompte")
    case .prepayment: language(en: "prepayment", fr: "paiement d'avance")
    case .refer: language(en: "refer", fr: "à examiner")
    }
  }

  func signal(_ kind: Signal.Kind) -> String {
    switch kind {
    case .identity: language(en: "identity", fr: "identité")
    case .ledger: language(en: "record in the ledger", fr: "historique au grand livre")
    case .firstInvoice: language(en: "first-invoice risk", fr: "risque sur la première facture")
    case .statements: language(en: "financial scores", fr: "scores financiers")
    case .failure: language(en: "model of failure", fr: "modèle de défaillance")
    }
  }

  func direction(_ direction: Signal.Direction) -> String {
    switch direction {
    case .good: language(en: "good", fr: "favorable")
    case .neutral: language(en: "neutral", fr: "neutre")
    case .bad: language(en: "bad", fr: "défavorable")
    case .unknown: language(en: "unknown", fr: "inconnu")
    }
  }

  var separator: String { language(en: "; ", fr: " ; ") }

  /// What speaks for and against, in a line.
  func why(_ assessment: Assessment) -> String {
    let parts = assessment.signals.filter { $0.direction == .bad || $0.direction == .good }.map {
      "\(signal($0.kind)) \(direction($0.direction))"
    }
    let known = assessment.known.map { _ in language(en: "may be a client already", fr: "peut-être déjà client") }
    let all = [known, repeated(assessment)].compactMap(\.self) + parts
    return all.isEmpty ? rule(assessment) : all.joined(separator: separator)
  }

  func failure(_ assessment: Assessment) -> String {
    guard let prediction = assessment.failure else {
      return language(en: "no model, or no statement for it", fr: "pas de modèle, ou pas de comptes à lui soumettre")
    }
    let text = language(en: "P(failure) ", fr: "P(défaillance) ") + style.text(.share(prediction.probability))
    if prediction.imputed.isEmpty { return text }
    let names = prediction.imputed.joined(separator: ", ")
    return text
      + language(
        en: "; empty or unknown, so the average of the training rows: \(names)",
        fr: " ; vide ou inconnu, donc moyenne des lignes d'apprentissage : \(names)")
  }
}
