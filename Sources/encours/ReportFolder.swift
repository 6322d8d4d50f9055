import Execution
import Foundation
import Reports
import Tables

/// The folder a report is written to: whole or not at all.
///
/// Files are written beside it under a temporary name, and the folder is renamed into place when all are there.
struct ReportFolder {
  private let target: URL

  /// Why the folder cannot be written. Nothing of it stays.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "\(path): cannot write the report: \(reason). Nothing was written." }
  }

  /// - Throws: When something else than an earlier report is in the way, before any work is done.
  init(path: String) throws {
    target = URL(fileURLWithPath: path).standardizedFileURL
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    if manager.fileExists(atPath: target.path, isDirectory: &isFolder) {
      if !isFolder.boolValue { throw Failure(path: path, reason: "it is a file") }
      let content = (try? manager.contentsOfDirectory(atPath: target.path)) ?? []
      if !content.isEmpty, !content.contains("run.json") {
        throw Failure(path: path, reason: "the folder holds something that is not an earlier report")
      }
    }
  }

  func write(_ files: [MonthlyReport.File], executor: Executor) throws {
    let manager = FileManager.default
    let parent = target.deletingLastPathComponent()
    let suffix = "\(ProcessInfo.processInfo.processIdentifier)"
    let fresh = parent.appendingPathComponent(".\(target.lastPathComponent).new-\(suffix)")
    let old = parent.appendingPathComponent(".\(target.lastPathComponent).old-\(suffix)")
    do {
      try manager.createDirectory(at: fresh, withIntermediateDirectories: true)
      _ = try executor.map(files.count) { (index: Int) throws -> Void in
        var output = OutputBuffer()
        files[index].write(&output)
        try Data(output.bytes).write(to: fresh.appendingPathComponent(files[index].name))
      }
      if manager.fileExists(atPath: target.path) { try manager.moveItem(at: target, to: old) }
      do {
        try manager.moveItem(at: fresh, to: target)
      } catch {
        try? manager.moveItem(at: old, to: target)
        throw error
      }
      try? manager.removeItem(at: old)
    } catch {
      try? manager.removeItem(at: fresh)
      throw Failure(path: target.path, reason: ReportFolder.reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileWriteNoPermission?: "permission denied"
    case .fileWriteOutOfSpace?: "the disk is full"
    case .fileWriteVolumeReadOnly?: "the disk is read-only"
    case .fileNoSuchFile?: "the folder above it cannot be made"
    default: error.localizedDescription
    }
  }
}
