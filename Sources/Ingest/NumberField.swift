/// Numbers of tables of figures, which unlike amounts may have any number of decimals.
enum NumberField {
  /// - Parameter mark: Between units and decimals; the other one separates thousands.
  static func value(_ text: String, _ mark: DecimalMark) -> Double? {
    var plain = ""
    plain.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "'", "\u{A0}", "\u{202F}": continue
      case "," where mark == .point, "." where mark == .comma: continue
      case ",": plain += "."
      case "0"..."9", ".", "-", "+", "e", "E": plain.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    return Double(plain).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The decimal mark that a field proves: its only mark, not before exactly three digits, or the last of two.
  static func provenMark(_ bytes: ArraySlice<UInt8>) -> DecimalMark? {
    var (points, commas, digits) = (0, 0, 0)
    var last: DecimalMark?
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "."): (points, last, digits) = (points + 1, .point, 0)
      case UInt8(ascii: ","): (commas, last, digits) = (commas + 1, .comma, 0)
      case 48...57: digits += 1
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: " "), UInt8(ascii: "'"), 0xC2, 0xA0, 0xE2, 0x80, 0xAF:
        continue
      case UInt8(ascii: "e"), UInt8(ascii: "E"): return last
      default: return nil
      }
    }
    guard let last else { return nil }
    if points > 0, commas > 0 { return last }
    let leadsWithZero = bytes.first == 48 || (bytes.count > 1 && bytes.first == 45 && bytes[bytes.startIndex + 1] == 48)
    return points + commas == 1 && (digits != 3 || leadsWithZero) ? last : nil
  }
}
