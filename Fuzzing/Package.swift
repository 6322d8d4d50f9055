// swift-tools-version: 6.2
import PackageDescription

/// Coverage-guided fuzzers of the readers; `run.sh` builds them with the sanitizers they need.
let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "encours", path: "..")],
  targets: [
    .target(name: "FuzzSupport", dependencies: [.product(name: "EncoursKit", package: "encours")]),
    .executableTarget(name: "FuzzLedger", dependencies: ["FuzzSupport"]),
    .executableTarget(name: "FuzzSheet", dependencies: ["FuzzSupport"]),
  ])
