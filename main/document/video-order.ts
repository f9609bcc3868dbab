/** In which orders videos are listed. */

export const VIDEO_ORDERS = ['place', 'doubt', 'newest', 'longest'] as const;
/** `place`: by folder and path, as a person counts. `doubt`: of the texts that wait for a decision. `newest`: added last. */
export type VideoOrder = (typeof VIDEO_ORDERS)[number];
