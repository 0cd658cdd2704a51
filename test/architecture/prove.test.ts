import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AppError } from "#core/base/app-error.ts";
import { computeOnce, openCheckpoint } from "#test/prove/checkpoint.ts";
import type { Proof } from "#test/prove/proof.ts";
import { listProofs, runProof } from "#test/prove/run-proof.ts";

let cwd: string;
beforeEach(() => (cwd = mkdtempSync(join(tmpdir(), "autogenesis-prove-"))));
afterEach(() => rmSync(cwd, { recursive: true }));

/** Sums 1..parts, one checkpointed part at a time; `computed` lists the parts that were not taken from a checkpoint. */
function createSum(computed: number[] = [], failsAt = Number.POSITIVE_INFINITY): Proof {
  return {
    summary: "a sum",
    options: {
      parts: { fallback: 3, meaning: "how many parts" },
      style: { fallback: "plain", meaning: "how it is printed" },
    },
    run: async (options) => {
      let sum = 0;
      for (let part = 1; part <= options.number("parts"); part += 1) {
        sum += await computeOnce(options.checkpoint, `part.${part}`, () => {
          if (part === failsAt) throw new Error("interrupted");
          computed.push(part);
          return part;
        });
      }
      return { text: `${options.text("style")} ${sum}`, ok: sum === 6, figures: { sum } };
    },
  };
}

const prove = async (proof: Proof, ...args: readonly string[]) =>
  await runProof({ proofs: { sum: proof }, args: ["sum", ...args], cwd });

describe("runProof", () => {
  it.each([
    { args: [], result: { text: "plain 6", ok: true, figures: { sum: 6 } } },
    { args: ["--parts", "2"], result: { text: "plain 3", ok: false, figures: { sum: 3 } } },
    { args: ["--style=bold"], result: { text: "bold 6", ok: true, figures: { sum: 6 } } },
  ])("with $args the result is $result.text", async ({ args, result }) => {
    expect(await prove(createSum(), ...args)).toEqual(result);
  });

  it.each([
    { args: ["--part", "2"], says: /--part/ },
    { args: ["--parts", "many"], says: /--parts takes a number/ },
    { args: ["--parts="], says: /--parts takes a number/ },
    { args: ["stray"], says: /stray/ },
  ])("refuses $args as wrong usage instead of running without it", async ({ args, says }) => {
    await expect(prove(createSum(), ...args)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringMatching(says),
    });
  });

  it("answers an unknown name, also one that every object has, with the list", async () => {
    for (const name of ["summ", "constructor"]) {
      const refused = runProof({ proofs: { sum: createSum() }, args: [name], cwd });
      await expect(refused).rejects.toMatchObject({
        code: "usage",
        hint: expect.stringMatching(/^sum: a sum$/m),
      });
    }
  });

  it("writes the figures and the options they came from, in the caller's folder", async () => {
    await prove(createSum(), "--parts", "2", "--out", "sum.json");
    expect(JSON.parse(readFileSync(join(cwd, "sum.json"), "utf8"))).toEqual({
      proof: "sum",
      options: { parts: 2, style: "plain" },
      ok: false,
      figures: { sum: 3 },
    });
  });

  it("writes its page where a Markdown file is named, and its figures where it has none", async () => {
    const paged: Proof = {
      ...createSum(),
      run: async () => ({ text: "", ok: true, figures: {}, page: "# Sums\n" }),
    };
    await prove(paged, "--out", "sum.md");
    await prove(paged, "--out", "sum.json");
    await prove(createSum(), "--out", "plain.md");
    const read = (file: string): string => readFileSync(join(cwd, file), "utf8");
    expect(read("sum.md")).toBe("# Sums\n");
    expect([read("sum.json"), read("plain.md")]).toEqual([
      expect.stringMatching(/"proof": "sum"/),
      expect.stringMatching(/"sum": 6/),
    ]);
  });

  it("lists names, options and their defaults", () => {
    expect(listProofs({ sum: createSum() })).toMatch(/^sum: a sum\n {2}--parts {2}how many parts \(3\)/m);
  });
});

describe("--checkpoint", () => {
  it("an interrupted proof goes on without computing a finished part again, to the same figures", async () => {
    await expect(prove(createSum([], 3), "--checkpoint", "kept")).rejects.toThrow("interrupted");
    const computed: number[] = [];
    const result = await prove(createSum(computed), "--checkpoint", "kept");
    expect({ computed, figures: result.figures }).toEqual({ computed: [3], figures: { sum: 6 } });
  });

  it("refuses a folder of other options, and leaves it as it was", async () => {
    await prove(createSum(), "--checkpoint", "kept");
    const before = readdirSync(join(cwd, "kept"));
    await expect(prove(createSum(), "--parts", "2", "--checkpoint", "kept")).rejects.toMatchObject({
      code: "input-invalid",
    } satisfies Partial<AppError>);
    expect(readdirSync(join(cwd, "kept"))).toEqual(before);
  });

  it("leaves no half-written part behind, and refuses a key that is no file name", () => {
    const checkpoint = openCheckpoint(join(cwd, "kept"), "identity");
    checkpoint.save("a.1", { x: 1 });
    expect(checkpoint.load("a.1")).toEqual({ x: 1 });
    expect(readdirSync(join(cwd, "kept"))).toEqual(["part-a.1.json", "proof.json"]);
    expect(() => checkpoint.save("../a", 1)).toThrow(/file name/);
  });
});
