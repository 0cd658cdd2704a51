import { Modal } from "@mantine/core";
import { useApp, useAppState, useQuery } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Query } from "#renderer/store/queries.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { Ready } from "#renderer/ui/states.tsx";
import "./licences.css";

const isOpenOf = (state: AppState) => state.overlay === "licences";

const licencesQuery: Query<{ readonly text: string }> = {
  key: "workspace.licences",
  topics: [],
  read: async (client) => await client.workspace.licences(),
};

/** The licence of the program, and the notices of everything that is distributed with it. */
export function Licences() {
  const { store } = useApp();
  const isOpen = useAppState(isOpenOf);
  return (
    <Modal
      opened={isOpen}
      onClose={() => store.getState().closeOverlay()}
      title={shellStrings.licences}
      size={760}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen ? <Notices /> : null}
    </Modal>
  );
}

/** Asked for only while the box is open: it is a long text that few read. */
function Notices() {
  const { queries } = useApp();
  const licences = useQuery(licencesQuery);
  return (
    <Ready of={licences} onRetry={() => queries.retry(licencesQuery.key)}>
      {({ text }) => (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls, so the keyboard has to reach it.
        <div className="licences" tabIndex={0} role="region" aria-label={shellStrings.licences}>
          {toParts(text).map(({ title, body }, at) => (
            // eslint-disable-next-line react/no-array-index-key -- One package may be there in two versions; the list never changes.
            <section key={at} className="licence">
              <h3 className="licence-title">{title}</h3>
              <p className="licence-text">{body}</p>
            </section>
          ))}
        </div>
      )}
    </Ready>
  );
}

type Part = { readonly title: string; readonly body: string };

/** The text by its headings, which are all of its Markdown that has a meaning here; a heading over nothing is left out. */
function toParts(text: string): readonly Part[] {
  return text
    .split(/^#{1,2} /m)
    .map((part) => {
      const [title = "", ...rest] = part.split("\n");
      return { title, body: rest.join("\n").trim() };
    })
    .filter(({ body }) => body !== "");
}
