/// The name of a month between the day and the year, with what separates the three: ` octobre `, `-oct.-`, `/Oct/`.
struct MonthName: Sendable {
  let month: Int
  /// Where the year begins.
  let end: Int

  /// In French and English, short and long. Letters with accents are left out, because each encoding has its own bytes for
  /// them: août is `aot`.
  private static let names = [
    ["january", "janvier", "jan", "janv"], ["february", "fevrier", "fvrier", "feb", "fev", "fv", "fevr", "fvr"],
    ["march", "mars", "mar"], ["april", "avril", "apr", "avr"], ["may", "mai"], ["june", "juin", "jun"],
    ["july", "juillet", "jul", "juil"], ["august", "aout", "aot", "aug", "aou", "ao"],
    ["september", "septembre", "sep", "sept"], ["october", "octobre", "oct"], ["november", "novembre", "nov"],
    ["december", "decembre", "dcembre", "dec", "dc"],
  ]
  private static let months = Dictionary(
    uniqueKeysWithValues: names.enumerated().flatMap { index, names in names.map { (Array($0.utf8), index + 1) } })

  init?(_ bytes: Span<UInt8>, from start: Int) {
    var index = start
    func skipSeparators() { while index < bytes.count, MonthName.isSeparator(bytes[index]) { index += 1 } }
    func word() -> [UInt8] {
      skipSeparators()
      var word: [UInt8] = []
      while index < bytes.count {
        let letter = bytes[index] | 0x20
        if letter &- UInt8(ascii: "a") < 26 {
          word.append(letter)
        } else if bytes[index] < 0x80 || bytes[index] == MonthName.noBreakSpace {
          break
        }
        index += 1
      }
      return word
    }
    var name = word()
    // `1er octobre`.
    if name == Array("er".utf8) { name = word() }
    guard !name.isEmpty, let month = MonthName.months[name] else { return nil }
    skipSeparators()
    (self.month, end) = (month, index)
  }

  /// In Windows-1252; the second byte of two in UTF-8.
  private static let noBreakSpace: UInt8 = 0xA0

  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), 0xC2, noBreakSpace: true
    default: false
    }
  }
}
