internal import Ingest
internal import Tables

/// What the columns of a file mean, and why, in words.
struct ColumnWords {
  private let summary: FileSummary
  private let options: InvoiceReader.Options
  private let style: FactStyle

  init(_ summary: FileSummary, _ options: InvoiceReader.Options, _ style: FactStyle) {
    (self.summary, self.options, self.style) = (summary, options, style)
  }

  /// - Parameter meaning: As `--column` names it.
  func name(_ meaning: String) -> String { style(en: "column \(meaning)", fr: "colonne \(meaning)") }

  var declared: String { style(en: " (as declared)", fr: " (déclarée)") }

  /// The header, and what its fields were found to look like; `nil` when no column has the meaning.
  func understood(_ meaning: ColumnMeaning) -> String? {
    guard let column = summary.mapping.columns[meaning] else { return nil }
    let header = summary.mapping.headers[column]
    return header + reason(meaning, header) + order(meaning) + forms(meaning) + mark(meaning)
  }

  /// Why a column has its meaning, where its name alone does not say.
  private func reason(_ meaning: ColumnMeaning, _ header: String) -> String {
    var reason = ""
    if options.columns[meaning] == header {
      reason = declared
    } else if let preset = options.preset, preset.headers[meaning]?.contains(header) == true {
      reason = style(en: " (preset \(preset.name))", fr: " (préréglage \(preset.name))")
    } else if let others = summary.mapping.passedOver[meaning]?.joined(separator: ", ") {
      reason = style(en: " (plainer than \(others))", fr: " (plus explicite que \(others))")
    }
    if meaning == .balance {
      reason += style(
        en: " (open on the day of the export; paid is the amount less it, links are not used)",
        fr: " (reste dû au jour de l'export : le réglé est le montant moins ce reste, sans suivre les liens)")
    }
    if meaning == .state {
      reason += style(
        en: " (drafts and cancelled documents are left out)", fr: " (brouillons et pièces annulées écartés)")
    }
    return reason
  }

  private func order(_ meaning: ColumnMeaning) -> String {
    guard let order = summary.dateOrder[meaning] else { return "" }
    let settling =
      summary.orderedBy[meaning].map {
        style(en: ", as column \($0.rawValue) shows", fr: ", d'après la colonne \($0.rawValue)")
      } ?? ""
    return order == .dayFirst
      ? style(en: " (day first\(settling))", fr: " (jour en premier\(settling))")
      : style(en: " (month first\(settling))", fr: " (mois en premier\(settling))")
  }

  private func forms(_ meaning: ColumnMeaning) -> String {
    guard let forms = summary.dateForms[meaning] else { return "" }
    var words = ""
    if let line = forms.serialLine {
      words += style(
        en: " (days as Excel counts them from \(forms.days.rawValue), first on line \(line))",
        fr: " (jours comptés comme dans Excel depuis \(forms.days.rawValue), dès la ligne \(line))")
    }
    if let line = forms.shortYearLine {
      words += style(
        en: " (years of two digits are 1969 to 2068, first on line \(line))",
        fr: " (années à deux chiffres lues de 1969 à 2068, dès la ligne \(line))")
    }
    return words
  }

  private func mark(_ meaning: ColumnMeaning) -> String {
    summary.decimalMark[meaning].map {
      style(en: " (decimal mark \($0.rawValue))", fr: " (séparateur décimal « \($0.rawValue) »)")
    } ?? ""
  }
}
