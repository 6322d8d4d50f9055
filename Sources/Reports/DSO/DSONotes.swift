internal import Receivables
internal import Statistics
internal import Tables

/// What a reader of the DSO family should know of one day's figures.
struct DSONotes {
  private let family: DaysSalesOutstanding.Family
  private let language: Language

  init(_ family: DaysSalesOutstanding.Family, _ language: Language) {
    self.family = family
    self.language = language
  }

  var countBack: String {
    var notes: [String] = []
    if family.receivables <= .zero { notes.append(language(en: "nothing is owed", fr: "rien n'est dû")) }
    notes.append(minimum(family.countBack))
    if family.countBack.clippedPeriods > 0 {
      notes.append(
        language(
          en: "months of negative sales counted as zero: \(family.countBack.clippedPeriods)",
          fr: "mois de ventes négatives comptés pour zéro : \(family.countBack.clippedPeriods)"))
    }
    return DSONotes.joined(notes, language)
  }

  /// That a count-back figure is the least it can be.
  func minimum(_ days: CountBack.Days) -> String {
    if !days.isExhausted { return "" }
    return language(
      en: "at least: the sales history is exhausted", fr: "au moins : l'historique des ventes est épuisé")
  }

  static func joined(_ notes: [String], _ language: Language) -> String {
    notes.filter { !$0.isEmpty }.joined(separator: language(en: "; ", fr: " ; "))
  }

  /// Of a whole ledger: whether it may list open items only.
  var openItemsOnly: String {
    let hasPayments = family.directPaymentDelay != nil || family.undatedPayments > 0
    if hasPayments || family.receivables <= .zero || family.windows.payments != nil { return "" }
    return language(
      en: "no payment in the ledger: if it lists open items only, it has no sales history",
      fr: "aucun règlement dans le fichier : s'il ne liste que des postes ouverts, il n'a pas d'historique de ventes")
  }

  var sales: String {
    if family.simple == nil { return language(en: "no sales in the window", fr: "aucune vente sur la période") }
    return family.historyDays >= family.windows.sales ? "" : shortHistory
  }

  private var shortHistory: String {
    language(
      en: "days of sales in the ledger: only \(family.historyDays)",
      fr: "jours de ventes dans le fichier : seulement \(family.historyDays)")
  }

  var payments: String {
    if family.directPaymentDelay == nil {
      return family.windows.payments == nil
        ? language(en: "no dated payment", fr: "aucun paiement daté")
        : language(en: "no dated payment in the window", fr: "aucun paiement daté sur la période")
    }
    if family.undatedPayments == 0 { return "" }
    return language(
      en: "payments without a day left out: \(family.undatedPayments)",
      fr: "règlements sans date écartés : \(family.undatedPayments)")
  }

  var clippedDays: String {
    if family.countBackDaily.clippedPeriods == 0 { return "" }
    return language(
      en: "days of negative sales counted as zero: \(family.countBackDaily.clippedPeriods)",
      fr: "jours de ventes négatives comptés pour zéro : \(family.countBackDaily.clippedPeriods)")
  }

  var rollingAverage: String {
    let months = family.asOf.adding(months: -family.windows.averagedSales).days(until: family.asOf)
    if family.historyDays >= months {
      return family.rollingAverage == nil
        ? language(en: "no sales in the window", fr: "aucune vente sur la période") : ""
    }
    return family.rollingAverage == nil
      ? language(en: "the ledger does not go back far enough", fr: "le fichier ne remonte pas assez loin")
      : shortHistory
  }
}
