internal import Tables

/// A p value as people write it.
enum PValueText {
  private static let smallest = 0.001

  static func text(_ p: Double, _ language: Language) -> String {
    let numbers = NumberText(language)
    return p < smallest ? "< " + numbers.decimal(smallest, decimals: 3) : numbers.decimal(p, decimals: 3)
  }

  /// After a name: `= 0.731` or `< 0.001`.
  static func relation(_ p: Double, _ language: Language) -> String {
    p < smallest ? text(p, language) : "= " + text(p, language)
  }
}
