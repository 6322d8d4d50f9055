/// Where a row was read: which source, and its line as editors count them (1 is the header).
public struct RowLocation: Hashable, Sendable {
  public let file: Int
  public let line: Int

  public init(file: Int, line: Int) {
    self.file = file
    self.line = line
  }
}
