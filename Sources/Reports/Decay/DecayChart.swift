internal import Statistics
internal import Tables

/// The payment-decay curve with its 95 % band, as an SVG that Markdown viewers show.
struct DecayChart {
  private let curve: SurvivalCurve?
  private let language: Language
  /// Days past due on the horizontal axis.
  private static let range = -30...180
  private static let (width, height) = (720.0, 360.0)
  private static let (left, right, top, bottom) = (64.0, 24.0, 24.0, 56.0)

  init(_ curve: SurvivalCurve?, _ language: Language) {
    self.curve = curve
    self.language = language
  }

  var svg: String {
    let (w, h) = (DecayChart.width, DecayChart.height)
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(w)) \(number(h))\" "
        + "font-family=\"sans-serif\" font-size=\"13\">",
      "<rect width=\"\(number(w))\" height=\"\(number(h))\" fill=\"#ffffff\"/>",
    ]
    lines += axes
    if let curve { lines += band(curve) + [path(curve)] }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private var axes: [String] {
    var lines: [String] = []
    let numbers = NumberText(language)
    for tenth in stride(from: 0, through: 10, by: 2) {
      let level = y(Double(tenth) / 10)
      lines.append(
        "<line x1=\"\(x(DecayChart.range.lowerBound))\" x2=\"\(x(DecayChart.range.upperBound))\" y1=\"\(level)\" "
          + "y2=\"\(level)\" stroke=\"#d8dee4\"/>")
      lines.append(
        "<text x=\"\(number(DecayChart.left - 8))\" y=\"\(level)\" dy=\"4\" text-anchor=\"end\" fill=\"#57606a\">"
          + "\(numbers.share(Double(tenth) / 10, decimals: 0))</text>")
    }
    for day in stride(from: DecayChart.range.lowerBound, through: DecayChart.range.upperBound, by: 30) {
      lines.append(
        "<text x=\"\(x(day))\" y=\"\(number(DecayChart.height - DecayChart.bottom + 20))\" text-anchor=\"middle\" "
          + "fill=\"#57606a\">\(day)</text>")
    }
    let due = x(0)
    lines.append(
      "<line x1=\"\(due)\" x2=\"\(due)\" y1=\"\(y(1))\" y2=\"\(y(0))\" stroke=\"#57606a\" stroke-dasharray=\"4 4\"/>")
    lines.append(
      "<text x=\"\(due)\" y=\"\(y(1))\" dx=\"6\" dy=\"16\" fill=\"#57606a\">"
        + language(en: "due day", fr: "échéance") + "</text>")
    lines.append(
      "<text x=\"\(x((DecayChart.range.lowerBound + DecayChart.range.upperBound) / 2))\" "
        + "y=\"\(number(DecayChart.height - 14))\" text-anchor=\"middle\" fill=\"#24292f\">"
        + language(
          en: "Days past due; share of invoices still unpaid, with its 95% interval",
          fr: "Jours de retard ; part des factures encore impayées, avec son intervalle à 95 %") + "</text>")
    return lines
  }

  /// The days of the plot, up to the last one observed.
  private func days(_ curve: SurvivalCurve) -> ClosedRange<Int> {
    let last = min(max(curve.lastDay, DecayChart.range.lowerBound), DecayChart.range.upperBound)
    return DecayChart.range.lowerBound...last
  }

  private func path(_ curve: SurvivalCurve) -> String {
    let levels = days(curve).compactMap { day in curve.unpaid(at: day).map { (day, $0.value) } }
    let points = steps(levels).joined(separator: " ")
    return "<polyline points=\"\(points)\" fill=\"none\" stroke=\"#0550ae\" stroke-width=\"2\"/>"
  }

  /// A curve keeps its level until the next day's.
  private func steps(_ levels: [(day: Int, level: Double)]) -> [String] {
    zip(levels.indices, levels).flatMap { index, step in
      let before = index > 0 ? ["\(x(step.day)),\(y(levels[index - 1].level))"] : []
      return before + ["\(x(step.day)),\(y(step.level))"]
    }
  }

  private func band(_ curve: SurvivalCurve) -> [String] {
    let estimates = days(curve).compactMap { day -> (day: Int, low: Double, high: Double)? in
      guard let estimate = curve.unpaid(at: day), let low = estimate.low, let high = estimate.high else { return nil }
      return (day, low, high)
    }
    if estimates.count < 2 { return [] }
    let upper = steps(estimates.map { ($0.day, $0.high) })
    let lower = steps(estimates.map { ($0.day, $0.low) }).reversed()
    return [
      "<polygon points=\"\((upper + lower).joined(separator: " "))\" fill=\"#0550ae\" fill-opacity=\"0.18\"/>"
    ]
  }

  private func x(_ day: Int) -> String {
    let share = Double(day - DecayChart.range.lowerBound) / Double(DecayChart.range.count - 1)
    return number(DecayChart.left + share * (DecayChart.width - DecayChart.left - DecayChart.right))
  }

  private func y(_ level: Double) -> String {
    number(DecayChart.top + (1 - level) * (DecayChart.height - DecayChart.top - DecayChart.bottom))
  }

  private func number(_ value: Double) -> String { PlainNumber.fixed(value, decimals: 1) }
}
