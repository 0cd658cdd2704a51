import type { Json } from "#core/base/json.ts";
import type { Connection } from "#core/domain/connection.ts";
import type { Condition, Dress, Reply, Rule } from "#test/endpoints/behaviour.ts";
import { asAsked, refusal } from "#test/endpoints/replies.ts";

/** The endpoint of a preset as its owner documents it, with what it is known for. */
export type PresetServer = {
  /** The preset. */
  readonly name: string;
  /** Where its owner says so, and where its users do. */
  readonly sources: readonly string[];
  /** The names that it answers to. */
  readonly models: readonly string[];
  readonly rules: readonly Rule[];
  /** What a person says of the connection beside its address, where the preset cannot know it. */
  readonly connection?: Omit<Connection, "baseUrl">;
  /** The path between the name of the place and /chat/completions; `v1` unless said. */
  readonly path?: string;
  /** What it lacks for a whole session, as the program is to say it; null where nothing is lacking. */
  readonly lacks: string | null;
};

/** The key that every server of a preset wants, where it wants one. */
export const PRESET_KEY = "preset-key-1";

/** Who has no key is turned away with this. */
export function wantsKey(status: number, body: Json, header = "authorization"): Rule {
  const value = header === "authorization" ? `Bearer ${PRESET_KEY}` : PRESET_KEY;
  return { when: { not: { headers: { [header]: value } } }, reply: refusal(status, body) };
}

export function refuses(when: Condition, status: number, body: Json): Rule {
  return { when, reply: refusal(status, body) };
}

export function answers(dress: Dress = {}, headers: Readonly<Record<string, string>> = {}): Rule {
  const reply: Reply = asAsked({ calculatesFirst: true, ...dress });
  return { reply: { ...reply, headers: { ...reply.headers, ...headers } } };
}
