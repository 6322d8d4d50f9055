internal import Receivables

/// An electronic invoice in XML as a table of one row, or of one for each instalment: Factur-X and ZUGFeRD (UN/CEFACT Cross Industry Invoice), or UBL 2.1.
struct EInvoice: SourceForm {
  static let name = "electronic invoice"

  static func recognises(_ head: [UInt8]) -> Bool {
    let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
    let mark = text.drop(while: XMLBytes.isBlank).prefix(2)
    if mark.count == 2, mark.first == UInt8(ascii: "<") {
      return [UInt8(ascii: "?"), UInt8(ascii: "!")].contains(mark.last) || XMLBytes.isInName(mark.last!)
    }
    return head.starts(with: [0xFF, 0xFE, 0x3C, 0x00]) || head.starts(with: [0xFE, 0xFF, 0x00, 0x3C])
  }

  static func table(_ file: SourceFile, _ options: InvoiceReader.Options) throws(IngestError) -> SourceTable {
    let bytes = try text(file)
    return try table(bytes, file, sha256: FileDigest.sha256(of: file))
  }

  /// - Parameter sha256: Of the file the invoice was found in.
  static func table(_ bytes: [UInt8], _ file: SourceFile, sha256: String) throws(IngestError) -> SourceTable {
    let leaves = try XMLLeaves(MemoryStream(bytes), file: file.name)
    guard let syntax = InvoiceSyntax.all.first(where: { $0.roots.contains(leaves.root) }) else {
      if leaves.root == "comptabilite" { throw .fecInXML(file: file.name) }
      throw .form(file: file.name, .notAnInvoice(root: leaves.root))
    }
    let invoice = EInvoice(leaves, syntax)
    let rows = invoice.rows
    let columns = rows[0]
    var output = TextFile(for: file)
    try output.write(record: columns.map(\.header), SheetRows.dialect)
    for row in rows {
      try output.write(
        record: row.map { $0.text.map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined() }, SheetRows.dialect)
    }
    var table = SourceTable(text: try output.finished(sha256: sha256), form: "\(name), \(syntax.name)")
    table.delimiter = SheetRows.dialect.delimiter
    table.columns = Dictionary(uniqueKeysWithValues: columns.map { ($0.meaning, $0.header) })
    // The header is of our making: the invoice itself, or its first instalment, is line 1.
    table.firstLine = 0
    return table
  }

  // MARK: - The invoice's fields

  private let leaves: XMLLeaves
  private let syntax: InvoiceSyntax

  private init(_ leaves: XMLLeaves, _ syntax: InvoiceSyntax) {
    self.leaves = leaves
    self.syntax = syntax
  }

  private struct Column {
    let meaning: ColumnMeaning
    /// The business term of EN 16931 that the column is.
    let header: String
    let text: String

    init(_ meaning: ColumnMeaning, _ header: String, _ text: String) {
      self.meaning = meaning
      self.header = header
      self.text = text
    }
  }

  private var rows: [[Column]] {
    let instalments = instalments
    return instalments.isEmpty ? [columns(nil)] : instalments.map(columns)
  }

  private func columns(_ instalment: Instalment?) -> [Column] {
    let (number, sums) = (first(syntax.number), sums)
    var columns = [
      Column(.invoice, "BT-1 invoice number", instalment.map { "\(number)/\($0.number)" } ?? number),
      Column(.client, "BT-46 buyer", first(syntax.buyer)),
      Column(.clientName, "BT-44 buyer name", first(syntax.buyerName)),
      Column(.issued, "BT-2 issue day", day(first(syntax.issued))),
      Column(.due, "BT-9 due day", instalment?.due ?? due),
      Column(.terms, "BT-20 payment terms", terms),
      Column(.amount, "BT-112 total with tax", instalment?.amount ?? sums.amount),
      Column(.currency, "BT-5 currency", first(syntax.currency)),
      Column(.kind, "BT-3 type", kind),
      Column(.relatedTo, "BT-25 preceding invoice", relatedTo),
      Column(.paidAmount, "BT-113 paid amount", sums.paid),
    ]
    if let balance = sums.untied { columns.append(Column(.balance, "BT-115 amount due", balance)) }
    return columns
  }

  private func first(_ paths: [String]) -> String { leaves.first(of: paths) ?? "" }

  private struct Instalment {
    let number: Int
    let due: String
    let amount: String
  }

  /// The parts in which an invoice is to be paid, where each has its day and its amount and they are all of it.
  private var instalments: [Instalment] {
    let (days, amounts) = (leaves.all(of: syntax.instalmentDue), leaves.all(of: syntax.instalmentAmount))
    let values = amounts.compactMap { Thousandths($0)?.value }
    let sums = sums
    guard days.count > 1, days.count == amounts.count, values.count == amounts.count, values.allSatisfy({ $0 > 0 }),
      kind == "invoice", sums.untied == nil, sums.paid.isEmpty,
      values.reduce(0, &+) == Thousandths(sums.amount)?.value
    else { return [] }
    return days.indices.map { Instalment(number: $0 + 1, due: day(days[$0]), amount: amounts[$0]) }
  }

  /// Every due day the invoice names: more than one is no day, and is said so.
  private var due: String {
    let days = Set(leaves.all(of: syntax.due).map(day)).sorted()
    if days.isEmpty, kind == "credit note" { return day(first(syntax.issued)) }
    return days.joined(separator: " and ")
  }

  /// Without the time zone that a date of XML Schema may carry.
  private func day(_ text: String) -> String {
    text.wholeMatch(of: /(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)/).map { String($0.1) } ?? text
  }

  /// The first text that says terms and no more. A lone number may be any reference.
  private var terms: String {
    leaves.all(of: syntax.terms).first { $0.contains(where: \.isLetter) && PaymentTerms($0) != nil } ?? ""
  }

  /// A type not listed is left as its number, and its row is rejected. A negative invoice corrects one, as a credit note.
  private var kind: String {
    let code = leaves.first(of: syntax.type) ?? ""
    let isCreditNote = leaves.root == "CreditNote"
    if code.isEmpty ? isCreditNote : InvoiceType.creditNotes.contains(code) { return "credit note" }
    let isDeposit = InvoiceType.deposits.contains(code)
    guard code.isEmpty || isDeposit || InvoiceType.invoices.contains(code), !isCreditNote else { return code }
    if let amount = Thousandths(sums.amount), amount.value < 0 { return "credit note" }
    return isDeposit ? "deposit" : "invoice"
  }

  /// The invoice a credit note reduces, when it names one only.
  private var relatedTo: String {
    let numbers = Set(leaves.all(of: syntax.preceding))
    return numbers.count == 1 ? numbers.first! : ""
  }

  /// What the buyer is to pay in all, the rounding included, and what is paid of it already.
  private struct Sums {
    let amount, paid: String
    /// The amount due, where it is not the amount less what is paid: the row is rejected for it.
    var untied: String?
  }

  /// BR-CO-16 of EN 16931: the amount due is the total less what is paid, plus the rounding. Two of the three sums make
  /// the other; some writers have the rounding in the total already.
  private var sums: Sums {
    let (total, due, said) = (first(syntax.total), first(syntax.amountDue), first(syntax.prepaid))
    guard let dueValue = Thousandths(due)?.value else { return Sums(amount: total, paid: said) }
    let untied = Sums(amount: total, paid: said, untied: due)
    let paid = said.isEmpty ? nil : Thousandths(said)?.value
    if !said.isEmpty, paid == nil { return untied }
    guard let totalValue = Thousandths(total)?.value else {
      return total.isEmpty ? Sums(amount: Thousandths(dueValue + (paid ?? 0)).text, paid: said) : untied
    }
    let rounded = totalValue + (Thousandths(first(syntax.rounding))?.value ?? 0)
    if let paid {
      guard [totalValue, rounded].contains(dueValue + paid) else { return untied }
      return Sums(amount: Thousandths(dueValue + paid).text, paid: paid == 0 ? "" : said)
    }
    if [totalValue, rounded].contains(dueValue) { return Sums(amount: Thousandths(dueValue).text, paid: "") }
    let difference = rounded - dueValue
    if (difference < 0) != (rounded < 0) { return untied }
    return Sums(amount: Thousandths(rounded).text, paid: Thousandths(difference).text)
  }

  // MARK: - Bytes

  /// The file in UTF-8, whatever encoding its declaration names.
  private static func text(_ file: SourceFile) throws(IngestError) -> [UInt8] {
    let size = try file.size()
    if size > largest { throw .form(file: file.name, .tooLong) }
    let bytes = try file.read(size, at: 0)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw .form(file: file.name, .unsupportedEncoding("UTF-16"))
    }
    let declaration = String(decoding: bytes.prefix(while: { $0 != UInt8(ascii: ">") }).prefix(200), as: UTF8.self)
    guard let match = declaration.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/) else { return bytes }
    switch match.1.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": return bytes
    case "iso-8859-1", "windows-1252", "cp1252": return Array(FieldText.decode(bytes, .windows1252).utf8)
    case "iso-8859-15": return Array(FieldText.decode(bytes, .latin9).utf8)
    default: throw .form(file: file.name, .unsupportedEncoding(String(match.1)))
    }
  }

  /// Of one invoice, its attachments included.
  private static let largest = 64 << 20
}

/// An amount of XML, exact: the decimal point is the only mark it may have.
private struct Thousandths {
  let value: Int64

  init(_ value: Int64) { self.value = value }

  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard case .thousandths(let value) = AmountField(bytes.span, mark: .point).reading, value.magnitude < 1 << 60 else {
      return nil
    }
    self.value = value
  }

  var text: String {
    let fraction = "\(value.magnitude % 1000 + 1000)".dropFirst()
    return "\(value < 0 ? "-" : "")\(value.magnitude / 1000).\(fraction)0"
  }
}
