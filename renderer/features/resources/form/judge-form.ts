import { toResourceKey, type ResourceKey } from "#core/domain/resource.ts";
import type { FormDraft } from "#renderer/store/form-slice.ts";
import { formStrings } from "#renderer/strings/resource-forms.ts";
import { checkName } from "./check-name.ts";
import { findUnread } from "./unread-texts.ts";
import { findFaults, withoutEmpty, type Faults } from "./find-faults.ts";

/** Everything that is wrong with a form before the host is asked, by the place of the field. */
export function judgeForm(draft: FormDraft, taken: ReadonlySet<ResourceKey>): Faults {
  const { kind, name, base, content, opened, beside } = draft;
  const own = findFaults({ kind, content, opened });
  const named = base === null ? checkName(kind, name, taken) : null;
  return {
    ...own,
    ...findUnread(draft),
    ...(named === null ? {} : { name: named }),
    ...(beside === null ? {} : judgeBeside(beside, taken)),
    ...(draft.json === null ? {} : { json: formStrings.jsonBroken }),
  };
}

/** Without what is merely still empty: nobody is blamed for what they have not come to yet. */
export function showFaults(faults: Faults, draft: FormDraft): Faults {
  const { content, name, beside } = draft;
  const { name: named, beside: besideName, json, ...others } = faults;
  const fields = Object.fromEntries(Object.entries(others).filter(([path]) => path.startsWith("/")));
  const inBeside = faultsInBeside(others);
  return {
    ...withoutEmpty(fields, content),
    // What stands there is not empty, whatever could be read before.
    ...findUnread(draft),
    ...Object.fromEntries(
      Object.entries(withoutEmpty(inBeside, beside?.content ?? {})).map(([path, fault]) => [
        `beside${path}`,
        fault,
      ]),
    ),
    ...(named === undefined || name === "" ? {} : { name: named }),
    ...(besideName === undefined || beside?.name === "" ? {} : { beside: besideName }),
    ...(json === undefined ? {} : { json }),
  };
}

/** Those of the prompt that is made beside, by its own places. */
export function faultsInBeside(faults: Faults): Faults {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([path, fault]) =>
      path.startsWith("beside/") && fault !== undefined ? [[path.slice("beside".length), fault]] : [],
    ),
  );
}

function judgeBeside(beside: NonNullable<FormDraft["beside"]>, taken: ReadonlySet<ResourceKey>): Faults {
  const { name, content } = beside;
  // Its description is the agent's.
  const { "/description": _description, ...faults } = findFaults({ kind: "prompt", content, opened: {} });
  const named = checkName("prompt", name, taken);
  return {
    ...Object.fromEntries(Object.entries(faults).map(([path, fault]) => [`beside${path}`, fault])),
    ...(named === null ? {} : { beside: named }),
  };
}

export function keysOf(
  resources: ReadonlyArray<{ readonly kind: FormDraft["kind"]; readonly name: string }>,
): ReadonlySet<ResourceKey> {
  return new Set(resources.map(({ kind, name }) => toResourceKey(kind, name)));
}
