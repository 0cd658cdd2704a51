export function LineageView() {
  return <div />;
}
