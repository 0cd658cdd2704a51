import { expect, it } from "vitest";
import { readLicences } from "#core/app/licences.ts";
import { AppError } from "#core/base/app-error.ts";

it("[M8] the notices hold the program's own licence and what no build lists, or say what to build first", () => {
  try {
    const text = readLicences();
    expect(text).toMatch(/^# Autogenesis Studio\n\nMIT License/);
    for (const name of ["react", "better-sqlite3", "gpt-tokenizer", "@jitl/quickjs-ffi-types"])
      expect(text).toMatch(new RegExp(`^## ${name} - \\d+\\.\\d+\\.\\d+ \\(MIT\\)\n\n[\\s\\S]{200}`, "m"));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect([error.code, error.hint]).toEqual(["not-found", expect.stringContaining("npm run build")]);
  }
});
