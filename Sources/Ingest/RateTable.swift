internal import Receivables

/// Prices of currencies by day, from a table with the columns `currency`, `day`, and `rate` or `units`.
///
/// `rate` is the price of one unit of the currency in that of presentation; `units` is how many units of the currency one of
/// presentation buys, as the European Central Bank publishes it.
public struct RateTable: Sendable {
  /// In days: a rate that is older says nothing of a day, and a table by month has one for each day.
  public static let longestAge = 31

  /// As messages name the file.
  public let source: SourceFile
  /// Of the file, in hexadecimal.
  public let sha256: String
  /// In order of their days.
  private let rates: [Currency: [DatedRate]]

  private static let dayHeaders = ["day", "date", "jour", "timeperiod"]
  private static let rateHeaders = ["rate", "taux", "cours", "exchangerate", "tauxdechange"]
  private static let unitsHeaders = ["units", "unites", "obsvalue"]
  private static let currencyHeaders = ColumnMeaning.currency.knownHeaders

  /// - Throws: For any row that cannot be used: a rate that is missing in silence would reject rows of the ledger.
  public init(path: String, dateOrder: DateOrder? = nil) throws(IngestError) {
    source = try SourceFile(path: path)
    sha256 = try FileDigest.sha256(of: source)
    let table = try CSVTable(source.read(source.size(), at: 0), name: source.name)
    let (rateColumn, unitsColumn) = (table.column(RateTable.rateHeaders), table.column(RateTable.unitsHeaders))
    guard let currencyColumn = table.column(RateTable.currencyHeaders),
      let dayColumn = table.column(RateTable.dayHeaders),
      let column = rateColumn ?? unitsColumn
    else { throw .rateTable(source.name, .missingColumns(found: table.headers)) }
    if let rejected = table.rejected.first {
      throw .rateTable("\(source.name):\(rejected.line)", .unusableRow(rejected.explanation))
    }
    let mark = try table.decimalMark(of: [column])
    let order = if let dateOrder { dateOrder } else { try RateTable.order(table, dayColumn) }
    var rates: [Currency: [Day: DatedRate]] = [:]
    for row in 0..<table.rowCount {
      let place = "\(source.name):\(table.lines[row])"
      let code = table.text(row, currencyColumn)
      guard let currency = Currency(code: code) else {
        let row = RowLocation(file: 0, line: table.lines[row])
        let error = RowError(row: row, problem: .unknownCurrency(field: code), amount: nil)
        throw .rateTable(place, .unusableRow(error.explanation))
      }
      let dayText = table.text(row, dayColumn)
      guard let day = DateField(dayText, order: order).day(in: order) else {
        throw .rateTable(place, .unreadableDay(dayText))
      }
      let price = table.text(row, column)
      // A day on which none was quoted.
      if FieldText.isNull(Array(price.utf8).span) { continue }
      let digits = mark == .comma ? price.replacing(",", with: ".") : price
      guard let rate = rateColumn == nil ? ExchangeRate(currency, units: digits) : ExchangeRate(currency, price: digits)
      else { throw .rateTable(place, .unreadableRate(price)) }
      if let other = rates[currency]?[day], other.rate != rate {
        throw .rateTable(place, .twoRates(currency: currency.code, day: day))
      }
      rates[currency, default: [:]][day] = DatedRate(rate: rate, day: day)
    }
    self.rates = rates.mapValues { byDay in byDay.values.sorted { $0.day! < $1.day! } }
  }

  var currencies: Set<Currency> { Set(rates.keys) }

  /// The latest rate that was known at the end of a day, however old.
  func latest(_ currency: Currency, asOf: Day) -> DatedRate? { rates[currency]?.last { $0.day! <= asOf } }

  private static func order(_ table: CSVTable, _ column: Int) throws(IngestError) -> DateOrder? {
    var evidence = DateEvidence()
    for row in 0..<table.rowCount {
      evidence.add(DateField(table.text(row, column), order: nil), line: table.lines[row])
    }
    switch evidence.verdict {
    case .notNeeded: return nil
    case .order(let order): return order
    case .open(let line): throw .dateOrderOpen(file: table.name, column: table.headers[column], line: line)
    case .mixed(let day, let month):
      throw .dateOrderMixed(
        file: table.name, column: table.headers[column], dayFirstLine: day, monthFirstLine: month)
    }
  }
}

extension DateField {
  fileprivate init(_ text: String, order: DateOrder?) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, order: order)
  }
}
