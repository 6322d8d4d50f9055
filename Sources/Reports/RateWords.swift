internal import Ingest
internal import Receivables
internal import Tables

/// A rate of exchange, in words.
enum RateWords {
  /// `0.9213, of 2025-12-30, 1 day before the as-of day`.
  static func text(_ used: DatedRate, asOf: Day) -> String {
    guard let day = used.day else { return "\(used.rate.price) (as declared)" }
    let age = day.days(until: asOf)
    return "\(used.rate.price), of \(day)"
      + (age == 0 ? ", the as-of day" : ", \(age) day\(age == 1 ? "" : "s") before the as-of day")
  }

  static func sentence(_ used: DatedRate, _ language: Language, _ style: CellStyle) -> String {
    let price = language == .french ? used.rate.price.replacing(".", with: ",") : used.rate.price
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
