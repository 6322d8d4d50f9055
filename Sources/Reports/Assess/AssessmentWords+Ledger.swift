internal import Receivables
internal import Solvency
internal import Tables

/// The record of the client that a candidate may already be.
extension AssessmentWords {
  func ledger(_ assessment: Assessment, _ clients: [Client]) -> String {
    guard let known = assessment.known else {
      return clients.isEmpty
        ? language(en: "no ledger given", fr: "aucun grand livre fourni")
        : language(en: "not found among the clients", fr: "absent des clients connus")
    }
    let record = known.record
    let reason = same(known.match.reason)
    func money(_ money: Money) -> String { style.text(.money(money)) + " " + currency.code }
    var text = language(
      en: "may be client \(clients[known.match.client].id) (\(reason)): balance \(money(record.balance)), "
        + "past due \(money(record.overdue))",
      fr: "peut-être le client \(clients[known.match.client].id) (\(reason)) : solde \(money(record.balance)), "
        + "échu \(money(record.overdue))")
    if record.oldestDaysPastDue > 0 {
      text += language(
        en: ", the oldest for \(days(record.oldestDaysPastDue))",
        fr: ", le plus ancien depuis \(days(record.oldestDaysPastDue))")
    }
    if let late = record.daysLate {
      text += language(
        en: ", paid \(style.text(.days(late))) days late on average",
        fr: ", réglé avec \(style.text(.days(late))) jours de retard en moyenne")
    }
    return text
  }

  private func days(_ count: Int) -> String {
    language.plural(count, en: ("day", "days"), fr: ("jour", "jours"))
  }
}
