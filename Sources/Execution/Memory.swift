internal import CKernels

/// What the C library's allocator and the system do not do unasked.
public enum Memory {
  /// Gives freed memory back to the system.
  ///
  /// glibc keeps what many small blocks have freed, in case it is wanted again. Between stages that need large columns it
  /// is not, and would only add to the peak: on a ledger of a million rows, by a quarter.
  public static func returnFreed() { encours_return_freed_memory() }
}

extension Array {
  /// Reserves capacity in large pages, where the system has them.
  ///
  /// For columns as long as a ledger: the system gives and clears them page by page as they are filled, and what is read out of
  /// order has to look up the page each time, so that both take longer the more pages there are.
  public mutating func reserveLargePages(_ capacity: Int) {
    reserveCapacity(capacity)
    unsafe withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe encours_prefer_large_pages(start, capacity * MemoryLayout<Element>.stride)
    }
  }
}

extension Array {
  /// The same as `init(repeating:count:)`, for short arrays that are made again and again: that one looks up the array's type
  /// at run time (Swift 6.3), which takes as long as getting the memory.
  @inlinable public init(copies count: Int, of element: Element) {
    self = []
    append(contentsOf: repeatElement(element, count: count))
  }
}
