import { Tooltip } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { useApp, useAppState } from "#renderer/store/app-context.ts";
import type { AppState } from "#renderer/store/app-store.ts";
import { shellStrings } from "#renderer/strings/shell.ts";
import { Logo } from "./logo.tsx";
import { hrefTo } from "#renderer/navigation/route.ts";
import { VIEWS, type ViewEntry } from "./views.ts";
import "./rail.css";

const isRailOpenOf = (state: AppState) => state.preferences.isRailOpen;

export function Rail({ active }: { readonly active: string }) {
  const { store } = useApp();
  const isOpen = useAppState(isRailOpenOf);
  const toggle = (): void => store.getState().setPreferences({ isRailOpen: !isOpen });
  const toggleLabel = isOpen ? shellStrings.closeRail : shellStrings.openRail;
  return (
    <nav className={isOpen ? "rail rail-open" : "rail"} aria-label={shellStrings.views}>
      <div className="rail-brand">
        <Logo />
        <span className="rail-brand-name">{shellStrings.product}</span>
      </div>
      <div className="rail-list">
        {VIEWS.filter(({ isAtFoot }) => isAtFoot !== true).map((view) => (
          <RailItem key={view.id} view={view} isActive={view.id === active} />
        ))}
        <div className="rail-foot">
          {VIEWS.filter(({ isAtFoot }) => isAtFoot === true).map((view) => (
            <RailItem key={view.id} view={view} isActive={view.id === active} />
          ))}
          <Tooltip label={toggleLabel} position="right" disabled={isOpen}>
            <button type="button" className="rail-item rail-toggle" onClick={toggle} aria-label={toggleLabel}>
              {isOpen ? (
                <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
              ) : (
                <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
              )}
              <span className="rail-label">{isOpen ? toggleLabel : shellStrings.openRailShort}</span>
            </button>
          </Tooltip>
        </div>
      </div>
    </nav>
  );
}

type RailItemProps = { readonly view: ViewEntry; readonly isActive: boolean };

function RailItem({ view, isActive }: RailItemProps) {
  const { icon: Icon, useBadge = noBadge } = view;
  const badge = useBadge();
  return (
    <a
      className="rail-item"
      href={hrefTo(view.id)}
      aria-label={badge === 0 ? view.title : `${view.title}, ${badge}`}
      {...(isActive ? { "aria-current": "page" as const } : {})}
    >
      <Icon size={18} stroke={1.6} />
      <span className="rail-label">{view.title}</span>
      {badge === 0 ? null : <span className="rail-badge" data-count={badge > 99 ? "99+" : badge} />}
    </a>
  );
}

function noBadge(): number {
  return 0;
}
