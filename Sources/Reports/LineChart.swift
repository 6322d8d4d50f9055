internal import Tables

/// Lines over months in panels one below the other, as an SVG that Markdown viewers show.
struct LineChart {
  struct Line {
    let name: String
    let color: String
    /// One a month; `nil` leaves a gap.
    let values: [Double?]
    /// Months whose dot is hollow: what they say is not comparable.
    var hollow: Set<Int> = []
  }

  struct Panel {
    let title: String
    let lines: [Line]
  }

  private let panels: [Panel]
  /// Below the last panel, one a month.
  private let months: [String]
  private let numbers: NumberText

  private static let (width, panelHeight, left, right, top) = (720.0, 210.0, 64.0, 24.0, 48.0)
  private static let (plotHeight, bottom) = (140.0, 36.0)

  init(_ panels: [Panel], months: [String], _ language: Language) {
    self.panels = panels
    self.months = months
    numbers = NumberText(language)
  }

  var svg: String {
    let (width, height) = (
      number(LineChart.width), number(LineChart.panelHeight * Double(panels.count) + LineChart.bottom)
    )
    var lines = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(width) \(height)\" font-family=\"sans-serif\" "
        + "font-size=\"12\">",
      "<rect width=\"\(width)\" height=\"\(height)\" fill=\"#ffffff\"/>",
    ]
    for (index, panel) in panels.enumerated() {
      let base = LineChart.panelHeight * Double(index) + LineChart.top + LineChart.plotHeight
      let scale = Scale(panel.lines.flatMap(\.values).compactMap(\.self))
      lines += legend(panel, above: base - LineChart.plotHeight) + grid(scale, base: base)
      for line in panel.lines { lines += drawing(line, scale, base: base) }
    }
    let below = LineChart.panelHeight * Double(panels.count) + 4
    // Of many months every second one, the last among them, so that the names do not touch.
    let stride = months.count > 7 ? 2 : 1
    for (index, month) in months.enumerated() where (months.count - 1 - index).isMultiple(of: stride) {
      lines.append(text(month, x: x(index), y: below, anchor: "middle"))
    }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// An axis from zero to a round number above all values, in at most five steps of 1, 2 or 5 times a power of ten.
  private struct Scale {
    let step: Double
    let top: Double

    init(_ values: [Double]) {
      let highest = max(values.max() ?? 0, 1)
      var power = 1.0
      while power * 50 < highest { power *= 10 }
      step = [1, 2, 5, 10].map { $0 * power }.first { $0 * 5 >= highest }!
      top = (highest / step).rounded(.up) * step
    }
  }

  private func legend(_ panel: Panel, above top: Double) -> [String] {
    var lines = [text(panel.title, x: LineChart.left, y: top - 28, anchor: "start", fill: "#24292f")]
    for (index, line) in panel.lines.enumerated() {
      let start = LineChart.left + Double(index) * 200
      lines.append(
        "<line x1=\"\(number(start))\" x2=\"\(number(start + 20))\" y1=\"\(number(top - 14))\" "
          + "y2=\"\(number(top - 14))\" stroke=\"\(line.color)\" stroke-width=\"2\"/>")
      lines.append(text(line.name, x: start + 26, y: top - 10, anchor: "start"))
    }
    return lines
  }

  private func grid(_ scale: Scale, base: Double) -> [String] {
    stride(from: 0, through: scale.top, by: scale.step).flatMap { level in
      let y = height(level, scale, base: base)
      return [
        "<line x1=\"\(number(LineChart.left))\" x2=\"\(number(LineChart.width - LineChart.right))\" y1=\"\(number(y))\" "
          + "y2=\"\(number(y))\" stroke=\"#d8dee4\"/>",
        text(numbers.decimal(level, decimals: 0), x: LineChart.left - 8, y: y + 4, anchor: "end"),
      ]
    }
  }

  /// A dot a month, and lines between months that follow each other.
  private func drawing(_ line: Line, _ scale: Scale, base: Double) -> [String] {
    let points = line.values.enumerated().map { index, value in
      value.map { (x: x(index), y: height(max($0, 0), scale, base: base)) }
    }
    let segments = zip(points, points.dropFirst()).compactMap { first, second -> String? in
      guard let first, let second else { return nil }
      return "M\(number(first.x)) \(number(first.y))L\(number(second.x)) \(number(second.y))"
    }
    let dots = points.enumerated().compactMap { index, point in
      point.map {
        "<circle cx=\"\(number($0.x))\" cy=\"\(number($0.y))\" r=\"2.5\" "
          + (line.hollow.contains(index)
            ? "fill=\"#ffffff\" stroke=\"\(line.color)\"/>" : "fill=\"\(line.color)\"/>")
      }
    }
    if segments.isEmpty { return dots }
    return ["<path d=\"\(segments.joined())\" fill=\"none\" stroke=\"\(line.color)\" stroke-width=\"2\"/>"] + dots
  }

  private func text(_ text: String, x: Double, y: Double, anchor: String, fill: String = "#57606a") -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\" fill=\"\(fill)\">\(text)</text>"
  }

  private func x(_ month: Int) -> Double {
    let share = months.count > 1 ? Double(month) / Double(months.count - 1) : 0.5
    return LineChart.left + 20 + share * (LineChart.width - LineChart.left - LineChart.right - 40)
  }

  private func height(_ value: Double, _ scale: Scale, base: Double) -> Double {
    base - value / scale.top * LineChart.plotHeight
  }

  private func number(_ value: Double) -> String { PlainNumber.fixed(value, decimals: 1) }
}
