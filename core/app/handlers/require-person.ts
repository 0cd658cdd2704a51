import { AppError } from "#core/base/app-error.ts";
import type { Author } from "#core/domain/author.ts";

/** What people alone may do, such as "change the settings". Throws path-refused to everybody else. */
export function requirePerson(caller: Author, toDo: string): void {
  if (caller.kind === "person") return;
  throw new AppError("path-refused", `Only a person may ${toDo}.`, {
    hint: "Ask whoever runs this workspace.",
  });
}
