import { expect, it } from "vitest";
import { readSeedFiles } from "#core/app/workspace/seed-files.ts";

const KEY = `sk-proj-${"a1".repeat(20)}`;

it("[S58] a workspace does not begin with a file that holds a key, in a comment or a schema", () => {
  const begin = (files: Readonly<Record<string, string>>) => () =>
    readSeedFiles({
      from: "files",
      named: "here",
      files: Object.entries(files).map(([path, text]) => ({ path, text })),
      datasets: [],
      settings: null,
    });
  const prompt = "---\ndescription: One.\n# COMMENT\ninputSchema: s.schema.yaml\n---\nSay {{q}}.\n";
  const schema = "# COMMENT\ntype: object\nproperties: { q: { type: string } }\n";
  expect(begin({ "prompts/p.md": prompt, "prompts/s.schema.yaml": schema })).not.toThrow();
  expect(begin({ "prompts/p.md": prompt.replace("COMMENT", KEY), "prompts/s.schema.yaml": schema })).toThrow(
    /prompts\/p\.md:3: it seems to hold an OpenAI-style key/,
  );
  expect(begin({ "prompts/p.md": prompt, "prompts/s.schema.yaml": schema.replace("COMMENT", KEY) })).toThrow(
    /prompts\/s\.schema\.yaml:1: it seems to hold/,
  );
});
