/**
 * Whether an endpoint is on this machine, by its address alone: what answers there costs electricity and no money. Null,
 * for what answers in this process, is not asked by address.
 */
export function isOwnMachine(endpointOrigin: string | null): boolean {
  if (endpointOrigin === null || !URL.canParse(endpointOrigin)) return false;
  const { hostname } = new URL(endpointOrigin);
  return /^(localhost|([^.]+\.)+localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}
