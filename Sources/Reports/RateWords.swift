internal import Ingest
internal import Receivables
internal import Tables

/// A rate of exchange, in words.
enum RateWords {
  /// `0.9213, of 2025-12-30, 1 day before the as-of day`.
  static func text(_ used: DatedRate, asOf: Day, _ style: FactStyle) -> String {
    let price = self.price(used, style.language)
    guard let day = used.day else { return price + style(en: " (as declared)", fr: " (déclaré)") }
    let age = day.days(until: asOf)
    let before =
      age == 0
      ? style(en: "the as-of day", fr: "jour de l'arrêté")
      : style(
        en: "\(age) day\(age == 1 ? "" : "s") before the as-of day",
        fr: "\(age) jour\(age == 1 ? "" : "s") avant l'arrêté")
    return style(en: "\(price), of \(style.day(day)), \(before)", fr: "\(price), celui du \(style.day(day)), \(before)")
  }

  private static func price(_ used: DatedRate, _ language: Language) -> String {
    language(en: used.rate.price, fr: used.rate.price.replacing(".", with: ","))
  }

  static func sentence(_ used: DatedRate, _ language: Language, _ style: CellStyle) -> String {
    let price = price(used, language)
    let (from, to) = (used.rate.currency.code, style.currency.code)
    guard let day = used.day.map({ style.text(.day($0)) }) else {
      return language(
        en: "Amounts in \(from) are presented at the declared rate of \(price) \(to).",
        fr: "Les montants en \(from) sont présentés au cours déclaré de \(price) \(to).")
    }
    return language(
      en: "Amounts in \(from) are presented at \(price) \(to), the rate of \(day).",
      fr: "Les montants en \(from) sont présentés au cours de \(price) \(to), celui du \(day).")
  }
}
