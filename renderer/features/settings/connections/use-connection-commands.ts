import type { ConnectionDocument } from "#core/contract/connections.ts";
import { useCommands } from "#renderer/navigation/use-commands.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { listHeldBack } from "./connection-words.ts";
import { focusIn } from "./focus-in.ts";

/** Palette rows of one connection: each leads to what asks, and does nothing by itself. */
export function useConnectionCommands(connection: ConnectionDocument): void {
  const { problem, learned } = connection;
  const group = connectionStrings.title;
  useCommands("connection", [
    {
      id: "connection-try",
      title: connectionStrings.tryTitle,
      group,
      run: () => focusIn(".try-form :is(button, input, textarea)"),
    },
    {
      id: "connection-trust",
      title: connectionStrings.trust,
      group,
      isDisabled: problem?.code !== "connection-untrusted" && listHeldBack(connection).length === 0,
      run: () => focusIn(".trust button"),
    },
    {
      id: "connection-forget",
      title: connectionStrings.forgetLessons,
      group,
      isDisabled: learned.length === 0,
      run: () => focusIn(".learned button"),
    },
  ]);
}
