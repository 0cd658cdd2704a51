import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { TestRow } from "./test-rows.ts";

/**
 * A vitest reporter that writes every row to `outputFile`, with the reason of a skip, which vitest's own JSON leaves
 * out. A file that did not load and an error outside any test are failed rows.
 */
export function createRowReporter(outputFile: string): Reporter {
  return {
    onTestRunEnd: (modules, unhandledErrors) => {
      const rows: readonly TestRow[] = [
        ...modules.flatMap(toRows),
        ...unhandledErrors.map(({ message }) => failed("outside any test", message)),
      ];
      writeFileSync(outputFile, JSON.stringify(rows));
    },
  };
}

function toRows(module: TestModule): readonly TestRow[] {
  const file = relative(process.cwd(), module.moduleId).replaceAll("\\", "/");
  // Errors of a module or a suite are its hooks' and its top level's: no test carries them.
  const owners = [module, ...module.children.allSuites()];
  return [
    ...[...module.children.allTests()].map((test) => toRow(file, test)),
    ...owners.flatMap((owner) => owner.errors()).map(({ message }) => failed(file, message)),
  ];
}

function toRow(file: string, test: TestCase): TestRow {
  const title = `${file} › ${test.fullName}`;
  const result = test.result();
  switch (result.state) {
    case "passed":
      return { title, outcome: "passed", why: "" };
    case "skipped":
      return { title, outcome: "skipped", why: result.note ?? "" };
    case "failed":
      return failed(title, result.errors[0]?.message);
    case "pending":
      return failed(title, "it never finished");
  }
}

function failed(title: string, why = ""): TestRow {
  return { title, outcome: "failed", why };
}
