/// Numbers of companies as people write them.
enum CompanyNumberText {
  /// In capitals, without the blanks, points and dashes that group digits.
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.uppercased().unicodeScalars.filter { !" .-\u{A0}\u{202F}".unicodeScalars.contains($0) }))
  }

  static func digits(_ text: String, count: Int, isValid: ([Int]) -> Bool) throws(CompanyNumberProblem) -> [Int] {
    let plain = plain(text)
    guard plain.utf8.allSatisfy({ (48...57).contains($0) }) else { throw .characters }
    let digits = plain.utf8.map { Int($0) - 48 }
    if digits.count == count { return digits }
    let padded = Array(repeating: 0, count: max(0, count - digits.count)) + digits
    if digits.count < count, count - digits.count <= 2, isValid(padded), digits.first != 0 {
      throw .leadingZerosLost(found: digits.count, expected: count)
    }
    throw .length(found: digits.count, expected: count)
  }
}
