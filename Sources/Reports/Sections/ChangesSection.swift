internal import Receivables
internal import Statistics
internal import Tables

/// Which clients and segments moved the receivables and what is past due of them most.
struct ChangesSection: ReportSection {
  private static let (clientsShown, segmentsShown) = (5, 3)

  func blocks(_ analysis: MonthlyAnalysis, _ language: Language, _ style: CellStyle) -> [ReportDocument.Block] {
    let code = style.currency.code
    let heading = ReportDocument.Block.heading(
      level: 2, language(en: "What moved (\(code))", fr: "Principales variations (\(code))"))
    if let withheld = PaymentDayWords(language).sentence(analysis.datedPayments) {
      return [heading, .paragraph(withheld)]
    }
    if analysis.changes.isEmpty { return [] }
    return [heading]
      + analysis.changes.flatMap { changes -> [ReportDocument.Block] in
        let since = style.text(.day(changes.since))
        return [
          .heading(level: 3, language(en: "Since \(since)", fr: "Depuis le \(since)")),
          .table(table(changes, analysis.snapshot.clients, language, style)),
          .paragraph(sentence(changes, language, style)),
        ]
      }
  }

  private func table(
    _ changes: ExposureChanges, _ clients: [Client], _ language: Language, _ style: CellStyle
  ) -> Table {
    typealias Amount = (ExposureByClient.Exposure) -> Money
    func rows(_ measure: String, _ amount: @escaping Amount) -> [[Cell]] {
      func top(_ parts: [ExposureChange], _ count: Int, _ name: (Client) -> String) -> [[Cell]] {
        ExposureChange.largest(count, of: parts) { amount($0.now) - amount($0.before) }.map { change in
          let (before, now) = (amount(change.before), amount(change.now))
          return [
            .text(measure), .text(name(clients[change.client])), .money(before), .money(now), .money(now - before),
          ]
        }
      }
      let segment = language(en: "segment", fr: "segment")
      let none = language(en: "none", fr: "aucun")
      return top(changes.clients, ChangesSection.clientsShown, \.label)
        + top(changes.segments, ChangesSection.segmentsShown) {
          "\(segment) \($0.segment.isEmpty ? none : $0.segment)"
        }
    }
    return Table(
      [
        Column("measure", language(en: "Measure", fr: "Mesure"), isNumeric: false),
        Column("part", language(en: "Client or segment", fr: "Client ou segment"), isNumeric: false),
        Column("before", style.text(.day(changes.since))), Column("now", style.text(.day(changes.until))),
        Column("change", language(en: "Change", fr: "Variation")),
      ],
      rows: rows(language(en: "Net receivables", fr: "Encours net")) { $0.net }
        + rows(language(en: "Past due", fr: "Échu")) { $0.pastDue })
  }

  /// The rises and the falls behind the change of the total.
  private func sentence(_ changes: ExposureChanges, _ language: Language, _ style: CellStyle) -> String {
    let nets = changes.clients.map(\.net)
    let (rises, falls) = (nets.filter { $0 > .zero }, nets.filter { $0 < .zero })
    let code = style.currency.code
    let up = "\(style.text(.money(rises.reduce(.zero, +)))) \(code)"
    let down = "\(style.text(.money(falls.reduce(.zero, -)))) \(code)"
    func clients(_ count: Int) -> String {
      language.plural(count, en: ("client owes", "clients owe"), fr: ("client doit", "clients doivent"))
    }
    let more =
      rises.isEmpty
      ? nil : language(en: "\(clients(rises.count)) \(up) more", fr: "\(clients(rises.count)) \(up) de plus")
    let less =
      falls.isEmpty
      ? nil : language(en: "\(clients(falls.count)) \(down) less", fr: "\(clients(falls.count)) \(down) de moins")
    let parts = [more, less].compactMap(\.self)
    return parts.isEmpty
      ? language(en: "No client owes more or less than then.", fr: "Aucun client ne doit plus ou moins qu'alors.")
      : parts.joined(separator: ", ") + "."
  }
}
