import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AppError } from "#core/base/app-error.ts";
import { ERROR_CODES, type ErrorCode } from "#core/base/error-codes.ts";
import { WAYS } from "#core/base/ways.ts";
import { wordHint } from "#core/host/cli/word-hint.ts";

/** An option, or a command of this program in backticks. */
const COMMAND_LINE =
  /["'`][^"'`\n]*(?<![\w-])--[a-z][a-z-]+|`(init|log|show|diff|undo|rollback|resource|dataset|session|proposals?|traces?|run|evaluate|verify|serve|offer)\b[^`$]*`/;

/** Where options are those of other programs: started with them here, or by people. */
const OTHER_PROGRAMS = /^core\/(sandbox|host)\/|^core\/models\/openai\/known-causes\.ts$/;

function findOptions(source: string): readonly string[] {
  const code = source.replace(/\/\*[^]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
  return code.split("\n").filter((line) => COMMAND_LINE.test(line));
}

describe("hints", () => {
  it("options and commands in texts are found, those in comments and of other programs are not", () => {
    const found = [
      'hint: "Name one with --agent.",',
      'hint: "List them with `session list`.",',
      "hint: `Make one with \\`init\\`, or name another with --workspace.`,",
    ];
    const others = [
      "/** As `session start --set` takes them. */",
      "// `log` lists them",
      'hint: "Put it - well."',
    ];
    expect(findOptions([...found, ...others].join("\n"))).toEqual(found);
  });

  it("[C24] below the hosts no text names an option or a command of the command line", () => {
    const files = globSync("core/**/*.ts").map((file) => file.replaceAll("\\", "/"));
    const texts = files
      .filter((file) => !OTHER_PROGRAMS.test(file))
      .flatMap((file) => findOptions(readFileSync(file, "utf8")).map((line) => `${file}: ${line.trim()}`));
    expect(texts).toEqual([]);
  });

  it.each(WAYS)("[C24] the command line says how it does %s", (way) => {
    const words = wordHint({ hint: "Do it.", way });
    expect(words).toMatch(/^Do it \(.*(--[a-z]|`[a-z]+).*\)\.$/);
  });

  it.each(Object.keys(ERROR_CODES) as ErrorCode[])("%s has one sentence at a command line", (code) => {
    expect(wordHint(new AppError(code, "It failed."))).toMatch(/^[A-Z].*[^.]\.$/);
  });

  it("is as it is where it advises nothing that has a place", () => {
    expect(wordHint({ hint: "Check the name." })).toBe("Check the name.");
  });
});
