import { createStore, type StoreApi } from "zustand/vanilla";
import type { PreferenceKeep } from "#renderer/transport/preference-keep.ts";
import { createCallSlice, type CallSlice } from "./call-slice.ts";
import { createCommitSlice, type CommitSlice } from "./commit-slice.ts";
import { createCommandSlice, type CommandSlice } from "./command-slice.ts";
import { createDeskSlice, type DeskSlice } from "./desk-slice.ts";
import { createDraftSlice, type DraftSlice } from "./draft-slice.ts";
import { createFormSlice, type FormSlice } from "./form-slice.ts";
import { createLiveSlice, type LiveSlice } from "./live-slice.ts";
import { createPreferencesSlice, type PreferencesSlice } from "./preferences-slice.ts";
import { createRunInputSlice, type RunInputSlice } from "./run-input-slice.ts";
import { createSnapshotSlice, type SnapshotSlice } from "./snapshot-slice.ts";
import { createTrySlice, type TrySlice } from "./try-slice.ts";
import { createWindowSlice, type WindowSlice } from "./window-slice.ts";

/** What the host said, and what the person is doing; everything else is worked out from these. */
export type AppState = LiveSlice &
  SnapshotSlice &
  WindowSlice &
  PreferencesSlice &
  CommandSlice &
  DraftSlice &
  FormSlice &
  CommitSlice &
  DeskSlice &
  CallSlice &
  RunInputSlice &
  TrySlice;
export type AppStore = StoreApi<AppState>;

export function createAppStore(keep: PreferenceKeep): AppStore {
  return createStore<AppState>()((...parts) => ({
    ...createLiveSlice(...parts),
    ...createSnapshotSlice(...parts),
    ...createWindowSlice(...parts),
    ...createPreferencesSlice(keep)(...parts),
    ...createCommandSlice(...parts),
    ...createDraftSlice(...parts),
    ...createFormSlice(...parts),
    ...createCallSlice(...parts),
    ...createCommitSlice(...parts),
    ...createDeskSlice(...parts),
    ...createRunInputSlice(...parts),
    ...createTrySlice(...parts),
  }));
}
