import ArgumentParser
import Execution
import Foundation
import Reports
import Tables

/// The folder a report is written to: whole or not at all.
///
/// Files are written beside it under a temporary name, and the folder is renamed into place when all are there. What
/// somebody has put into the folder of an earlier report stays.
struct ReportFolder {
  /// As the user wrote it.
  private let path: String
  private let target: URL
  /// The folder above that is already there; what lies between it and the target has to be made.
  private let ground: URL

  /// - Throws: When something else than an earlier report is in the way, before any work is done.
  init(path: String) throws {
    self.path = path
    target = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    let manager = FileManager.default
    func isFolder(_ url: URL) -> Bool? {
      var isFolder: ObjCBool = false
      return unsafe manager.fileExists(atPath: url.path, isDirectory: &isFolder) ? isFolder.boolValue : nil
    }
    switch isFolder(target) {
    case nil: break
    case false?: throw ReportFolder.failure(path, "it is a file")
    case true?:
      let content = (try? manager.contentsOfDirectory(atPath: target.path)) ?? []
      if !content.isEmpty, !ReportFolder.isReport(target) {
        throw ReportFolder.failure(path, "the folder holds something that is not an earlier report")
      }
    }
    var ground = target.deletingLastPathComponent()
    while isFolder(ground) == nil, ground.path != "/" { ground.deleteLastPathComponent() }
    if isFolder(ground) == false { throw ReportFolder.failure(path, "\(ground.lastPathComponent) above it is a file") }
    self.ground = ground
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
        try ReportFolder.write(output, to: fresh.appendingPathComponent(files[index].name))
      }
      if manager.fileExists(atPath: target.path) { try manager.moveItem(at: target, to: old) }
      do {
        try manager.moveItem(at: fresh, to: target)
      } catch {
        try? manager.moveItem(at: old, to: target)
        throw error
      }
      try keepTheRest(of: old, but: files.map(\.name))
    } catch {
      try? manager.removeItem(at: fresh)
      removeEmptyFolders(from: parent)
      throw ReportFolder.failure(path, WriteFailure.reason(error))
    }
  }

  private static func write(_ output: OutputBuffer, to file: URL) throws {
    // Data of a copy would take as long again as the file does.
    try unsafe output.bytes.withUnsafeBytes { bytes in
      let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
      let data = unsafe start.map { unsafe Data(bytesNoCopy: $0, count: bytes.count, deallocator: .none) } ?? Data()
      try data.write(to: file)
    }
  }

  /// Moves what is no report from the old folder to the new one, and takes the old one away.
  private func keepTheRest(of old: URL, but names: [String]) throws {
    let manager = FileManager.default
    for name in (try? manager.contentsOfDirectory(atPath: old.path)) ?? [] where !names.contains(name) {
      try manager.moveItem(at: old.appendingPathComponent(name), to: target.appendingPathComponent(name))
    }
    try? manager.removeItem(at: old)
  }

  /// Whether a report of ours is in a folder, by its `run.json`.
  private static func isReport(_ folder: URL) -> Bool {
    struct Record: Decodable {
      let program: String
    }
    guard let data = try? Data(contentsOf: folder.appendingPathComponent("run.json")) else { return false }
    return (try? JSONDecoder().decode(Record.self, from: data))?.program == Encours.configuration.commandName
  }

  /// Takes away the folders made for the target.
  private func removeEmptyFolders(from parent: URL) {
    var folder = parent
    // rmdir(2) leaves alone what somebody else has put there meanwhile.
    while folder.path != ground.path, unsafe rmdir(folder.path) == 0 { folder.deleteLastPathComponent() }
  }

  private static func failure(_ path: String, _ reason: String) -> WriteFailure {
    WriteFailure(path, "the report", reason, "Nothing was written.")
  }
}
