extension Array {
  /// The same as `init(repeating:count:)`, for short arrays that are made again and again: that one looks up the array's type
  /// at run time (Swift 6.3), which takes as long as getting the memory.
  @inlinable public init(copies count: Int, of element: Element) {
    self = []
    append(contentsOf: repeatElement(element, count: count))
  }
}
