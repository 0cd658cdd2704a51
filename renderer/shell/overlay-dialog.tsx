import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import type { Overlay } from "#renderer/store/window-slice.ts";
import { uiStrings } from "#renderer/strings/ui.ts";

const overlayOf = (state: AppState) => state.overlay;

type OverlayDialogProps = {
  /** It stands while this overlay is open. */
  readonly of: Overlay;
  readonly title: string;
  /** Its width in pixels. */
  readonly size: number;
  /** Made anew each time that it opens: nothing that was typed before is there. */
  readonly children: (close: () => void) => ReactNode;
};

/** A dialog of the frame: the palette, a menu or a key opens it, and one stands at a time. */
export function OverlayDialog({ of, title, size, children }: OverlayDialogProps) {
  const { store } = useApp();
  const isOpen = useAppState(overlayOf) === of;
  const close = (): void => store.getState().closeOverlay();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={title}
      size={size}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": uiStrings.close }}
    >
      {isOpen ? children(close) : null}
    </Modal>
  );
}
