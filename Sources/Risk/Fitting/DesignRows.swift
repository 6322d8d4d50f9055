/// Rows for a fit, produced block by block so that no n × p matrix of doubles need exist.
public protocol DesignRows: Sendable {
  /// Names of the columns, the intercept apart.
  var columns: [String] { get }
  /// Groups are the unit of work of a thread; sums are merged in group order.
  var groupCount: Int { get }
  /// Calls `body` with each block of a group, in order.
  func forEachBlock(ofGroup group: Int, _ body: (borrowing RowBlock) -> Void)
}
