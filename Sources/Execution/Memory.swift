internal import CKernels

/// What the C library's allocator holds back.
public enum Memory {
  /// Gives freed memory back to the system.
  ///
  /// glibc keeps what many small blocks have freed, in case it is wanted again. Between stages that need large columns it
  /// is not, and would only add to the peak: on a ledger of a million rows, by a quarter.
  public static func returnFreed() { encours_return_freed_memory() }
}
