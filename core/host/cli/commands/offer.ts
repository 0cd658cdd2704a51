import type { Command } from "commander";
import type { WorkspaceClient } from "#core/contract/contract.ts";
import type { OfferedDocument } from "#core/contract/offer.ts";
import { IS_OFFERED, type OfferStanding } from "#core/domain/offer.ts";
import type { ResourceKey } from "#core/domain/resource.ts";
import { branchOption } from "#core/host/cli/branch-option.ts";
import { callWorkspace, readWorkspace } from "#core/host/cli/call-workspace.ts";
import { formatChange } from "#core/host/cli/format/change.ts";
import { formatTable, shortId } from "#core/host/cli/format/format.ts";
import { toKey } from "#core/host/cli/resource-argument.ts";

type BranchOptions = { readonly branch?: string };
type TakeOptions = BranchOptions & { readonly message?: string };

/** `offer`: what this version of the program ships and the workspace does not have, to be taken or left. */
export function addOfferCommands(program: Command): void {
  const offer = program
    .command("offer")
    .description("what this version of the program brings that the workspace does not have")
    .action(async (_options: unknown, command: Command) => {
      await readWorkspace(command, (client) => client.offer.show(), formatOffer);
    });
  offer
    .command("take")
    .description("bring it in, as one commit of yours")
    .argument("[kind/name...]", "only these (default: all that is offered and not left)")
    .option(...branchOption("bring it in"))
    .option("--message <text>", "the commit's message")
    .action(async (named: string[], { branch, message }: TakeOptions, command: Command) => {
      const request = { ...toAnswer(named, branch), ...(message === undefined ? {} : { message }) };
      await callWorkspace(
        command,
        (client) => client.offer.take(request),
        ({ done, head }) => `${done} (${shortId(head)})`,
      );
    });
  offer
    .command("leave")
    .description("do without it: it is not offered again until another version of it ships")
    .argument("[kind/name...]", "only these (default: all)")
    .option(...branchOption("do without it"))
    .action(async (named: string[], { branch }: BranchOptions, command: Command) => {
      await callWorkspace(command, (client) => client.offer.leave(toAnswer(named, branch)), formatLeft);
    });
}

type Answer = BranchOptions & { readonly resources?: ResourceKey[] };

function toAnswer(named: readonly string[], branch: string | undefined): Answer {
  return {
    ...(named.length === 0 ? {} : { resources: named.map(toKey) }),
    ...(branch === undefined ? {} : { branch }),
  };
}

function formatLeft({ left }: Awaited<ReturnType<WorkspaceClient["offer"]["leave"]>>): string {
  return left.length === 0 ? "There was nothing to leave." : `Left: ${left.join(", ")}.`;
}

const STANDING_WORDS: Readonly<Record<OfferStanding, string>> = {
  new: "new",
  newer: "newer than what is here, which is as it came",
  changed: "newer, but yours was changed: left as it is",
  archived: "newer, but yours is archived: left as it is",
};

function formatOffer(offer: readonly OfferedDocument[]): string {
  if (offer.length === 0)
    return "This version of the program brings nothing that the workspace does not have.";
  const takeable = offer.filter(({ standing }) => IS_OFFERED[standing]);
  return [
    formatTable(
      ["resource", "version", "standing", "description"],
      offer.map(({ resource, version, standing, isLeft, description }) => [
        resource,
        shortId(version),
        isLeft ? `${STANDING_WORDS[standing]} (left)` : STANDING_WORDS[standing],
        description,
      ]),
    ),
    ...offer.flatMap(({ resource, changes }) => [
      "",
      ...changes.map((change) => formatChange({ resource, ...change })),
    ]),
    "",
    takeable.length === 0
      ? "Nothing of it can be taken."
      : "Bring it in with `offer take`, or do without with `offer leave`; nothing comes in by itself.",
  ].join("\n");
}

/** What a person has not answered yet, in one line for other lists; none where there is nothing. */
export function formatWaitingOffer(offer: readonly OfferedDocument[]): readonly string[] {
  const waiting = offer.filter(({ standing, isLeft }) => IS_OFFERED[standing] && !isLeft);
  if (waiting.length === 0) return [];
  const named = waiting.map(({ resource }) => resource).join(", ");
  return ["", `This version of the program brings ${named}: see \`offer\`.`];
}
