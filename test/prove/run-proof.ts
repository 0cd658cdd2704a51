import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "#core/base/app-error.ts";
import { assert, assertDefined } from "#core/base/assert.ts";
import { NO_CHECKPOINT, openCheckpoint } from "./checkpoint.ts";
import type { Proof, ProofOption, ProofResult } from "./proof.ts";

type Values = Readonly<Record<string, number | string>>;

export type ProofCall = {
  readonly proofs: Readonly<Record<string, Proof>>;
  /** What follows `npm run prove --`. */
  readonly args: readonly string[];
  /** Relative paths among the arguments start here. */
  readonly cwd: string;
};

/**
 * Runs the proof that the arguments name; --out also writes its figures as JSON, or its page as Markdown. Throws AppError `usage` for an
 * unknown proof or option, or a value of the wrong type.
 */
export async function runProof({ proofs, args, cwd }: ProofCall): Promise<ProofResult> {
  const [name = "", ...rest] = args;
  if (!Object.hasOwn(proofs, name)) {
    throw new AppError("usage", `There is no proof «${name}».`, { hint: listProofs(proofs) });
  }
  const proof = assertDefined(proofs[name], `proof ${name}`);
  const { values, out, checkpoint } = parseProofArgs(proof, rest);
  const result = await proof.run({
    number: (option) => readValue(values, option, "number"),
    text: (option) => readValue(values, option, "string"),
    checkpoint:
      checkpoint === undefined
        ? NO_CHECKPOINT
        : openCheckpoint(resolve(cwd, checkpoint), { proof: name, options: values }),
  });
  if (out !== undefined) writeFileSync(resolve(cwd, out), toFile(out, result, { name, values }));
  return result;
}

/** What --out keeps: the proof's page in a Markdown file, if it has one, else its figures. */
function toFile(
  out: string,
  { page, ok, figures }: ProofResult,
  { name, values }: { readonly name: string; readonly values: Values },
): string {
  if (out.endsWith(".md") && page !== undefined) return page;
  return `${JSON.stringify({ proof: name, options: values, ok, figures }, null, 2)}\n`;
}

/** The table of proofs with their options, as `npm run prove` alone prints it. */
export function listProofs(proofs: Readonly<Record<string, Proof>>): string {
  const lines = Object.entries(proofs).flatMap(([name, { summary, options }]) => [
    `${name}: ${summary}`,
    ...Object.entries(options).map(
      ([option, { meaning, fallback }]) => `  --${option}  ${meaning} (${fallback})`,
    ),
  ]);
  return [
    "npm run prove -- NAME [options]",
    "  --out FILE        also write the figures as JSON",
    "  --checkpoint DIR  keep finished parts, and go on from them after an interruption",
    ...lines,
  ].join("\n");
}

type ProofArgs = {
  readonly values: Values;
  readonly out: string | undefined;
  readonly checkpoint: string | undefined;
};

function parseProofArgs(proof: Proof, args: readonly string[]): ProofArgs {
  const own = Object.keys(proof.options).map((name) => [name, { type: "string" }] as const);
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(own), out: { type: "string" }, checkpoint: { type: "string" } },
    });
    const given = values as Readonly<Record<string, string | undefined>>;
    const parsed = Object.entries(proof.options).map(([name, option]) => [
      name,
      parseValue(name, option, given[name]),
    ]);
    return { values: Object.fromEntries(parsed) as Values, out: values.out, checkpoint: values.checkpoint };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("usage", error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function parseValue(name: string, { fallback }: ProofOption, given: string | undefined): number | string {
  if (given === undefined || typeof fallback === "string") return given ?? fallback;
  const value = Number(given);
  if (given.trim() !== "" && Number.isFinite(value)) return value;
  throw new AppError("usage", `--${name} takes a number, not «${given}».`);
}

function readValue(values: Values, name: string, type: "number"): number;
function readValue(values: Values, name: string, type: "string"): string;
function readValue(values: Values, name: string, type: "number" | "string"): number | string {
  const value = values[name];
  assert(typeof value === type, `the proof declares no option ${name} of type ${type}`);
  return assertDefined(value, name);
}
