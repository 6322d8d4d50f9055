/// Where each field is in a file. Read for every field of every line, so not a dictionary.
struct FECColumns: Sendable {
  private var places = [Int?](repeating: nil, count: FECField.allCases.count)

  subscript(field: FECField) -> Int? {
    get { places[field.rawValue] }
    set { places[field.rawValue] = newValue }
  }

  /// The last column that is read.
  var last: Int { places.compactMap(\.self).max() ?? -1 }
}
