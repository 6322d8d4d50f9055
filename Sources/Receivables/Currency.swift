/// A currency by its ISO 4217 code, with the number of decimals its amounts have.
public struct Currency: Hashable, Sendable {
  /// Three capital letters, such as `EUR`.
  public let code: String
  /// Decimals of an amount.
  public let decimals: Int

  /// Minor units in one unit: 100 for EUR.
  public var minorUnitsPerUnit: Int64 { .powerOfTen(decimals) }

  /// Reads a code in any letter case; `nil` unless it is three letters A–Z.
  public init?(code: some StringProtocol) {
    let upper = code.uppercased()
    guard upper.utf8.count == 3, upper.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    self.init(known: upper)
  }

  private init(known code: String) {
    self.code = code
    decimals = Currency.decimals(of: code)
  }

  public static let euro = Currency(known: "EUR")

  /// 2 except for the currencies ISO 4217 lists with 0 or 3.
  private static func decimals(of code: String) -> Int {
    switch code {
    case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF",
      "XPF":
      0
    case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND": 3
    default: 2
    }
  }
}

extension Currency: CustomStringConvertible {
  public var description: String { code }
}
