public import Ingest
public import Receivables

/// A table of candidates, read. Rows that cannot be used are set aside, and the others kept.
public struct CandidateTable: Sendable {
  public let table: CSVTable
  public let candidates: [Candidate]
  /// By line. What the row says is not repeated.
  public let rejected: [Rejected]
  /// Columns with a meaning here; a statement's figures are not among them.
  let usedColumns: Set<Int>

  public struct Rejected: Sendable, Equatable {
    public let line: Int
    /// `nil` for a row that does not fit the header.
    public let column: String?
    public let problem: Problem

    public enum Problem: Sendable, Equatable {
      case row(String)
      /// Neither a code, nor a name, nor a number.
      case noIdentity
      case unreadableNumber
      case negative
      case notDays
    }
  }

  /// The table has no column that says who a candidate is.
  public struct NoIdentityColumn: Error, Equatable { public let found: [String] }

  private struct Columns {
    let code, name, segment, siren, siret, vat, purchases, terms, amount: Int?

    var all: [Int] { [code, name, segment, siren, siret, vat, purchases, terms, amount].compactMap(\.self) }

    init(_ table: CSVTable) {
      code = table.column("candidate", "client", "id", "code", "code client", "reference")
      name = table.column("name", "client name", "company", "nom", "raison sociale", "denomination")
      segment = table.column("segment", "secteur", "sector")
      siren = table.column("siren")
      siret = table.column("siret")
      vat = table.column("vat", "vat number", "tva", "numero tva", "tva intracommunautaire", "n tva")
      purchases = table.column(
        "monthly purchases", "expected monthly purchases", "achats mensuels", "achats mensuels prevus")
      terms = table.column("terms", "payment terms", "delai", "delai de paiement")
      amount = table.column("amount", "first amount", "montant", "montant ttc", "premiere facture")
    }
  }

  /// - Parameters:
  ///   - attributes: Names of columns that say of a candidate what attributes say of the ledger's invoices.
  ///   - currency: Of the amounts.
  ///   - decimalMark: Said by the user; `nil` to recognise.
  public init(
    _ table: CSVTable, attributes: [String] = [], currency: Currency, decimalMark: DecimalMark? = nil
  ) throws {
    let columns = Columns(table)
    let attributes = attributes.map { table.column($0) }
    if [columns.code, columns.name, columns.siren, columns.siret, columns.vat].allSatisfy({ $0 == nil }) {
      throw NoIdentityColumn(found: table.headers)
    }
    let mark = try decimalMark ?? table.decimalMark(of: [columns.purchases, columns.amount].compactMap(\.self))
    let scale = Double(currency.minorUnitsPerUnit)
    var candidates: [Candidate] = []
    var rejected = table.rejected.map { Rejected(line: $0.line, column: nil, problem: .row($0.explanation)) }
    for row in 0..<table.rowCount {
      func text(_ column: Int?) -> String { column.map { table.text(row, $0) } ?? "" }
      do throws(Refusal) {
        func number(_ column: Int?) throws(Refusal) -> Double? {
          guard let column else { return nil }
          switch table.number(row, column, mark) {
          case .missing: return nil
          case .unreadable: throw Refusal(column, .unreadableNumber)
          case .value(let value):
            if value < 0 || value > 1e12 { throw Refusal(column, value < 0 ? .negative : .unreadableNumber) }
            return value
          }
        }
        func money(_ column: Int?) throws(Refusal) -> Money? {
          try number(column).map { Money(minorUnits: Int64(($0 * scale).rounded())) }
        }
        let terms = try number(columns.terms)
        if let terms, terms != terms.rounded() || terms > 365 { throw Refusal(columns.terms, .notDays) }
        let candidate = Candidate(
          row: row, code: text(columns.code), name: text(columns.name), segment: text(columns.segment),
          siren: text(columns.siren), siret: text(columns.siret), vat: text(columns.vat),
          monthlyPurchases: try money(columns.purchases), terms: terms.map { Int($0) },
          amount: try money(columns.amount), levels: attributes.map(text))
        let words = [candidate.code, candidate.name, candidate.siren, candidate.siret, candidate.vat]
        if words.allSatisfy(\.isEmpty) { throw Refusal(nil, .noIdentity) }
        candidates.append(candidate)
      } catch {
        rejected.append(
          Rejected(line: table.lines[row], column: error.column.map { table.headers[$0] }, problem: error.problem))
      }
    }
    (self.table, self.candidates) = (table, candidates)
    usedColumns = Set(columns.all + attributes.compactMap(\.self))
    self.rejected = rejected.sorted { $0.line < $1.line }
  }

  private struct Refusal: Error {
    let column: Int?
    let problem: Rejected.Problem

    init(_ column: Int?, _ problem: Rejected.Problem) { (self.column, self.problem) = (column, problem) }
  }
}
