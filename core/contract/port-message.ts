/**
 * How the desktop's window gets its connection: the page posts one end of a message channel to its own window under this
 * text, and the preload script hands it to the main process on a channel of the same name.
 */
export const PORT_MESSAGE = "autogenesis-port";
