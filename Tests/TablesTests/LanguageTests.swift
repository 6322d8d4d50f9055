import Tables
import Testing

@Suite struct LanguageTests {
  /// French counts zero in the singular, English in the plural.
  @Test(arguments: [
    (0, "0 invoices", "0 facture"), (1, "1 invoice", "1 facture"), (2, "2 invoices", "2 factures"),
    (1_500, "1,500 invoices", "1\u{202F}500 factures"),
  ]) func plurals(count: Int, en: String, fr: String) {
    #expect(Language.english.plural(count, en: ("invoice", "invoices"), fr: ("facture", "factures")) == en)
    #expect(Language.french.plural(count, en: ("invoice", "invoices"), fr: ("facture", "factures")) == fr)
  }

  @Test func aTextIsGivenInBothLanguages() {
    #expect(Language.english(en: "late", fr: "en retard") == "late")
    #expect(Language.french(en: "late", fr: "en retard") == "en retard")
  }
}
