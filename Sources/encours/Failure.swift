import ArgumentParser

/// The end of a command that the data do not allow: a sentence on standard error, and exit status 1.
enum Failure {
  static func sentence<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let exit as ExitCode {
      throw exit
    } catch {
      Terminal.note("\(error)")
      throw ExitCode(1)
    }
  }
}
