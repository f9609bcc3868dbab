/** The names that page, preload and shell have to agree on. Apart from the messages, so that the preload stays small. */

/** Under this name the preload puts the shell before the page. */
export const BRIDGE_NAME = 'desktop';
/** What a message of the window holds that brings a port to the services. */
export const PORT_MESSAGE = 'panda-services';

/** The page tells the shell. */
export const SAY = 'panda:say';
/** The page asks, and waits for the answer. */
export const ASK = 'panda:ask';
/** The shell tells the page. */
export const TELL = 'panda:tell';
/** The shell gives the page a port to the services. */
export const PORT = 'panda:port';
