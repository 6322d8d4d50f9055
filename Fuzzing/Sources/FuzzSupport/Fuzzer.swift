import Execution
import Foundation
import Ingest
import Receivables

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argc: UnsafeMutablePointer<Int32>, _ argv: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Hands the inputs of libFuzzer to a reader.
public enum Fuzzer {
  /// Runs until libFuzzer is done, with its usual command line.
  public static func run(_ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32) -> Never {
    var argc = CommandLine.argc
    var argv = CommandLine.unsafeArgv
    exit(runDriver(&argc, &argv, test))
  }

  /// Reads these files as one ledger: the outcome is a ledger whose totals hold, or a sentence.
  public static func read(_ files: [[UInt8]]) {
    let paths = files.indices.map { "/dev/shm/encours-fuzz-\(getpid())-\($0 + 1)" }
    for (bytes, path) in zip(files, paths) {
      guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
      bytes.withUnsafeBytes { _ = fwrite($0.baseAddress, 1, $0.count, file) }
      fclose(file)
    }
    if paths.isEmpty { return }
    var options = InvoiceReader.Options()
    options.terms = PaymentTerms("30")
    options.allocation = .legal
    do {
      let reading = try InvoiceReader(options: options, executor: Executor(threads: 1)).read(paths: paths)
      _ = try reading.rejectedTexts()
      _ = LedgerAudit(reading)
    } catch .linesLost, .doesNotTie {
      fatalError("the program reports a fault of its own")
    } catch {
      precondition(!"\(error)".isEmpty)
    }
  }
}
