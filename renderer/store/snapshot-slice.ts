import type { StateCreator } from "zustand/vanilla";
import type { Snapshot } from "#renderer/ui/snapshot.ts";

export type SnapshotSlice = { readonly snapshots: Readonly<Record<string, Snapshot<unknown>>> };

export const createSnapshotSlice: StateCreator<SnapshotSlice> = () => ({ snapshots: {} });
