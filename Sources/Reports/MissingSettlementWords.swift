internal import Receivables
public import Statistics
public import Tables

/// That a ledger seems to lack what was settled before some day.
public enum MissingSettlementWords {
  public static func sentence(_ found: SurvivorsBefore.Answer, _ language: Language) -> String {
    let numbers = NumberText(language)
    let (day, entered) = (numbers.day(found.day), numbers.day(found.day - 1))
    let clients = numbers.integer(Int(found.expected.rounded()))
    let invoices = language.plural(
      found.invoices, en: ("invoice", "invoices"), fr: ("facture", "factures"))
    return language(
      en: "No invoice is settled before \(day), though by the pace of later ones about \(clients) clients would have "
        + "settled one: of the \(invoices) issued before, the files seem to hold only those still open then. They make "
        + "delays and chances of payment read too slow. Export the settled ones too, or give the others \(entered) as "
        + "entered_on.",
      fr: "Aucune facture n'est soldée avant le \(day), alors qu'au rythme des suivantes environ \(clients) clients en "
        + "auraient soldé une : des \(invoices) émises avant, les fichiers ne semblent contenir que celles encore ouvertes à "
        + "cette date. Délais et probabilités de paiement en ressortent trop lents. Exportez aussi les factures soldées, ou "
        + "donnez aux autres le \(entered) comme entered_on.")
  }
}
