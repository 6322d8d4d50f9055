internal import CKernels

/// What the C library's allocator does not do unasked.
public enum Memory {
  /// Keeps memory that is freed for what is asked for next. For a program that is done after one piece of work, and before it begins.
  ///
  /// Columns come and go from stage to stage. glibc gives each large one back to the system, which has to clear new pages for the
  /// next one: that takes longer than to fill it.
  public static func keepFreed() { encours_keep_freed_memory() }
}
