import ArgumentParser
import Ingest
import Receivables
import Tables

extension Day: ExpressibleByArgument {
  /// `2025-12-31` or `31/12/2025`: of the second form the day is always first.
  public init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      self.init(iso: argument)
      return
    }
    guard parts.map(\.utf8.count) == [2, 2, 4] else { return nil }
    self.init(iso: "\(parts[2])-\(parts[1])-\(parts[0])")
  }
}

extension ColumnDeclaration: ExpressibleByArgument {}

extension Currency: ExpressibleByArgument {
  public init?(argument: String) { self.init(code: argument) }
}

extension ExchangeRate: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension PaymentTerms: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension AllocationRule: ExpressibleByArgument {}
extension DateOrder: ExpressibleByArgument {}
extension DecimalMark: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension TableFormatName: ExpressibleByArgument {}
