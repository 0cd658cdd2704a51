import { Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { shellStrings } from "#renderer/strings/shell.ts";
import { EmptyState } from "#renderer/ui/states.tsx";

type CrashState = { readonly message: string | null };

/** A defect in one view leaves the rest of the window alive. React knows such a boundary as a class only. */
export class CrashBoundary extends Component<{ readonly children: ReactNode }, CrashState> {
  override readonly state: CrashState = { message: null };

  static getDerivedStateFromError(error: unknown): CrashState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <EmptyState
        title={shellStrings.crashTitle}
        action={<Button onClick={() => this.setState({ message: null })}>{shellStrings.reopen}</Button>}
      >
        {message} {shellStrings.crashHint}
      </EmptyState>
    );
  }
}
