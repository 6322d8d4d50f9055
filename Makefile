# make report   build in release and write Reports/ from Datasets/
# make test     run the tests
# make lint     check the format of the sources
# make check-reports   fail when Reports/ is stale
# make install  copy the program to $(PREFIX)/bin

PREFIX ?= /usr/local
PROGRAM := .build/release/encours

.PHONY: report test lint check-reports install dependencies program

report: program
	Scripts/write-reports.sh $(PROGRAM) Reports
	@echo "Reports/en/report.md and Reports/fr/report.md are written."

test: dependencies
	swift test

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Experiments Fuzzing

check-reports: program
	Scripts/check-reports.sh $(PROGRAM)

install: program
	install -D $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/encours

program: dependencies
	swift build -c release --static-swift-stdlib --product encours

dependencies:
	@Scripts/dependencies.sh
