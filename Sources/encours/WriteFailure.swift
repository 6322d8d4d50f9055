import Foundation

/// Why something could not be written, in a sentence: where, why, and what stays.
struct WriteFailure: Error, CustomStringConvertible {
  let description: String

  /// - Parameter consequence: What the reader should know of what was written, such as `Nothing was written.`
  init(_ place: String, _ what: String, _ reason: String, _ consequence: String) {
    description = "\(place): cannot write \(what): \(reason). \(consequence)"
  }

  /// The system's reason, from either kind of error that Foundation throws.
  static func reason(_ error: any Error) -> String {
    let cocoa = error as? CocoaError
    let system = (error as? POSIXError) ?? cocoa?.underlying as? POSIXError
    switch (system?.code, cocoa?.code) {
    case (.EACCES?, _), (.EPERM?, _), (nil, .fileWriteNoPermission?): return "permission denied"
    case (.ENOSPC?, _), (nil, .fileWriteOutOfSpace?): return "the disk is full"
    case (.EROFS?, _), (nil, .fileWriteVolumeReadOnly?): return "the disk is read-only"
    case (.ENOENT?, _), (nil, .fileNoSuchFile?): return "the folder above it cannot be made"
    case (.ENOTDIR?, _): return "a file is where a folder above it should be"
    case (let code?, _): return unsafe String(cString: strerror(code.rawValue))
    default: return error.localizedDescription
    }
  }
}
