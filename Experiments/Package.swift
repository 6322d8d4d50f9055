// swift-tools-version: 6.2
import PackageDescription

let kit: Target.Dependency = .product(name: "EncoursKit", package: "encours")

let package = Package(
  name: "Experiments",
  dependencies: [.package(name: "encours", path: "..")],
  targets: [
    .target(name: "Population", dependencies: [kit], path: "Population"),
    .executableTarget(name: "DecayCoverage", dependencies: [kit, "Population"], path: "DecayCoverage/Sources"),
    .executableTarget(name: "LateRiskTruth", dependencies: [kit, "Population"], path: "LateRiskTruth/Sources"),
    .executableTarget(name: "RandomIntercept", dependencies: [kit], path: "RandomIntercept/Sources"),
  ])
