/// The language of words, numbers and dates for people. Code, column keys and files for scripts are English.
public enum Language: String, Sendable, CaseIterable {
  case english = "en"
  case french = "fr"

  /// The text in this language. Both stand side by side where they are used, so that neither is forgotten; the other is
  /// not made.
  public func callAsFunction(en: @autoclosure () -> String, fr: @autoclosure () -> String) -> String {
    switch self {
    case .english: en()
    case .french: fr()
    }
  }

  /// `1 invoice`, `2 invoices`; in French 0 and 1 are singular.
  public func plural(_ count: Int, en: (String, String), fr: (String, String)) -> String {
    switch self {
    case .english: "\(NumberText(self).integer(count)) \(count == 1 ? en.0 : en.1)"
    case .french: "\(NumberText(self).integer(count)) \(abs(count) < 2 ? fr.0 : fr.1)"
    }
  }
}
