import type { SpanRole } from "#core/domain/span-role.ts";

/** A hue and a sign per sort of span; the hues are categories, apart from those that mean something. */
type RoleLook = { readonly token: string; readonly sign: string };

export const ROLE_LOOKS: Readonly<Record<SpanRole, RoleLook>> = {
  agent: { token: "--category-7", sign: "◇" },
  model: { token: "--category-1", sign: "●" },
  tool: { token: "--category-4", sign: "▲" },
  environment: { token: "--category-5", sign: "■" },
  memory: { token: "--category-2", sign: "▤" },
  operator: { token: "--category-3", sign: "◆" },
  other: { token: "--category-8", sign: "○" },
};
