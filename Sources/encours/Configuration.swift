import Foundation
import Ingest
import Receivables
import Solvency
import Yams

/// `encours.yml`: settings that stay the same from month to month. Options of the command line win.
struct Configuration {
  private(set) var columns: [ColumnMeaning: String] = [:]
  /// Of payments and clients.
  private(set) var tableColumns: [TableColumn: String] = [:]
  private(set) var preset: ColumnPreset?
  private(set) var dateOrder: DateOrder?
  private(set) var decimalMark: DecimalMark?
  private(set) var sheet: String?
  private(set) var terms: PaymentTerms?
  /// The path of a table of rates, from where the program runs.
  private(set) var rateTable: String?
  /// Thresholds of `assess`; those not named keep their standard values.
  private(set) var policy = CreditPolicy()

  /// Where the file is looked for when none is named.
  static let usualPath = "encours.yml"

  private static let largest = 1 << 20

  /// What the file says, for a person: where, what was found, what to do.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  init() {}

  /// - Parameter path: `nil` for the usual file, which may be absent.
  init(path: String?) throws {
    let name = path ?? Configuration.usualPath
    guard let data = FileManager.default.contents(atPath: name) else {
      if path == nil {
        self.init()
        return
      }
      throw Failure(description: "\(name): cannot open. Check the path and the permissions.")
    }
    if data.count > Configuration.largest {
      throw Failure(description: "\(name): this is no configuration: it is too long.")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw Failure(description: "\(name): the file is not UTF-8. Save it in UTF-8.")
    }
    try self.init(yaml: text, name: name)
  }

  init(yaml: String, name: String) throws {
    let root: Node?
    do {
      root = try Yams.compose(yaml: yaml)
    } catch {
      throw Failure(description: "\(name): this is no YAML: \("\(error)".split(separator: "\n").first ?? "").")
    }
    guard let root, root != Node("") else { return }
    guard let settings = root.mapping else {
      throw Failure(description: "\(name): expected settings such as 'columns:', one a line.")
    }
    let place = Place(name: name)
    for (key, value) in settings {
      switch key.string {
      case "columns": (columns, tableColumns) = try place.columns(value)
      case "preset": preset = try place.value(value, key, expected: presets) { ColumnPreset(name: $0) }
      case "date-order": dateOrder = try place.value(value, key, expected: "dmy or mdy") { DateOrder(rawValue: $0) }
      case "decimal-mark":
        decimalMark = try place.value(value, key, expected: "\",\" or \".\"") { DecimalMark(rawValue: $0) }
      case "sheet": sheet = try place.value(value, key, expected: "the name of a sheet") { $0 }
      case "terms":
        terms = try place.value(value, key, expected: "terms such as 30 or 45 end of month") { PaymentTerms($0) }
      case "rates": rateTable = try place.value(value, key, expected: "the path of a table of rates") { $0 }
      case "assess": policy = try place.policy(value)
      default:
        throw Failure(
          description: place.at(key)
            + "'\(key.string ?? "?")' is no setting. Settings are columns, preset, date-order, "
            + "decimal-mark, sheet, terms, rates and assess.")
      }
    }
  }

  private var presets: String {
    ColumnPreset.all.map(\.name).joined(separator: ", ")
      + "; other software's headers have no public source: write them under columns"
  }

  /// Where in the file, and the sentences about it.
  private struct Place {
    let name: String

    func at(_ node: Node) -> String { "\(name):\(node.mark?.line ?? 1): " }

    func value<Value>(_ node: Node, _ key: Node, expected: String, _ read: (String) -> Value?) throws -> Value {
      guard let text = node.scalar?.string, !text.isEmpty, let value = read(text) else {
        let found = node.scalar.map { "'\($0.string)'" } ?? "a list"
        throw Failure(description: at(node) + "\(key.string ?? "") is \(found). Expected \(expected).")
      }
      return value
    }

    func policy(_ node: Node) throws -> CreditPolicy {
      var policy = CreditPolicy()
      if node.null != nil { return policy }
      guard let entries = node.mapping else {
        throw Failure(description: at(node) + "assess holds no thresholds. Expected lines such as '  deposit: 0.4'.")
      }
      for (key, value) in entries {
        guard let setting = CreditPolicy.settings.first(where: { $0.name == key.string }) else {
          let known = CreditPolicy.settings.map(\.name).joined(separator: ", ")
          throw Failure(
            description: at(key) + "'\(key.string ?? "?")' is no threshold of assess. Thresholds are \(known).")
        }
        func plain(_ number: Double) -> String { number == number.rounded() ? "\(Int(number))" : "\(number)" }
        let expected =
          "\(setting.isWhole ? "a whole number" : "a number") from \(plain(setting.range.lowerBound)) to "
          + plain(setting.range.upperBound)
        _ = try self.value(value, key, expected: expected) { text -> Bool? in
          Double(text).flatMap { setting.set($0, in: &policy) ? true : nil }
        }
      }
      return policy
    }

    func columns(_ node: Node) throws -> ([ColumnMeaning: String], [TableColumn: String]) {
      guard let entries = node.mapping else {
        // Every line commented out, as --suggest may leave them.
        if node.scalar?.string.isEmpty == true || node.null != nil { return ([:], [:]) }
        throw Failure(
          description: at(node) + "columns is no list of meanings. Expected lines such as '  issued: Doc date'.")
      }
      var columns: [ColumnMeaning: String] = [:]
      var tableColumns: [TableColumn: String] = [:]
      for (key, value) in entries {
        guard let column = key.string.flatMap(ColumnDeclaration.Column.init) else {
          throw Failure(
            description: at(key)
              + "'\(key.string ?? "?")' is no column of a ledger. Columns are \(ColumnDeclaration.Column.names).")
        }
        let header = try self.value(value, key, expected: "a header as the file writes it") { $0 }
        switch column {
        case .documents(let meaning): columns[meaning] = header
        case .table(let column): tableColumns[column] = header
        }
      }
      return (columns, tableColumns)
    }
  }
}
