import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonObject } from "#core/base/json.ts";
import { getAt } from "#core/base/json.ts";
import { CONVENTIONS, type ConventionId } from "#core/practice/model/conventions.ts";
import { recogniseStatements } from "#core/practice/model/statements/recognise-statements.ts";
import { listFieldsOf } from "#core/practice/model/writing/governed-fields.ts";
import { createOrderDesk } from "#core/practice/desk/order-desk.ts";
import { askCli, askSession } from "#test/support/cli-process.ts";
import { openTestWorkspace, type TestWorkspace } from "#test/support/test-workspace.ts";
import { evaluateOutputs, rightFields, type Outputs } from "./desk-outcomes.ts";

export type DeleteFigures = {
  readonly convention: string;
  readonly sentence: string;
  /** The fields that the convention governs, and in how many items one of them is no longer right, or is now. */
  readonly governed: readonly string[];
  readonly worse: number;
  readonly better: number;
  /** The same for all other fields together. */
  readonly worseElsewhere: number;
  readonly items: number;
  readonly ok: boolean;
};

export type DeleteOptions = {
  readonly house: number;
  readonly seed: number;
  readonly iterations: number;
  /** At most so many sentences: the first ones of the learned prompt. */
  readonly most: number;
};

const RULES = { resource: "prompt/order-clerk", pointer: "/messages/0/sections/2/text" } as const;
const ITEMS = { dataset: "order-desk", split: "validation" } as const;

/** Learns, then deletes one learned sentence at a time and looks at what the agent writes without it. */
export async function deleteSentences(options: DeleteOptions): Promise<readonly DeleteFigures[]> {
  const { house, seed, iterations, most } = options;
  const folder = mkdtempSync(join(tmpdir(), "prove-delete-"));
  const workspace = join(folder, "workspace");
  try {
    await askCli(["init", workspace, "--house-seed", String(house)]);
    const size = ["--iterations", String(iterations), "--seed", String(seed)];
    await askSession(["start", ...size, "--approve", "gate", "--workspace", workspace]);
    const desk = openTestWorkspace(workspace);
    try {
      return await deleteEach(desk, { house, most });
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function deleteEach(
  desk: TestWorkspace,
  { house, most }: Pick<DeleteOptions, "house" | "most">,
): Promise<readonly DeleteFigures[]> {
  const { startingStatements, validation } = createOrderDesk(house);
  const labels = new Map(validation.map(({ input, expected }) => [input, expected]));
  const { content } = await desk.client.resources.show({ resource: RULES.resource });
  const rules = String(getAt(content, RULES.pointer));
  const whole = await evaluateOutputs(desk, ITEMS);
  const figures: DeleteFigures[] = [];
  for (const { convention, sentence } of listLearned(rules, startingStatements).slice(0, most)) {
    const values = [{ pointer: RULES.pointer, value: rules.replace(sentence, "") }];
    await desk.client.resources.setVariables({
      resource: RULES.resource,
      values,
      message: `Without ${convention}`,
    });
    const without = await evaluateOutputs(desk, ITEMS);
    figures.push({ convention, sentence, ...compare({ convention, whole, without, labels }) });
  }
  return figures;
}

/** Sentences that alone state a convention, and that the session added. */
function listLearned(
  rules: string,
  starting: readonly string[],
): readonly { readonly convention: ConventionId; readonly sentence: string }[] {
  const statements = recogniseStatements(rules).map(({ convention, at, length }) => ({
    convention,
    sentence: rules.slice(at, at + length),
  }));
  const isAlone = (convention: string): boolean =>
    statements.filter((other) => other.convention === convention).length === 1;
  return statements.flatMap(({ convention, sentence }) =>
    isConvention(convention) && isAlone(convention) && !starting.some((text) => text.includes(sentence))
      ? [{ convention, sentence }]
      : [],
  );
}

function isConvention(name: string): name is ConventionId {
  return Object.hasOwn(CONVENTIONS, name);
}

type Comparison = {
  readonly convention: ConventionId;
  readonly whole: Outputs;
  readonly without: Outputs;
  readonly labels: ReadonlyMap<string, JsonObject>;
};

function compare({ convention, whole, without, labels }: Comparison) {
  const governed: readonly string[] = listFieldsOf(convention);
  const changes = [...labels].map(([message, expected]) => {
    const before = rightFields(whole.get(message) ?? null, expected);
    const after = rightFields(without.get(message) ?? null, expected);
    const lost = [...before].filter((field) => !after.has(field));
    const gained = [...after].filter((field) => !before.has(field));
    return { lost, gained };
  });
  const count = (fields: (change: (typeof changes)[number]) => readonly string[], isOwn: boolean): number =>
    changes.filter((change) => fields(change).some((field) => governed.includes(field) === isOwn)).length;
  const worse = count(({ lost }) => lost, true);
  const better = count(({ gained }) => gained, true);
  const worseElsewhere = count(({ lost }) => lost, false);
  const ok =
    worse > better && worse > MOST_ELSEWHERE * labels.size && worseElsewhere <= MOST_ELSEWHERE * labels.size;
  return { governed, worse, better, worseElsewhere, items: labels.size, ok };
}

/** Another prompt is another request, and a few misreadings hang on that. */
const MOST_ELSEWHERE = 0.01;
