public import Receivables

/// A way to write a table. A new one is a type and a case of ``TableFormatName``.
public protocol TableFormat: Sendable {
  func write(_ table: Table, to output: inout OutputBuffer)
}

/// The formats by the names the command line gives them.
public enum TableFormatName: String, Sendable, CaseIterable {
  case table, csv, json, md

  public func format(_ style: CellStyle) -> any TableFormat {
    switch self {
    case .table: AlignedTextFormat(style)
    case .csv: CSVFormat(style.currency)
    case .json: JSONFormat(style.currency)
    case .md: MarkdownFormat(style)
    }
  }
}

/// How cells read for people.
public struct CellStyle: Sendable {
  public let language: Language
  public let currency: Currency
  private let numbers: NumberText

  public init(language: Language, currency: Currency) {
    self.language = language
    self.currency = currency
    numbers = NumberText(language)
  }

  public func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): numbers.integer(value)
    case .money(let money): numbers.money(money, currency)
    case .days(let days): numbers.decimal(days, decimals: 1)
    case .atLeastDays(let days): "≥ " + numbers.decimal(days, decimals: 1)
    case .day(let day): numbers.day(day)
    case .share(let share): numbers.share(share)
    case .number(let value): numbers.decimal(value, decimals: 4)
    case .withheld(let reason): reason
    case .blank: ""
    }
  }
}

/// Bytes on their way to a file or standard output.
public struct OutputBuffer: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  @inlinable public mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { append($0) }
  }

  @inlinable public mutating func write(byte: UInt8) { append(byte) }

  mutating func write(_ text: Span<UInt8>) { text.withUnsafeBufferPointer { append($0) } }

  @usableFromInline mutating func append(_ byte: UInt8) { bytes.append(byte) }
  @usableFromInline mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: utf8) }

  public var text: String { String(decoding: bytes, as: UTF8.self) }
}
