export function ResourcesView() {
  return <div />;
}
