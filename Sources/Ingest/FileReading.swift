/// What a whole file settled about its columns.
struct FileReading: Sendable {
  let encoding: TextEncoding
  let dateOrder: [ColumnMeaning: DateOrder]
  /// The column that settled the order of another.
  let orderedBy: [ColumnMeaning: ColumnMeaning]
  let dateForms: [ColumnMeaning: DateForms]
  let decimalMark: [ColumnMeaning: DecimalMark]
  let mapping: ColumnMapping
  let kind: InputKind
}
