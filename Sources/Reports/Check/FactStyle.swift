internal import Receivables
internal import Tables

/// How the facts of `encours check` are written: as the reader's language has it, or plainly and in English for scripts.
struct FactStyle {
  let language: Language
  private let currency: Currency
  private let numbers: NumberText?

  init(_ language: Language, _ currency: Currency, isForPeople: Bool) {
    self.language = isForPeople ? language : .english
    self.currency = currency
    numbers = isForPeople ? NumberText(language) : nil
  }

  func callAsFunction(en: String, fr: String) -> String { language(en: en, fr: fr) }

  func count(_ count: Int) -> String { numbers?.integer(count) ?? "\(count)" }
  func money(_ money: Money) -> String { numbers?.money(money, currency) ?? PlainNumber.money(money, currency) }
  func day(_ day: Day) -> String { numbers?.day(day) ?? day.description }

  /// Of a thousandth, as totals in files are read.
  func thousandths(_ value: Int64) -> String {
    let units = Double(value) / 1000
    return numbers?.decimal(units, decimals: 2) ?? PlainNumber.fixed(units, decimals: 2)
  }
}

/// One line of `encours check`.
typealias CheckFact = (what: String, understood: String)
