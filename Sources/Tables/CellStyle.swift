public import Receivables

/// How cells read for people.
public struct CellStyle: Sendable {
  public let language: Language
  public let currency: Currency
  private let numbers: NumberText

  public init(language: Language, currency: Currency) {
    self.language = language
    self.currency = currency
    numbers = NumberText(language)
  }

  public func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): numbers.integer(value)
    case .money(let money): numbers.money(money, currency)
    case .days(let days): numbers.decimal(days, decimals: 1)
    case .atLeastDays(let days): "≥ " + numbers.decimal(days, decimals: 1)
    case .day(let day): numbers.day(day)
    case .share(let share): numbers.share(share)
    case .number(let value): numbers.decimal(value, decimals: 4)
    case .withheld(let reason): reason
    case .blank: ""
    }
  }
}
