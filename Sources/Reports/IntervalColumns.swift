internal import Statistics
internal import Tables

/// The two ends of a 95 % interval beside a figure.
enum IntervalColumns {
  /// - Parameter prefix: Of the columns' keys, where a table has several figures.
  static func columns(_ language: Language, prefix: String = "") -> [Column] {
    [
      Column(prefix + "low", language(en: "95% interval", fr: "Intervalle à 95 %")),
      Column(prefix + "high", "", endsInterval: true),
    ]
  }

  /// A figure and the two ends of its interval.
  static func cells(_ figure: Figure?, _ language: Language, _ cell: (Double) -> Cell = { .share($0) }) -> [Cell] {
    switch figure {
    case .estimate(let estimate)?:
      [cell(estimate.value), .optional(estimate.low, cell), .optional(estimate.high, cell)]
    case .notEnoughData(let shortage)?: [ShortageWords(language).cell(shortage), .blank, .blank]
    case nil: [.blank, .blank, .blank]
    }
  }
}
