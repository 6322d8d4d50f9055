// swift-tools-version: 6.2
import PackageDescription

// Settings every target shares. Warnings are errors in .ci/run, not here: a newer compiler's new warning
// must not stop a user's build.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("ExistentialAny"),
]
// Whatever the compiler cannot check is marked `unsafe`. Not so in the tests, where it reaches nobody's data.
let program = common + [.strictMemorySafety()]
// A program has no clients to hide its imports from; a library does.
let hidesImports: SwiftSetting = .enableUpcomingFeature("InternalImportsByDefault")
let library = program + [hidesImports]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let numerics: Target.Dependency = .product(name: "RealModule", package: "swift-numerics")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// A target's tests, which may also use the targets given.
func tests(of target: String, using others: Target.Dependency...) -> Target {
  .testTarget(
    name: target + "Tests",
    dependencies: [.target(name: target), "Receivables", "Execution", "TestSupport"] + others, swiftSettings: common)
}

let tests: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["Receivables", "Execution", "Statistics", "CSQLite"], path: "Tests/TestSupport",
    swiftSettings: common + [hidesImports]),
  .testTarget(name: "ReceivablesTests", dependencies: ["Receivables", "TestSupport"], swiftSettings: common),
  .testTarget(name: "ExecutionTests", dependencies: ["Execution", "TestSupport"], swiftSettings: common),
  tests(of: "LinearAlgebra"),
  tests(of: "Ingest"),
  tests(of: "Statistics", using: "Ingest"),
  tests(of: "Risk", using: "LinearAlgebra", "Statistics", "Samples", "Ingest"),
  tests(of: "Chase", using: "Risk", "Statistics"),
  tests(of: "Solvency", using: "Ingest", "Risk"),
  tests(of: "Tables"),
  tests(of: "Reports", using: "Ingest", "Statistics", "Risk", "Chase", "Tables", "Samples"),
  tests(of: "Samples"),
  .testTarget(
    name: "EncoursTests", dependencies: ["encours", "Receivables", "Samples", "TestSupport"], swiftSettings: common),
  .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: common),
]

let package = Package(
  name: "encours",
  products: [
    .executable(name: "encours", targets: ["encours"]),
    .library(
      name: "EncoursKit",
      targets: [
        "Receivables", "Execution", "Ingest", "Statistics", "Risk", "Chase", "Solvency", "Tables", "Reports",
        "Samples",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CLAPACK", pkgConfig: "lapack", providers: [.apt(["liblapack-dev"])]),
    .target(name: "CPostgreSQL"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CKernels"),
    .target(name: "LinearAlgebra", dependencies: ["CLAPACK", "CKernels"], swiftSettings: library),
    .target(name: "Receivables", dependencies: ["Execution"], swiftSettings: library),
    .target(name: "Execution", dependencies: ["CKernels"], swiftSettings: library),
    .target(
      name: "Ingest",
      dependencies: ["Receivables", "Execution", "CKernels", "CPostgreSQL", "CSQLite", "CZlib", crypto, system],
      swiftSettings: library),
    .target(
      name: "Statistics", dependencies: ["Receivables", "Execution", "LinearAlgebra", numerics], swiftSettings: library),
    .target(
      name: "Risk", dependencies: ["Receivables", "Execution", "LinearAlgebra", "Statistics", numerics],
      swiftSettings: library),
    .target(name: "Chase", dependencies: ["Receivables", "Execution", "Statistics", "Risk"], swiftSettings: library),
    .target(
      name: "Solvency",
      dependencies: ["Receivables", "Execution", "LinearAlgebra", "Ingest", "Statistics", "Risk", numerics],
      swiftSettings: library),
    .target(name: "Tables", dependencies: ["Receivables"], swiftSettings: library),
    .target(
      name: "Reports",
      dependencies: [
        "Receivables", "Execution", "Ingest", "Statistics", "Risk", "Chase", "Solvency", "Tables", numerics,
      ],
      swiftSettings: library),
    .target(name: "Samples", dependencies: ["Receivables", numerics], swiftSettings: library),
    .executableTarget(
      name: "encours",
      dependencies: [
        "Receivables", "Execution", "Ingest", "Statistics", "Risk", "Solvency", "Reports", "Samples", "Tables",
        argumentParser, yams,
      ], swiftSettings: program),
  ] + tests
)
