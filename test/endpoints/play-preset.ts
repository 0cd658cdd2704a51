import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { listAddresses } from "#core/app/providers/addresses.ts";
import { makeFolder, makeOrderDesk, openTestWorkspace } from "#test/support/test-workspace.ts";
import { ask, importSums, ITEMS, type Seen } from "./ask.ts";
import { PRESET_KEY, type PresetServer } from "./presets/preset-server.ts";
import { serveEndpoints } from "./serve.ts";
import { USED } from "./write-answer.ts";

export type PlayedPreset = {
  readonly preset: PresetServer;
  /** In what it does not work, each as a clause; none where it does, or lacks what it is said to lack. */
  readonly misses: readonly string[];
};

/**
 * Takes a preset that stands at its loopback server through what people do with one: its models are listed, an evaluation
 * is made against it, and a session that learns something.
 */
export async function playPreset(preset: PresetServer): Promise<PlayedPreset> {
  const { name, rules, models, connection, path = "v1" } = preset;
  const { folder, remove } = makeFolder();
  const server = await serveEndpoints();
  const workspace = await makeOrderDesk(join(folder, name));
  // What a gateway's models cost is for a person to say, also where it runs on this machine.
  const prices = { [`${name}/${models[0] ?? ""}`]: { input: 0, output: 0 } };
  appendFileSync(join(workspace, "workspace.yaml"), `\nprices: ${JSON.stringify(prices)}\n`);
  const desk = openTestWorkspace(workspace, undefined, {
    secrets: { find: () => PRESET_KEY },
  });
  try {
    const { client } = desk;
    await importSums(client);
    server.set(name, rules, models);
    const baseUrl = `${server.origin}/${name}/${path}`;
    await client.connections.save({ name, connection: { ...connection, ...keysOf(name), baseUrl } });
    const listed = await client.connections.models({ connection: name });
    const model = { provider: name, name: models[0] ?? "" };
    const evaluated = await ask(client, "evaluate", model);
    const session = await ask(client, "session", model);
    return {
      preset,
      misses: [
        ...(listed.models.join() === models.join()
          ? []
          : [`its models are listed as ${listed.models.join(", ")}`]),
        ...missesOfEvaluation(preset, evaluated),
        ...missesOfSession(preset, session),
      ],
    };
  } finally {
    await desk.close();
    await server.close();
    remove();
  }
}

/** The key that customarily goes there, which a person lets go to this address. */
function keysOf(preset: string): { readonly keys?: string[] } {
  const variable = listAddresses().find(({ name }) => name === preset)?.keyVariable ?? null;
  return variable === null ? {} : { keys: [variable] };
}

/** What it lacks is told; else half of the sums are right, as the model gets them when it comes, with two calls for each. */
function missesOfEvaluation({ lacks }: PresetServer, { code, said, items, tokens }: Seen): readonly string[] {
  if (lacks !== null)
    return said.includes(lacks) ? [] : [`the evaluation does not say what it lacks: ${said}`];
  if (items === null) return [`no evaluation comes to an end: ${code ?? ""} ${said}`];
  const calls = 2 * ITEMS.few;
  // What is called off when a refusal taught something is charged its input, as nobody saw its end.
  const isCharged = (tokens?.input ?? 0) >= USED.input * calls && tokens?.output === USED.output * calls;
  return [
    ...(items.errors === 0 && items.correct === ITEMS.few / 2
      ? []
      : [`of the items ${JSON.stringify(items)}: ${said}`]),
    ...(isCharged ? [] : [`it is charged ${JSON.stringify(tokens)}`]),
  ];
}

function missesOfSession({ lacks }: PresetServer, { said, hasStopped, proposals }: Seen): readonly string[] {
  if (lacks !== null) return said.includes(lacks) ? [] : [`the session does not say what it lacks: ${said}`];
  return !hasStopped && proposals?.accepted === 1 ? [] : [`a session learns nothing: ${said}`];
}
