internal import Tables

/// Bucket names in words.
enum BucketWords {
  /// For headers, where a spreadsheet would read `1-30` as a date.
  static func columnKey(_ bucket: String) -> String {
    if bucket.hasPrefix("<=") { return "up_to_" + bucket.dropFirst(2) }
    return bucket.hasPrefix(">") ? "over_" + bucket.dropFirst() : bucket.replacing("-", with: "_")
  }

  /// For narrow columns.
  static func short(_ key: String, _ language: Language) -> String {
    if key == "not_due" { return name(key, language) }
    return key.replacing("-", with: "–") + language(en: " d", fr: " j")
  }

  static func name(_ key: String, _ language: Language) -> String {
    if key == "not_due" { return language(en: "Not due", fr: "Non échu") }
    if key.hasPrefix(">") {
      return language(en: "over \(key.dropFirst()) days", fr: "plus de \(key.dropFirst()) jours")
    }
    if key.hasPrefix("<=") {
      return language(en: "up to \(key.dropFirst(2)) days", fr: "\(key.dropFirst(2)) jours au plus")
    }
    let ends = key.split(separator: "-")
    return language(en: "\(ends[0])–\(ends[1]) days", fr: "\(ends[0]) à \(ends[1]) jours")
  }
}
