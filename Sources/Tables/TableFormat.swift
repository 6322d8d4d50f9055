/// A way to write a table. A new one is a type and a case of ``TableFormatName``.
public protocol TableFormat: Sendable {
  func write(_ table: Table, to output: inout OutputBuffer)
}
