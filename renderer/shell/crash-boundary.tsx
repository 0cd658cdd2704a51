import { Button } from "@mantine/core";
import { Component, type ContextType, type ErrorInfo, type ReactNode } from "react";
import { AppContext } from "#renderer/store/app-context.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { EmptyState } from "#renderer/ui/states.tsx";
import { isPartMissing } from "./is-part-missing.ts";
import { PartMissing } from "./part-missing.tsx";

type CrashState = { readonly message: string | null; readonly isPartMissing: boolean };

const WHOLE: CrashState = { message: null, isPartMissing: false };

/** As much as the contract takes. */
const MOST_MESSAGE = 2000;
const MOST_STACK = 20_000;

/** A defect in one view leaves the rest of the window alive. React knows such a boundary as a class only. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, CrashState> {
  override readonly state: CrashState = WHOLE;

  static override contextType = AppContext;
  declare context: ContextType<typeof AppContext>;

  static getDerivedStateFromError(error: unknown): CrashState {
    const message = error instanceof Error ? error.message : String(error);
    return { message, isPartMissing: isPartMissing(error) };
  }

  /** The host tells of it; a window's own console nobody reads. */
  override componentDidCatch(error: unknown, { componentStack }: ErrorInfo): void {
    if (isPartMissing(error)) return;
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    const where = `${stack}\n${componentStack ?? ""}`;
    // Where the host is gone as well there is nobody left to tell.
    this.context?.client.workspace
      .reportBug({ message: message.slice(0, MOST_MESSAGE), stack: where.slice(0, MOST_STACK) })
      .catch(() => undefined);
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    if (this.state.isPartMissing) return <PartMissing />;
    return (
      <EmptyState
        title={shellStrings.crashTitle}
        action={<Button onClick={() => this.setState(WHOLE)}>{shellStrings.reopen}</Button>}
      >
        {message} {shellStrings.crashHint}
      </EmptyState>
    );
  }
}
