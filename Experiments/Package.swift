// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "DecayCoverage",
  dependencies: [.package(name: "encours", path: "../..")],
  targets: [
    .executableTarget(name: "DecayCoverage", dependencies: [.product(name: "EncoursKit", package: "encours")])
  ])
