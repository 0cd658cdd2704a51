/** With this a host closes the socket of a window whose workspace was deleted: of the codes that are free for one's own. */
export const GONE_CODE = 4410;
