internal import Ingest
internal import Receivables
internal import Tables

/// How one file was understood.
struct FileFacts {
  private let summary: FileSummary
  private let options: InvoiceReader.Options
  private let style: FactStyle

  init(_ summary: FileSummary, _ options: InvoiceReader.Options, _ style: FactStyle) {
    (self.summary, self.options, self.style) = (summary, options, style)
  }

  var all: [CheckFact] {
    let isDocuments = summary.kind == .invoices || summary.kind == .creditNotes
    return form + [
      (style(en: "kind", fr: "contenu"), style(en: summary.kind.rawValue, fr: summary.kind.frenchName)),
      (style(en: "rows", fr: "lignes"), style.count(summary.records)),
    ] + layout + text + columns + summary.details.map(fact)
      + (isDocuments ? [fact(.columnsNotUsed(summary.mapping.unused))] : []) + [digest]
  }

  /// What is said of a file like one described before.
  var inShort: [CheckFact] { form + [digest] }

  private var form: [CheckFact] {
    summary.form.map { [(style(en: "form", fr: "format"), style(en: $0, fr: FormWords.french($0)))] } ?? []
  }

  private var digest: CheckFact { ("sha256", summary.sha256) }

  /// Lines that are no rows.
  private var layout: [CheckFact] {
    LayoutLine.allCases.compactMap { sort in
      guard let seen = summary.layout[sort], sort != .header || seen.lines != [summary.firstLine] else { return nil }
      let words = LayoutWords(style)
      let totals = sort == .total ? summary.totals.map { style(en: "; ", fr: " ; ") + words.agreement($0) } ?? "" : ""
      return (words.name(sort), words.extent(seen) + totals)
    }
  }

  private var text: [CheckFact] {
    let delimiter = summary.dialect.delimiterName
    let guess =
      summary.encoding == .latin9
      ? style(
        en: " (€ or œ in its places, no letter of Windows-1252)",
        fr: " (€ ou œ à leur place, aucune lettre propre à Windows-1252)")
      : ""
    return [
      (style(en: "delimiter", fr: "séparateur"), style(en: delimiter, fr: FormWords.frenchDelimiter(delimiter))),
      (style(en: "encoding", fr: "encodage"), summary.encoding.rawValue + guess),
    ]
  }

  /// What each column means, and what its fields were found to look like.
  private var columns: [CheckFact] {
    let words = ColumnWords(summary, options, style)
    let meanings = ColumnMeaning.allCases.compactMap { meaning in
      words.understood(meaning).map { (words.name(meaning.rawValue), $0) }
    }
    let attributes = summary.mapping.attributes.map {
      (style(en: "attribute", fr: "attribut"), summary.mapping.headers[$0])
    }
    return meanings + attributes
  }

  private func fact(_ detail: FileSummary.Detail) -> CheckFact {
    let noticed = style(en: "noticed", fr: "à noter")
    switch detail {
    case .column(let name, let header, let isDeclared):
      let words = ColumnWords(summary, options, style)
      return (words.name(name), header + (isDeclared ? words.declared : ""))
    case .columnsNotUsed(let headers):
      return (style(en: "columns not used", fr: "colonnes inutilisées"), headers.joined(separator: ", "))
    case .variant(let variant): return (style(en: "variant", fr: "variante"), FormWords.variant(variant, style))
    case .entries(let days):
      let (first, last) = (style.day(days.lowerBound), style.day(days.upperBound))
      return (style(en: "entries", fr: "écritures"), style(en: "\(first) to \(last)", fr: "du \(first) au \(last)"))
    case .namedClosing(let day, let goesWithEntries):
      return (
        style(en: "closing day, by the file's name", fr: "clôture d'après le nom du fichier"),
        style.day(day)
          + (goesWithEntries
            ? ""
            : style(
              en: " (does not go with the entries, which decide)",
              fr: " (discordante avec les écritures, qui l'emportent)"))
      )
    case .clientLines(let count):
      return (
        style(en: "lines on clients' accounts", fr: "lignes sur les comptes clients"), style.count(count)
      )
    case .twoSidedLines(let count):
      return (
        noticed,
        style(
          en: "Lines with a debit and a credit; the difference is used.",
          fr: "Lignes avec un débit et un crédit : la différence est retenue.") + " " + style.count(count)
      )
    case .delimitersInLabels(let count):
      return (
        noticed,
        style(
          en: "Lines with the delimiter in the label; fields counted from both ends.",
          fr: "Lignes dont le libellé contient le séparateur : champs comptés depuis les deux bouts.") + " "
          + style.count(count)
      )
    case .linesWithoutDocumentDay(let count):
      return (
        noticed,
        style(
          en: "Lines of clients without a day of their document; the entry's day is used.",
          fr: "Lignes de clients sans date de pièce : la date d'écriture est retenue.") + " " + style.count(count)
      )
    case .unbalancedEntries(let count):
      return (
        noticed,
        style(
          en: "Entries whose debits and credits differ; their lines are used.",
          fr: "Écritures dont les débits et les crédits diffèrent : leurs lignes sont retenues.") + " "
          + style.count(count)
      )
    case .numbersOfLines:
      return (
        noticed,
        style(
          en:
            "Each line has an entry number of its own: lines of one journal, reference and day are read as one entry.",
          fr:
            "Chaque ligne porte son propre numéro d'écriture : les lignes de même journal, pièce et date forment une "
            + "écriture.")
      )
    }
  }
}

extension InputKind {
  fileprivate var frenchName: String {
    switch self {
    case .invoices: "factures"
    case .payments: "règlements"
    case .clients: "clients"
    case .creditNotes: "avoirs"
    case .fec: "FEC"
    }
  }
}
