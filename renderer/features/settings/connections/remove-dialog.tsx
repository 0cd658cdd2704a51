import { Button, Modal } from "@mantine/core";
import type { ConnectionDocument } from "#core/contract/connections.ts";
import { hrefTo, navigate } from "#renderer/navigation/route.ts";
import { useAppState } from "#renderer/store/app-context.ts";
import { connectionStrings } from "#renderer/strings/connections.ts";
import { uiStrings } from "#renderer/strings/ui.ts";
import { toastDone, toastProblem } from "#renderer/ui/toast.tsx";
import { useConnections } from "./use-connections.ts";

type RemoveDialogProps = {
  readonly connection: ConnectionDocument;
  /** False for a preset that was changed: then that comes back. */
  readonly isOwn: boolean;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

export function RemoveDialog({ connection: { name }, isOwn, isOpen, onClose }: RemoveDialogProps) {
  const { isBusy, change } = useConnections();
  const dropTry = useAppState((state) => state.dropTry);
  const remove = async (): Promise<void> => {
    // Before its page says that it is gone.
    if (isOwn) navigate(hrefTo("settings", ["connections"]));
    onClose();
    const problem = await change(async (client) => await client.connections.save({ name, connection: null }));
    if (problem === null) dropTry(name);
    if (problem === null) toastDone(connectionStrings.removed(name));
    else toastProblem(problem);
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={isOwn ? connectionStrings.removeTitle(name) : connectionStrings.resetTitle(name)}
      size={460}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      <p className="dialog-text">{isOwn ? connectionStrings.removeText : connectionStrings.resetText}</p>
      <div className="dialog-buttons">
        <Button onClick={onClose} data-autofocus>
          {uiStrings.cancel}
        </Button>
        <Button variant="filled" loading={isBusy} onClick={() => void remove()}>
          {isOwn ? connectionStrings.remove : connectionStrings.reset}
        </Button>
      </div>
    </Modal>
  );
}
