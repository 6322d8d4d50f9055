// swift-tools-version: 6.2
import PackageDescription

let support: Target.Dependency = "FuzzSupport"
let kit: Target.Dependency = .product(name: "EncoursKit", package: "encours")

/// Coverage-guided fuzzers of the readers; `run.sh` builds them with the sanitizers they need.
let package = Package(
  name: "Fuzzing",
  dependencies: [
    .package(name: "encours", path: ".."),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "FuzzSupport", dependencies: [kit]),
    .executableTarget(name: "FuzzLedger", dependencies: [support]),
    .executableTarget(name: "FuzzFiles", dependencies: [support]),
    .executableTarget(name: "FuzzSheet", dependencies: [support]),
    .executableTarget(name: "FuzzStatements", dependencies: [support, kit]),
    // `Configuration.swift` and `ColumnDeclaration.swift` are links to the program's own: a program cannot be imported.
    .executableTarget(
      name: "FuzzConfiguration", dependencies: [support, kit, .product(name: "Yams", package: "Yams")]),
  ])
